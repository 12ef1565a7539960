namespace Dedup.Quality.Templates;

/// <summary>A wire portal: search and mail chrome, a provider line, read time, "Story continues", tickers.</summary>
internal static class Portal
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines(d.HousePart(["Home", "Mail", "News", "Finance", "Sports", "Entertainment", "Life", "Search", "Shopping", "Plus", "More..."], 80));
        d.Maybe(0.6, d.Site(), "Search the web", "Sign in", "Mail", "Sign in to view your mail");
        d.Maybe(0.5, "Today's news", "US", "Politics", "World", "Weather", "Climate change", "Health", "Games", "The 360");
        bool tickers = d.HouseHas("tickers first", 50);
        if (tickers)
        {
            Tickers(d);
        }

        d.Maybe(0.5, d.Section());
        bool provider = d.Chance(0.8);
        string source = d.Sites(1) is [{ } other] ? other : "Partner Newsroom";
        if (provider && d.HouseHas("provider first", 60))
        {
            d.Line(source);
        }

        d.Line(d.Title());
        if (d.Byline() is { } name)
        {
            d.Line(d.Chance(0.6) ? name : "By " + name);
        }

        string when = DateForms.In(d.At, "ddd, MMMM d, yyyy 'at' h:mm tt ") + DateForms.Eastern(d.At);
        string read = d.Chance(0.8) ? $" · {DateForms.Number(d.Between(1, 9))} min read" : "";
        d.Line(PageDraft.Minute(when + (read.Length > 0 && d.HouseHas("read apart", 40) ? "" : read)));
        if (read.Length > 0 && d.HouseHas("read apart", 40))
        {
            d.Line(read[3..]);
        }

        d.Maybe(0.4, "In this article:");
        d.Maybe(0.4, "Generate Key Takeaways", $"{DateForms.Number(d.Between(1, 400))}", "Link Copied");
        d.Maybe(0.5, Captions.Full(d));
        List<Action> breaks = [() => d.Line(d.House("Story continues", "Story Continues", "Oops! Something went wrong.", "More content below"))];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines("Advertisement", "Advertisement", "Advertisement"));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Teasers("Recommended Stories", 3, () => $"{{0}}\n{source} · {d.Between(2, 9)} min read"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.3, $"This article originally appeared on {source}: {d.Title()}");
        d.Lines(d.House("View comments", $"View Comments ({d.Between(1, 900)})", "Terms and Privacy Policy", "Comments are turned off"));
        d.Teasers(d.House("Recommended Stories", "Latest Stories", "TRENDING", "Up next"), d.Between(4, 7), () => $"{{0}}\n{d.Pick([source, "Ad • " + source, .. d.Sites(3)])}\n{Remarks.Summary(d)}");
        if (!tickers)
        {
            Tickers(d);
        }

        d.Lines("Terms", "Privacy", "Feedback", "Your Privacy Choices", "About Our Ads");
        d.Line($"© {d.Year} {d.Site()}. All rights reserved.");
        return d.Render();
    }

    private static void Tickers(PageDraft d)
    {
        d.Maybe(0.5, "U.S. markets closed", "Markets open in 3 hours 14 minutes");
        foreach (string index in d.Some(["S&P 500", "Dow 30", "Nasdaq", "Russell 2000", "Crude Oil", "Gold", "Bitcoin USD", "FTSE 100", "VIX"], d.Between(3, 6)))
        {
            Ticker.Write(d, index);
        }
    }
}
