namespace Dedup.Quality.Templates;

/// <summary>A content farm: "Location: Home>Section>", a time/source/author line, hits, likes, friendly links.</summary>
internal static class FarmLocation
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        if (d.HouseHas("menu", 60))
        {
            Menus.Row(d, Menus.Farm, 50, d.House("", " ", "|"));
        }

        string step = d.House(">", " > ", " » ", ">>");
        d.Line(d.House("Location:", "Your location:", "Position:", "Where you are:") + d.House("", " ") + "Home" + step + d.Section() + step + d.House("", "Text", d.Title(), "Content"));
        d.Line(d.Title());
        string who = d.Byline("admin", "Comprehensive", "Anonymous", "editor", "Leisure")!;
        string time = PageDraft.Second(DateForms.In(d.At, "yyyy-MM-dd HH:mm:ss"));
        string from = d.Chance(0.75) ? d.Site() : "Internet";
        string gap = d.House(" ", "  ", "\u3000", " | ");
        switch (d.House("time source author", "author first", "lines", "edit"))
        {
            case "time source author": d.Line($"time:{time}{gap}source:{from}{gap}author:{who}"); break;
            case "author first": d.Line($"Author: {who}{gap}Time: {time}{gap}Hits: {d.Between(11, 99999)}"); break;
            case "lines": d.Lines("Source: " + from, "Author: " + who, "Time: " + time); break;
            default: d.Line($"{time}{gap}Source:{from}{gap}Edit:{who}{gap}Read:{d.Between(1, 999)}"); break;
        }

        d.Maybe(0.4, d.House("[Font size: Large Medium Small]", "Font: [Large] [Medium] [Small]", "Summary:"));
        List<Action> breaks = [];
        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line(d.Pick("Recommended reading: ", "Extended reading: ", "See also: ") + d.Headline()));
        }

        d.Body([.. breaks]);
        d.Maybe(0.6, $"Like ({d.Between(0, 900)})", $"Dislike ({d.Between(0, 60)})");
        d.Maybe(0.5, "Hits: " + DateForms.Number(d.Between(100, 99999)));
        d.Maybe(0.6, d.House("Tags:", "Tag: ", "Keywords:") + string.Join(d.House(" ", ","), d.Some(["invest", "news", "finance", "hot", "world", "analysis", "scams"], 3)));
        d.Maybe(0.7, d.House("Last article:", "Previous: ", "Prev:", "Previous article: ") + d.Headline(), d.House("Next article:", "Next: ", "Next:", "Next article: ") + d.Headline());
        foreach (string heading in d.Some(["Popular", "Random reading", "Latest updates", "Guess you like", "Picture recommendation"], d.Between(2, 4)))
        {
            d.Teasers(heading, d.Between(4, 10), d.House("{0}", "{1}{0}", "[{1}] {0}", "· {0}"));
        }

        d.Line(d.House("Friendly links", "Friendship Link", "Partner sites", "Links"));
        d.Line(string.Join(d.House(" ", " | ", "\u3000"), d.Sites(d.Between(2, 6))));
        d.Maybe(0.5, $"Copyright © {d.Year} Powered by {d.Site()} {d.House("sitemap", "RSS", "XML map")}");
        return d.Render();
    }
}
