namespace Dedup.Quality.Templates;

/// <summary>A news page of about 2004: bracketed menus, "Last Updated" in words, "E-mail this to a friend", see-also boxes.</summary>
internal static class OldWeb
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, d.House("[an error occurred while processing this directive]", "Text only | Low graphics | Help", "Search: GO"));
        d.Line(string.Join(d.House(" ] [ ", " | ", " * "), d.HousePart(["Home", "Front Page", "World", "Business", "Sports", "Weather", "Talking Point", "Country Profiles", "Programmes", "Have Your Say", "Classifieds", "Guestbook", "Site Map"], 60)));
        DateTime at = d.At;
        string updated = $"{DateForms.In(at, "dddd, d MMMM, yyyy, HH:mm")} {DateForms.London(at)}";
        bool top = d.HouseHas("date on top", 60);
        if (top)
        {
            d.Line(PageDraft.Minute(d.House("Last Updated: ", "Posted: ", "Published: ", "") + updated));
            d.Maybe(0.7, d.House("E-mail this to a friend Printable version", "Click here to e-mail this story", "Printer Friendly Version"));
        }

        d.Line(d.Title());
        if (d.Byline() is { } name && d.Chance(0.8))
        {
            d.Line("By " + name);
            d.Maybe(0.6, d.Pick(d.Site() + " correspondent", d.Site() + " Online", "Special to " + d.Site()));
        }

        d.Maybe(0.5, Captions.Scene(d));
        List<Action> breaks = [];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Teasers(d.House("SEE ALSO:", "RELATED STORIES", "More stories"), d.Between(2, 4), () => d.House("{0}", "{0}\n{d} | Front Page", "+ {0}").Replace("{d}", DateForms.In(d.At.AddDays(-d.Between(1, 300)), "dd MMM yy"), StringComparison.Ordinal)));
        }

        if (d.Chance(0.4) && d.Gist(2, 14) is { } quote)
        {
            breaks.Add(() => d.Lines(quote, People.Name(d), d.Pick("Analyst", "Spokesman", "Union leader")));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line(d.House("Continued below", "^^ Back to top", "Story continues after this message")));
        }

        d.Body([.. breaks]);
        if (!top)
        {
            d.Line(PageDraft.Minute(d.House("This story was last updated on ", "Posted at ", "Story filed: ") + $"{DateForms.Dotted(at)} {DateForms.In(at, "dddd, MMMM d, yyyy")}"));
        }

        d.Maybe(0.7, d.Section() + d.House(" index", " Front Page", " home"));
        d.Teasers(d.House("TOP STORIES NOW", "Other Headlines", "Top " + d.Section() + " stories now:"), d.Between(3, 6), d.House("{0}", "* {0}", "{0} | "));
        d.Maybe(0.6, "The site is not responsible for the content of external internet sites");
        d.Maybe(0.5, d.House("Best viewed in 1024x768 with Internet Explorer", "Sign our guestbook", "Send comments to the webmaster"));
        d.Line(d.House("copyright", "top", "counter") switch
        {
            "copyright" => $"Copyright {d.Year} {d.Site()}. All rights reserved. Terms under which this service is provided to you.",
            "top" => $"© {d.Site()} MM{d.Between(1, 9)} ^^ Back to top",
            _ => $"You are visitor number {d.Between(10000, 999999)}",
        });
        return d.Render();
    }
}
