namespace Dedup.Quality.Templates;

/// <summary>A content farm with ages instead of dates and counters as words: "3 weeks ago / knowledge / 512 views".</summary>
internal static class FarmAgo
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line(d.House(d.Site(), $"{d.Site()} - {d.House("Global", "Daily", "Latest")} {d.House("Hotspots", "Insight", "Information")}"));
        if (d.HouseHas("nav", 55))
        {
            Menus.Row(d, Menus.Farm, 40, d.House(" / ", " ", ""));
        }

        d.Maybe(0.4, "Search for:", "Go");
        d.Line(d.House("crumb", "kicker", "none") switch
        {
            "crumb" => "Home" + d.House("/", " / ", " - ") + d.Section() + d.House("/", " / ", " - ") + d.House("Body", "Details", "Article"),
            "kicker" => d.Section(),
            _ => "Article",
        });
        d.Line(d.Title());
        string age = DateForms.Ago(d);
        string views = DateForms.Grouped(d.Between(20, 400000));
        string who = d.Byline("Knowledge Desk", "Anonymous user", "Little Fox")!;
        switch (d.House("slashes", "posted", "icons", "tight"))
        {
            case "slashes": d.Line($"{age} / {who} / {views} views"); break;
            case "posted": d.Line($"Posted {age} by {who}"); break;
            case "icons": d.Lines(who, age, views, $"{d.Between(0, 90)}"); break;
            default: d.Line($"{who}{age}{views} people viewed"); break;
        }

        d.Maybe(0.3, "Table of Contents", "1. Overview", "2. Details", "3. FAQ");
        List<Action> breaks = [];
        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines(d.House("Recommended", "Hot topic", "Also on this site"), d.Headline(), d.Headline()));
        }

        d.Body([.. breaks]);
        d.Maybe(0.4, "The above is the whole content of this article, hope it can help you.");
        d.Maybe(0.5, $"{d.Between(0, 99)} 👍 {d.Between(0, 20)} 👎");
        d.Teasers(d.House("You may also want to read", "More", "Next up"), d.Between(4, 8), () => "{0}\n" + DateForms.Ago(d));
        d.Maybe(0.6, "FAQ", "How often is this page updated?", "We update this page as soon as new information becomes available to our editors.", "Where does the information come from?", "The information on this page is collected from public sources and is provided for reference only.");
        d.Maybe(0.5, "Site links", string.Join(" · ", d.Sites(4)));
        d.Line($"{d.House("©", "Copyright", "(c)")} {d.Site()}");
        return d.Render();
    }
}
