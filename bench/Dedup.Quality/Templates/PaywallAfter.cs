namespace Dedup.Quality.Templates;

/// <summary>A nonprofit or metered site that ends every text with an appeal or offer in full sentences, without a heading.</summary>
internal static class PaywallAfter
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, $"{d.Title()} {d.House("•", "·", "»", "|")} {d.Site()}");
        d.Lines(d.HousePart(["Topics", "About", "Our Team", "Reports", "Commentary", "States", "Events", "Donate", "Republish", "Newsletters", "Search"], 65));
        d.Maybe(0.4, d.Section());
        d.Line(d.Title());
        d.Maybe(0.3, d.House("Analysis", "Brief", "News", "Report"));
        string name = d.Byline("The Newsroom", "Editorial Team")!;
        d.Line(d.House("colon", "hyphen", "stacked") switch
        {
            "colon" => PageDraft.Minute($"By: {name} - {DateForms.In(d.At, "MMMM d, yyyy h:mm ")}{DateForms.In(d.At, "tt").ToLowerInvariant()}"),
            "hyphen" => PageDraft.Day($"{name} – {DateForms.In(d.At, "MMMM d, yyyy")}"),
            _ => PageDraft.Day($"{DateForms.In(d.At, "MM.dd.yy")} by {name}"),
        });
        d.Maybe(0.6, Captions.Full(d));
        List<Action> breaks = [];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines(d.House("GET THE MORNING HEADLINES.", "YOU MAKE OUR WORK POSSIBLE.", "Support nonprofit news"), d.House("SUBSCRIBE", "DONATE", "Give today")));
        }

        d.Body([.. breaks]);
        d.Lines(d.HouseHas("appeal", 50) ? Pitches.Appeal(d) : Pitches.Subscribe(d));
        d.Maybe(0.5, d.House(
            "Our stories may be republished online or in print under Creative Commons license CC BY-NC-ND 4.0. We ask that you edit only for style or to shorten, provide proper attribution and link to our website.",
            "Republish this article for free. Please keep the byline, the links and the tracking code, and do not sell advertising against it."));
        if (d.Story.Author is { } author && d.Chance(0.6))
        {
            d.Lines(author, $"{author} covers {d.Pick("public money", "the courts", "industry and labor")} and has reported from {d.Pick("nine states", "three continents", "the capital since 2012")}. A graduate of the state university, the reporter previously worked for a daily newspaper.", "MORE FROM AUTHOR");
        }

        d.Teasers(d.House("RELATED NEWS", "Read next", "More stories"), d.Between(2, 4), () => $"{{0}}\n{d.House("by ", "BY ")}{People.Name(d)} {DateForms.In(d.At.AddDays(-d.Between(1, 30)), "MMMM d, yyyy")}");
        d.Maybe(0.5, "Democracy Toolkit", "Register to vote", "Find your legislators");
        d.Line(d.House("© {1}, {0}", "{0} is a 501(c)(3) nonprofit.", "© {0}, {1}. v1.64.0").Replace("{0}", d.Site(), StringComparison.Ordinal).Replace("{1}", d.Year, StringComparison.Ordinal));
        return d.Render();
    }
}
