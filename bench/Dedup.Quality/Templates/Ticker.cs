using System.Globalization;

namespace Dedup.Quality.Templates;

/// <summary>A quote as tickers and tables flatten it.</summary>
internal static class Ticker
{
    public static void Write(PageDraft draft, string name)
    {
        double price = draft.Between(1200, 4000000) / (name.Contains('/', StringComparison.Ordinal) ? 10000.0 : 100.0);
        double percent = draft.Between(-420, 420) / 100.0;
        string last = price.ToString("N2", CultureInfo.InvariantCulture);
        string change = (price * percent / 100).ToString("+0.00;-0.00", CultureInfo.InvariantCulture);
        string share = percent.ToString("+0.00;-0.00", CultureInfo.InvariantCulture) + "%";
        switch (draft.House("ticker column", "row", "tight"))
        {
            case "ticker column": draft.Lines(name, last, $"{change} ({share})"); break;
            case "row": draft.Line($"{name} {last} {change} {share}"); break;
            default: draft.Line($"{name}{last}{change}({share})"); break;
        }
    }
}
