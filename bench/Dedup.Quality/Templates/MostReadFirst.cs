namespace Dedup.Quality.Templates;

/// <summary>A page whose source order puts the sidebar first: most-read and latest lists stand before the article.</summary>
internal static class MostReadFirst
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, d.House(d.Site(), $"{d.Site()}: {d.House("independent since 1888", "the voice of the valley", "news as it happens")}"));
        if (d.HouseHas("menu first", 60))
        {
            Menus.Row(d, Menus.National, 40, d.House(" ", " | ", " / "));
        }

        d.Teasers(d.House("Most Read", "Trending now", "Today's top stories", "Popular this week"), d.Between(5, 10), d.House("{0}", "{1}\n{0}", "{1}. {0}", "0{1} {0}", "#{1} {0}"));
        d.Teasers(d.House("Latest News", "Breaking", "Just in", "News feed"), d.Between(3, 8), () => d.House("{0}", "{h} {0}", "{0}\n{m} min ago").Replace("{h}", DateForms.In(d.At.AddMinutes(d.Between(1, 900)), "HH:mm"), StringComparison.Ordinal).Replace("{m}", DateForms.Number(d.Between(2, 58)), StringComparison.Ordinal));
        if (d.Chance(0.4))
        {
            d.Lines("Editor's choice", d.Headline(), Remarks.Summary(d), d.Headline(), Remarks.Summary(d));
        }

        d.Maybe(0.4, "Weather", $"Today {d.Between(2, 34)}°C", $"Tomorrow {d.Between(2, 34)}°C", "5-day forecast");
        d.Maybe(0.4, "Poll", "Do you feel better off than a year ago?", "Yes", "No", "About the same", "Vote");
        d.Maybe(0.6, d.Section());
        d.Line(d.Title());
        string? name = d.Byline("Our Correspondent", "Agencies", "News Service");
        switch (d.House("time first", "labelled", "weekday"))
        {
            case "time first": d.Line(PageDraft.Minute($"{DateForms.In(d.At, "HH:mm | dd.MM.yyyy")} | {name}")); break;
            case "labelled": d.Lines("Author: " + name, PageDraft.Minute("Date: " + DateForms.In(d.At, "d MMMM yyyy, HH:mm"))); break;
            default: d.Lines(PageDraft.Day(DateForms.In(d.At, "dddd, d MMMM yyyy")), d.Pick("", "by ") + name); break;
        }

        d.Maybe(0.5, Captions.Full(d));
        d.Body(d.Chance(0.3) ? [() => d.Line("Read also: " + d.Headline())] : []);
        d.Maybe(0.5, d.House("Print", "Send to a friend", "Report error"), d.House("Share", "Comment (0)"));
        d.Maybe(0.7, $"{d.House("©", "(c)", "Copyright")} {d.Site()} {d.Year}{d.Pick("", ". Quoting is allowed with a hyperlink.")}");
        return d.Render();
    }
}
