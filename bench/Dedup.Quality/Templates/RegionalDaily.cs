namespace Dedup.Quality.Templates;

/// <summary>A US regional daily: a long menu, a cookie notice, obituaries, ads between the paragraphs.</summary>
internal static class RegionalDaily
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line(d.House("Skip to main content", "Skip to content", "Skip to main contentSkip to main content"));
        if (d.Chance(0.5))
        {
            d.Lines(Pitches.Consent(d));
            d.Lines("Accept", "Manage preferences");
        }

        DateTime visit = DateForms.Visit(d);
        d.Line($"{DateForms.Number(d.Between(18, 96))}° {d.House("Mostly Cloudy", "Partly Cloudy", "Clear", "Light Rain")}");
        d.Line(DateForms.In(visit, "dddd, MMMM d, yyyy"));
        d.Lines("Log In", "Subscribe");
        d.Maybe(0.7, d.Site());
        Menus.Column(d, Menus.Daily, 70);
        d.Maybe(0.5, "Close", "Search", "Sections");
        Trending(d);
        d.Line(d.Section());
        d.Line(d.Title());
        string? name = d.Byline("Staff Reports", "Staff Writer", "Newsroom Staff", "Wire reports");
        d.Line("By " + name);
        d.Maybe(0.4, $"newsroom@{d.Story.Site.Replace(" ", "", StringComparison.Ordinal)}.example");
        string time = d.HouseHas("month in full", 50)
            ? $"{DateForms.In(d.At, "MMMM d, yyyy")} at {DateForms.Dotted(d.At)} ET"
            : $"{DateForms.ApMonth(d.At)} {DateForms.In(d.At, "d, yyyy")} {DateForms.Dotted(d.At)}";
        d.Line(PageDraft.Minute(d.House("Posted ", "Published: ", "", "PUBLISHED ") + time));
        if (d.Chance(0.45))
        {
            DateTime later = DateForms.Later(d);
            d.Line($"Updated {DateForms.ApMonth(later)} {DateForms.In(later, "d, yyyy")} {DateForms.Dotted(later)}");
        }

        Footers.Share(d);
        d.Maybe(0.6, Captions.Full(d), "Buy Now");
        List<Action> breaks = [() => d.Line(Footers.Ad(d))];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Line(Footers.Ad(d)));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Teasers(d.House("People are also reading…", "Related to this story", "You might be interested in"), d.Between(2, 4)));
        }

        d.Body([.. breaks]);
        After(d);
        return d.Render();
    }

    private static void Trending(PageDraft d)
    {
        if (d.Chance(0.5))
        {
            d.Line(d.House("Trending:", "TOP STORIES", "Hot topics"));
            d.Lines(d.Headline(), d.Headline(), d.Headline());
        }

        if (d.Chance(0.5))
        {
            d.Line("Today's Obituaries");
            for (int i = d.Between(2, 4); i > 0; i--)
            {
                d.Line($"{People.Name(d)}, {DateForms.Number(d.Between(58, 101))}");
            }
        }
    }

    private static void After(PageDraft d)
    {
        d.Maybe(0.4, $"Reach {People.Name(d)} at 555-0{DateForms.Number(d.Between(100, 199))}. Follow on X @{d.House("metrodesk", "citydesk", "thenewsroom")}.");
        d.Maybe(0.5, "0 Comments", "Be the first to know", Footers.Newsletter(d), "Email", "I understand and agree that registration on or use of this site constitutes agreement to its user agreement and privacy policy.");
        d.Teasers(d.House("Most Popular", "Trending Now", "Latest in " + d.Story.Section), d.Between(4, 8), d.House("{0}", "{1}\n{0}"));
        if (d.Chance(0.6))
        {
            d.Line(d.House("Featured Businesses", "Find a local business"));
            d.Lines("Harrow & Sons Plumbing", "Lakeview Dental", "Main Street Motors");
        }

        d.Lines("Sites & Partners", "E-edition", "Classifieds", "Events calendar", "Careers");
        Menus.Foot(d);
        d.Line(Footers.Copyright(d));
    }
}
