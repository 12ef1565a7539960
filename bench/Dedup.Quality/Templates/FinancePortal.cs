namespace Dedup.Quality.Templates;

/// <summary>A stock exchange's or broker's news page: a ticker strip, related symbols, a disclaimer in prose.</summary>
internal static class FinancePortal
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "Skip to main content");
        foreach (string name in d.Some(["DJIA", "S&P 500", "NASDAQ-100", "US 10 Yr", "EUR/USD", "Gold", "Brent Crude", "Natural Gas", "Nikkei 225", "DAX"], d.Between(4, 9)))
        {
            Ticker.Write(d, name);
        }

        d.Maybe(0.5, "Loading...", "Quotes are delayed by 15 minutes");
        d.Lines(d.HousePart(["Market Activity", "Stocks", "Options", "ETFs", "Mutual Funds", "IPO Calendar", "Earnings", "Dividend History", "News + Insights", "Personal Finance", "Crypto", "Screener", "Watchlist", "Portfolio", "My Quotes"], 60));
        d.Maybe(0.6, $"{d.House("Home", "Markets", d.Site())}{d.House(" / ", " > ", " » ")}{d.Section()}");
        d.Line(d.Title());
        string? name2 = d.Byline("Newsfeed", "Market Staff", "Contributor");
        switch (d.House("contributor", "dash", "labelled"))
        {
            case "contributor":
                d.Lines("Contributor", $"{name2} {d.Site()}", "Published", PageDraft.Minute($"{DateForms.ApMonth(d.At)} {DateForms.In(d.At, "d, yyyy h:mmtt")} {DateForms.Eastern(d.At)}"));
                break;
            case "dash":
                d.Line(PageDraft.Minute($"{DateForms.In(d.At, "MMM. dd, yyyy h:mm tt")} ET | About: market news | By: {name2}, {d.Site()} News Editor"));
                d.Maybe(0.6, $"{d.Between(1, 90)} Comments");
                break;
            default:
                d.Lines("Author: " + name2, PageDraft.Minute("Date: " + DateForms.In(d.At, "MM/dd/yyyy HH:mm")));
                break;
        }

        d.Maybe(0.5, "Share", "Follow", "Add to watchlist", "Print");
        List<Action> breaks = [];
        if (d.Chance(0.7))
        {
            breaks.Add(() => d.Line(d.Pick(
                "See the top analyst picks for this week >>",
                "[Read: how our quant rating has beaten the market]",
                "Don't miss: 5 dividend stocks to hold for a decade",
                "Story continues below chart")));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => Ticker.Write(d, d.Pick("ACME Holdings (ACMH)", "Northwind Energy (NWE)", "Globex Corp (GLBX)")));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, $"({d.Pick("Reporting", "Editing")} by {People.Name(d)}; Editing by {People.Name(d)})");
        d.Lines(Pitches.Risk(d));
        d.Line(d.House("In This Story", "Tickers mentioned:", "Related Symbols"));
        d.Lines(d.Some(["ACMH", "NWE", "GLBX", "XLE", "SPY", "QQQ", "TNX"], d.Between(2, 4)));
        d.Line(d.House("Trending Articles", "More Trending News", "Latest Markets Videos"));
        d.Teasers(null, d.Between(3, 6), () => d.House("{0}", "{0}\n{ago}", "→ {0}").Replace("{ago}", DateForms.Ago(d), StringComparison.Ordinal));
        d.Maybe(0.5, d.House("To add symbols:", "Customize your experience"), "Type a symbol or company name. When the symbol you want to add appears, add it to My Quotes by selecting it and pressing Enter/Return.", "Copy and paste multiple symbols separated by spaces.");
        Menus.Foot(d);
        d.Line($"© {d.Year}, {d.Site()}, Inc. All Rights Reserved.");
        return d.Render();
    }
}
