namespace Dedup.Quality.Templates;

/// <summary>A content farm whose first line glues section, title and site; the date hides in a line of counters.</summary>
internal static class FarmGlued
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        string tail = d.House("|", " | ", "_", "–", " – ", "-", " :: ") + d.Site();
        d.Line(d.House("section title site", "title section site", "home section title site", "title site") switch
        {
            "section title site" => d.Section() + d.Title() + tail,
            "title section site" => d.Title() + "_" + d.Section() + tail,
            "home section title site" => d.House("Home", "Index", "Front Page") + d.Section() + d.Title() + tail,
            _ => d.Title() + tail,
        });
        d.Maybe(0.5, d.House("Welcome to " + d.Site() + "!", "Set Home | Favorites", "Register Login"));
        if (d.HouseHas("nav", 50))
        {
            Menus.Column(d, Menus.Farm, 45);
        }

        d.Maybe(0.6, d.Title());
        string date = d.House("slashes", "dashes", "words") switch
        {
            "slashes" => PageDraft.Minute(DateForms.In(d.At, "yyyy/MM/dd HH:mm")),
            "dashes" => PageDraft.Minute(DateForms.In(d.At, "yyyy-MM-dd HH:mm")),
            _ => PageDraft.Day(DateForms.In(d.At, "MMM d, yyyy")),
        };
        string views = DateForms.Number(d.Between(100, 99999));
        switch (d.House("counters", "icons", "brackets", "after"))
        {
            case "counters": d.Line($"Date:{date} Views:{views} Comments:{d.Between(0, 40)}"); break;
            case "icons": d.Lines(date, views + " reads", $"{d.Between(0, 99)} likes"); break;
            case "brackets": d.Line($"[{date}] [{d.Between(100, 9999)} people have read]"); break;
            default: d.Line($"{views} views {date} {(d.Byline("admin", "guest") is { } name ? "posted by " + name : "")}"); break;
        }

        d.Body();
        d.Maybe(0.5, $"veryNice! ({d.Between(1, 99)})", $"So-so ({d.Between(1, 99)})");
        d.Maybe(0.4, $"This article is reproduced from the Internet and does not represent the position of {d.Site()}. If there is infringement, please contact us to delete it.");
        d.Line(d.House("Hot", "Hits rank", "TOP10", "Popular articles"));
        d.Teasers(null, d.Between(5, 10), d.House("- {0}", "{1}. {0}", "{1} {0}", "★ {0}"));
        d.Line(d.House("Newest", "Recent", "Just updated"));
        d.Teasers(null, d.Between(4, 8), () => d.House("- {0}", "{0}", "* {0}") + (d.HouseHas("dated list", 50) ? " " + DateForms.In(d.At.AddDays(d.Between(0, 6)), "MM-dd") : ""));
        d.Maybe(0.5, d.House("Recommend", "You may be interested in"));
        d.Teasers(null, d.Between(0, 8));
        return d.Render();
    }
}
