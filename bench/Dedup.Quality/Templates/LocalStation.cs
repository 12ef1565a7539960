namespace Dedup.Quality.Templates;

/// <summary>A US local television station: alerts, watch prompts, posted and last-updated lines, captions.</summary>
internal static class LocalStation
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines("Menu", "Search site", "Watch Now", "Watch Now");
        d.Line(d.House("Live: Newscast at 5", "WATCH LIVE", "Now streaming: morning show"));
        d.Lines(d.HousePart(["News", "Local News", "National News", "Consumer", "In Depth", "Weather", "Radar", "Closings", "Traffic", "Sports", "Friday Night Lights", "Good Day Show", "Community Calendar", "Pet of the Week", "Contests", "About Us", "Meet the Team", "TV Listings", "Jobs at our station"], 65));
        d.Maybe(0.5, $"{DateForms.Number(d.Between(1, 4))} weather alerts {DateForms.Number(d.Between(1, 9))} closings/delays");
        d.Maybe(0.3, "Breaking News", d.Headline());
        d.Line(d.House("Actions", "1 min. read", "Quick links..."));
        string crumb = d.House("section", "site", "both");
        d.Line(crumb == "site" ? d.Site() : crumb == "section" ? d.Section() : $"{d.Site()} {d.Section()}");
        d.Line(d.Title());
        d.Maybe(0.3, "Prev Next");
        d.Maybe(0.6, Captions.Credit(d), Captions.Full(d));
        When(d);
        if (d.Byline("Web Staff", "News Staff", "Digital Team") is { } name)
        {
            d.Line(d.House("By: ", "Author: ", "by ", "Reported by ") + name);
        }

        Footers.Share(d);
        List<Action> breaks = [() => d.Line($"{d.Pick("WATCH:", "Watch:", "WATCH |", "RELATED |", "ALSO READ |")} {d.Headline()}")];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Lines(d.Pick("Photo by: ", "Credit: ", "Source: ") + Captions.Credit(d), Captions.Scene(d)));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Teasers(d.House("Recent Stories from our newsroom", "TRENDING STORIES", "Top Stories Today:"), 3));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.House("Stay in touch with us anytime, anywhere. Download our free apps for Apple and Android devices.", "Have a news tip? Email our assignment desk or call the hotline.", "Report a correction or typo"));
        d.Maybe(0.4, $"Copyright {d.Year} {d.Site()}. All rights reserved.");
        d.Lines(d.House("Report a typo", "Report a correction"), d.House("Sign up for the Breaking News Newsletter and receive up to date information.", "Now signed up to receive the breaking news newsletter."));
        d.Maybe(0.6, "Click here to manage all Newsletters");
        d.Teasers(d.House("Most Read", "Latest Video", "Don't Miss"), d.Between(3, 6));
        d.Lines("FCC Public File", "FCC Applications", "EEO Report", "Closed Captioning", "Public File Contact");
        Menus.Foot(d);
        return d.Render();
    }

    private static void When(PageDraft d)
    {
        DateTime later = DateForms.Later(d);
        switch (d.House("scripps", "colon", "gray", "tegna"))
        {
            case "scripps":
                d.Line(PageDraft.Minute("Posted " + DateForms.In(d.At, "h:mm tt, MMM dd, yyyy")));
                d.Maybe(0.6, "and last updated " + DateForms.In(later, "h:mm tt, MMM dd, yyyy"));
                break;
            case "colon":
                d.Line(PageDraft.Minute($"Posted: {DateForms.In(d.At, "MMM d, yyyy / hh:mm tt")} {DateForms.Eastern(d.At)}"));
                d.Line($"Updated: {DateForms.In(later, "MMM d, yyyy / hh:mm tt")} {DateForms.Eastern(later)}");
                break;
            case "gray":
                string minutes = DateForms.Dotted(d.At).ToUpperInvariant();
                d.Line(PageDraft.Minute($"Published: {DateForms.In(d.At, "MMM. d, yyyy")} at {minutes} {DateForms.Eastern(d.At)}"));
                d.Maybe(0.5, $"Updated: {DateForms.Number(d.Between(1, 23))} hours ago");
                break;
            default:
                d.Line(PageDraft.Minute($"Published: {DateForms.In(d.At, "h:mm tt")} {DateForms.Eastern(d.At)} {DateForms.In(d.At, "MMMM d, yyyy")}"));
                d.Line($"Updated: {DateForms.In(later, "h:mm tt")} {DateForms.Eastern(later)} {DateForms.In(later, "MMMM d, yyyy")}");
                break;
        }
    }
}
