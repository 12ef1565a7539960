namespace Dedup.Quality.Templates;

/// <summary>A page whose headline was an image or was lost: no title anywhere, only a date, perhaps a name, and the text.</summary>
internal static class Untitled
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, d.Site());
        if (d.HouseHas("menu", 60))
        {
            Menus.Row(d, Menus.National, 35, d.House(" ", " | ", "\u00a0"));
        }

        d.Maybe(0.4, d.Section());
        bool dated = d.Chance(0.8);
        if (dated)
        {
            d.Line(d.House("long", "short", "posted", "weekday") switch
            {
                "long" => PageDraft.Day(DateForms.In(d.At, "MMMM d, yyyy")),
                "short" => PageDraft.Day(DateForms.In(d.At, "dd MMM yyyy")),
                "posted" => PageDraft.Minute("Posted " + DateForms.In(d.At, "M/d/yyyy h:mm:ss tt")),
                _ => PageDraft.Minute(DateForms.In(d.At, "ddd, MMM d, yyyy @ h:mm tt")),
            });
        }

        if (d.Chance(0.6) && d.Byline() is { } name)
        {
            d.Line(d.Pick("By ", "", "Posted by: ") + name);
        }

        d.Maybe(0.5, d.House("[image]", "Click image to enlarge", "Loading...", Captions.Scene(d)));
        List<Action> breaks = [];
        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line(d.House("[more]", "(continued)", "Continued from page A1")));
        }

        d.Body([.. breaks]);
        d.Maybe(0.4, d.House("0 comments", "Labels: news", "Permalink", "posted in General | no comments"));
        d.Maybe(0.5, d.House("Newer Post", "<< Back", "Top of page"), d.House("Older Post", "Home", "Next >>"));
        d.Teasers(d.House("Also today", "In this issue", "Blog Archive"), d.Between(0, 6));
        d.Maybe(0.4, Footers.Copyright(d));
        return d.Render();
    }
}
