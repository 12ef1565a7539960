namespace Dedup.Quality.Templates;

/// <summary>An AMP page: hardly any chrome, sometimes not even the site's name.</summary>
internal static class AmpPage
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, d.Site());
        d.Maybe(0.3, d.Section());
        d.Line(d.Title());
        if (d.Chance(0.7) && d.Byline() is { } name)
        {
            d.Line(d.Pick("By ", "by ", "") + name);
        }

        if (d.Chance(0.85))
        {
            d.Line(d.House("rfc", "iso", "day", "pm") switch
            {
                "rfc" => PageDraft.Second(DateForms.In(d.At, "ddd, dd MMM yyyy HH:mm:ss") + " GMT"),
                "iso" => PageDraft.Second(DateForms.In(d.At, "yyyy-MM-dd'T'HH:mm:ss") + "Z"),
                "day" => PageDraft.Day(DateForms.In(d.At, "dd/MM/yyyy")),
                _ => PageDraft.Minute(DateForms.In(d.At, "MMM d, yyyy, h:mm tt")),
            });
        }

        d.Maybe(0.3, Captions.Full(d));
        d.Body(d.Chance(0.4) ? [() => d.Line(d.House("Advertisement", "View full version", "Open in app"))] : []);
        d.Maybe(0.4, d.House("View original article", "Leave a Comment", "Read more on our site"));
        d.Maybe(0.4, d.House("Back to top", "Exit mobile version", "View Non-AMP Version"));
        d.Maybe(0.3, $"© {d.Year} {d.Site()}");
        return d.Render();
    }
}
