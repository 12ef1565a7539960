using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads the day that a page's address holds: /2025/04/14/, /2025-04-14-, /2025/0414/, 20250414.</summary>
/// <remarks>
/// Year and month alone are no day and claim nothing: to fill in the first of the month would make a conflict of every date
/// beside it. The query is not looked at, because it holds searches and campaigns; nor are years before 1990.
/// </remarks>
internal static partial class UrlDate
{
    /// <summary>The day, or null.</summary>
    public static Found? Read(string? url)
    {
        if (url is null || !url.AsSpan().ContainsAnyInRange('0', '9')) return null;
        int end = url.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? url : url[..end];
        int scheme = path.IndexOf("://", StringComparison.Ordinal);
        int start = scheme < 0 ? 0 : path.IndexOf('/', scheme + 3);
        if (start < 0) return null;
        for (Match match = Form().Match(path, start); match.Success; match = match.NextMatch())
        {
            int year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
            int month = match.Groups["n"].Success ? MonthNames.Number(match.Groups["n"].Value) : int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
            int day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
            if (year < 1990 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) continue;
            return new Found(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}"), url);
        }
        return null;
    }

    /// <summary>One separator throughout, or none, or a slash behind the year alone; digits of longer numbers are no date, but those of a time may follow. Without IgnoreCase: with it and a reference back the build generates no code, and the interpreter runs.</summary>
    [GeneratedRegex(@"(?<!\d)(?<y>(?:19|20)[0-9]{2})(?:(?<s>[-/_.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})|/(?<n>[a-zA-Z]{3})/(?<d>[0-9]{1,2})|[-/]?(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12][0-9]|3[01])|-(?<m>[0-9]{2})/(?<d>[0-9]{2}))(?!\d)|(?<!\d)(?<y>20[0-9]{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12][0-9]|3[01])(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d))", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
