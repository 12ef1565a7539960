namespace Dedup.Quality.Templates;

/// <summary>An aggregator: the story stands between teasers of headline, one sentence, source and age.</summary>
internal static class Aggregator
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line(d.Site());
        d.Lines(d.HousePart(["Top", "For you", "Following", "Local", "World", "Business", "Tech", "Sports", "Science", "Health", "Saved", "Sources", "Settings"], 60));
        if (d.HouseHas("teasers first", 65))
        {
            d.Maybe(0.6, d.House("Top stories", "Happening now", "Your briefing"));
            Cards(d, d.Between(2, 5));
        }

        d.Maybe(0.5, d.Section());
        d.Line(d.Title());
        string source = d.Sites(1) is [{ } other] ? other : "Newsroom";
        bool dated = d.HouseHas("dated", 55);
        string when = dated ? PageDraft.Minute(DateForms.In(d.At, "d MMM yyyy, HH:mm")) : DateForms.Ago(d);
        switch (d.House("dot", "lines", "via"))
        {
            case "dot": d.Line($"{source} · {when}"); break;
            case "lines": d.Lines(source, when); break;
            default: d.Line($"via {source} {when}"); break;
        }

        if (d.Chance(0.6) && d.Byline() is { } name)
        {
            d.Line("by " + name);
        }

        d.Maybe(0.4, "Save", "Share", "Hide", "More like this");
        List<Action> breaks = [];
        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines(d.House("Also in the news", "Full coverage", "More perspectives")));
            breaks.Add(() => Cards(d, 1));
        }

        d.Body([.. breaks]);
        d.Maybe(0.6, d.House("Read the original", "View full coverage", "Go to publisher", $"Continue on {source}"));
        d.Maybe(0.5, $"{d.Between(2, 90)} sources are covering this story", "Left 21% Center 48% Right 31%");
        d.Line(d.House("More headlines", "Latest", "Keep reading", "Recommended based on what's popular"));
        Cards(d, d.Between(4, 9));
        d.Maybe(0.6, "Load more");
        d.Lines("About", "Privacy", "Terms", "Publishers", "Download the app");
        return d.Render();
    }

    private static void Cards(PageDraft d, int count)
    {
        string order = d.House("headline first", "source first", "one line", "rule");
        for (int i = 0; i < count; i++)
        {
            string source = d.Sites(1) is [{ } other] ? other : "Wire";
            string age = DateForms.Ago(d);
            switch (order)
            {
                case "headline first": d.Lines(d.Headline(), Remarks.Summary(d), $"{source} {age}"); break;
                case "source first": d.Lines(source, d.Headline(), age, Remarks.Summary(d)); break;
                case "one line": d.Lines($"{d.Headline()} — {Remarks.Summary(d)}", $"{source} · {age}"); break;
                default: d.Lines(d.Headline(), $"{age} | {source}", Remarks.Summary(d), "***"); break;
            }
        }
    }
}
