namespace Dedup.Quality.Templates;

/// <summary>A UK national tabloid: summary bullets before the text, READ MORE inside, readers' comments after.</summary>
internal static class Tabloid
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, $"{d.Title()} | {d.House("Daily ", "")}{d.Site()}{d.House(" Online", "")}");
        Menus.Row(d, ["Home", "Showbiz", "Femail", "Royals", "Sports", "Health", "Science", "Politics", "U.K.", "Video", "Travel", "Shop", "Puzzles", "Games", "Best Buys"], 70, d.House(" ", "", " | "));
        d.Maybe(0.5, "Latest Headlines", "Login", "Discounts", "My Profile", "Logout");
        d.Maybe(0.4, d.Section());
        d.Line(d.Title());
        int points = d.Between(2, 4);
        for (int i = 1; i <= points; i++)
        {
            if (d.Gist(i, d.Between(9, 20)) is { } point)
            {
                d.Line(d.House("", "• ", "- ", "* ") + (d.HouseHas("points stopped", 50) ? Gists.Stopped(point) : point));
            }
        }

        d.Maybe(0.3, "Have you seen something? Email " + d.House("tips@tabloid.example", "newsdesk@tabloid.example"));
        if (d.Byline("Staff Reporter", "Sun Spot Reporter", "Newsroom Reporter") is { } name)
        {
            d.Line($"By {name}{d.House("", " For " + d.Site(), ", SENIOR REPORTER", ", " + d.Site())}");
        }

        DateTime later = DateForms.Later(d);
        switch (d.House("pipe", "lines", "ordinal"))
        {
            case "pipe":
                d.Line(PageDraft.Minute($"Published: {Clock(d.At)}, {DateForms.In(d.At, "d MMMM yyyy")} | Updated: {Clock(later)}, {DateForms.In(later, "d MMMM yyyy")}"));
                break;
            case "lines":
                d.Line(PageDraft.Minute($"Published: {DateForms.In(d.At, "HH:mm, d MMM yyyy")}"));
                d.Line($"Updated: {DateForms.In(later, "HH:mm, d MMM yyyy")}");
                break;
            default:
                d.Line(PageDraft.Minute($"{DateForms.In(d.At, "HH:mm")}, {DateForms.Ordinal(d.At.Day)} {DateForms.In(d.At, "MMMM yyyy")}"));
                break;
        }

        d.Maybe(0.7, $"{DateForms.Number(d.Between(2, 900))} {d.House("shares", "View comments", "comments")}", d.House("e-mail", "Email", "Share"));
        List<Action> breaks = [() => d.Line($"READ MORE: {d.Headline()}")];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Line($"{d.Pick("READ MORE:", "EXCLUSIVE:", "READ MORE ON THIS", "RELATED ARTICLES", "Read More")} {d.Headline()}"));
        }

        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Lines(Captions.Scene(d), d.House($"{DateForms.Number(d.Between(2, 9))}", "Slide me", "Pictured:", "Credit: " + Captions.Credit(d))));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Teasers(d.House("MOST READ TODAY", "MOST READ IN NEWS", "Trending"), d.Between(3, 4)));
        }

        d.Body([.. breaks]);
        After(d);
        return d.Render();
    }

    private static void After(PageDraft d)
    {
        d.Maybe(0.4, "Share or comment on this article:", d.Title(), $"{DateForms.Number(d.Between(3, 300))} shares");
        d.Lines(d.House("Comments", "Comments " + DateForms.Number(d.Between(2, 800)), "Join the debate"));
        d.Maybe(0.7, "Share what you think", "Newest Oldest Best rated Worst rated", "View all", "The comments below have not been moderated.");
        for (int i = d.Between(0, 5); i > 0; i--)
        {
            d.Line(d.House(
                $"{People.Handle(d)}, {d.Pick("Leeds, United Kingdom", "Somewhere, Spain", "Ohio, United States")}, {DateForms.Ago(d)}",
                People.Handle(d)));
            d.Line(Remarks.Comment(d));
            d.Line(d.House($"{DateForms.Number(d.Between(1, 900))} {DateForms.Number(d.Between(0, 90))}", "Click to rate", "Reply Share"));
        }

        d.Maybe(0.5, "We are no longer accepting comments on this article.");
        d.Teasers(d.House("TOP STORIES", "Don't miss", "DON'T MISS", "FEMAIL TODAY"), d.Between(4, 9));
        d.Lines("Back to top", "Sitemap Archive Topics Index Mobile Apps RSS Text-based site Reader Prints Our Papers");
        d.Line($"{d.House("Published by Associated Harbour Newspapers Ltd", "©News Group Harbour Limited in England No. 679215", "Part of the " + d.Site() + " & Metro Media Group")}");
    }

    private static string Clock(DateTime at) => $"{DateForms.In(at, "HH:mm")} {DateForms.London(at)}";
}
