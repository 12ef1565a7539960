namespace Dedup.Quality.Templates;

/// <summary>A sports site: score lines before the article, league table and fixtures after it.</summary>
internal static class SportsPage
{
    private static readonly string[] s_clubs =
    [
        "Norwood Athletic", "Kestrel Rovers", "Port Vane", "Ashdown City", "Marsh Town", "Real Condal", "Dynamo Elbe", "SK Vltava",
        "Harrow Hotspur", "Lakeside United", "Sandbourne", "Old Mill FC",
    ];

    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "<", "Menu", d.House("Scores", "ALL SCORES", "Top Events"));
        for (int i = d.Between(2, 6); i > 0; i--)
        {
            Score(d);
        }

        d.Lines(d.HousePart(["NFL", "NBA", "MLB", "NHL", "Soccer", "Football", "Cricket", "Rugby Union", "Tennis", "Golf", "F1", "Boxing", "Fantasy", "Betting", "Transfers", "Fixtures", "Results", "Tables", "Podcasts", "More Sports"], 60));
        d.Maybe(0.5, d.Site());
        d.Maybe(0.6, d.Section());
        d.Line(d.Title());
        string name = d.Byline("Staff", "Sports Desk")!;
        DateTime later = DateForms.Later(d);
        switch (d.House("espn", "sky", "athletic", "pm"))
        {
            case "espn": d.Lines(name, PageDraft.Minute(DateForms.In(d.At, "MMM d, yyyy, hh:mm tt") + " ET")); break;
            case "sky":
                d.Lines(name, d.Pick("Football writer", "@sportsdesk", "Comment and Analysis"));
                d.Line(PageDraft.Minute($"{DateForms.In(d.At, "dddd d MMMM yyyy HH:mm")}, UK"));
                break;
            case "athletic": d.Lines("By " + name, PageDraft.Day(DateForms.In(d.At, "MMM d, yyyy"))); break;
            default: d.Line(PageDraft.Minute($"{name} • {DateForms.In(d.At, "MM/dd/yyyy")} {DateForms.Glued(d.At)} (updated {DateForms.Glued(later)})")); break;
        }

        d.Maybe(0.5, d.House("Open Extended Reactions", "Share & Comment", "Please use Chrome browser for a more accessible video player"));
        d.Maybe(0.5, $"play {d.Headline()} ({d.Between(0, 2)}:{d.Between(10, 59)})");
        d.Maybe(0.4, "Image: " + Captions.Scene(d));
        List<Action> breaks = [];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Teasers(d.House("Editor's Picks", "Top headlines", "MORE:"), d.Between(2, 3)));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => Score(d));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Line(d.House("Bet £10, get £30 in free bets. 18+. T&Cs apply. BeGambleAware.org", "Stream every match live this season. Get the sports pass today.", "Download the app | How to watch | Live scores")));
        }

        d.Body([.. breaks]);
        Table(d);
        Fixtures(d);
        d.Teasers(d.House("Trending", "Top Stories", "Around the web", "Latest"), d.Between(3, 6));
        Menus.Foot(d);
        d.Maybe(0.7, $"© {d.Year} {d.Site()}{d.House("", " Internet Ventures. All rights reserved.", " Sport")}");
        return d.Render();
    }

    private static void Score(PageDraft d)
    {
        string home = d.Pick(s_clubs);
        string away = d.Some(s_clubs.Where(c => c != home), 1)[0];
        switch (d.House("final", "inline", "stacked"))
        {
            case "final": d.Line($"{home} {d.Between(0, 5)}-{d.Between(0, 4)} {away} FT"); break;
            case "inline": d.Line($"FINAL {home} {d.Between(60, 130)} {away} {d.Between(60, 130)}"); break;
            default: d.Lines(d.Pick("FT", "HT", "67'", "Final/OT"), home, DateForms.Number(d.Between(0, 5)), away, DateForms.Number(d.Between(0, 4))); break;
        }
    }

    private static void Table(PageDraft d)
    {
        d.Line(d.House("League table", "Standings", "Table"));
        d.Line(d.House("Pos Team P W D L GD Pts", "# Team Pl W D L +/- Pts", "TEAM W L PCT GB"));
        int rank = 1;
        foreach (string club in d.Some(s_clubs, d.Between(4, 8)))
        {
            d.Line($"{rank++} {club} {d.Between(20, 38)} {d.Between(5, 26)} {d.Between(2, 9)} {d.Between(1, 15)} {DateForms.Number(d.Between(-30, 50))} {d.Between(20, 90)}");
        }
    }

    private static void Fixtures(PageDraft d)
    {
        d.Line(d.House("Upcoming fixtures", "Fixtures", "This weekend's matches (all times local)"));
        for (int i = d.Between(3, 7); i > 0; i--)
        {
            string home = d.Pick(s_clubs);
            string away = d.Some(s_clubs.Where(c => c != home), 1)[0];
            d.Line($"{DateForms.In(d.At.AddDays(i), "ddd d MMM")} {d.Pick("12:30", "15:00", "17:30", "19:45")} {home} v {away}");
        }
    }
}
