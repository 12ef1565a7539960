namespace Dedup.Quality.Templates;

/// <summary>A national news network: an "Updated … EST" line, link-copied widgets, credits without captions.</summary>
internal static class Network
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, $"{d.Title()} | {d.Site()}", d.Site() + " values your feedback", "1. How relevant is this ad to you?", "2. Did you encounter any technical issues?", "Video player was slow to load content", "Ad never loaded", "Other issues", "Cancel", "Submit", "Thank You!");
        Menus.Row(d, Menus.National, 45, d.House(" ", "\u00a0\u00a0", " More "));
        d.Maybe(0.6, "Watch Listen Live TV", "Sign in", "My Account", "Settings", "Topics you follow", "Sign out");
        d.Maybe(0.4, "Follow:", "Edition", "US International Arabic Español");
        d.Maybe(0.5, d.Section());
        d.Line(d.Title());
        if (d.Byline() is { } name)
        {
            d.Line(d.House($"By {name}, {d.Site()}", $"By {name}", $"By\u00a0{name}, {d.Site()} Business", $"Analysis by {name}, {d.Site()}"));
        }

        d.Maybe(0.5, $"{DateForms.Number(d.Between(2, 9))} minute read");
        string form = DateForms.In(d.At, "h:mm tt '#', ddd MMMM d, yyyy").Replace("#", DateForms.Eastern(d.At), StringComparison.Ordinal);
        if (d.HouseHas("two-line date", 50))
        {
            d.Lines(d.Pick("Updated", "Published"), PageDraft.Minute(form));
        }
        else
        {
            d.Line(PageDraft.Minute(d.Pick("Updated ", "Published ") + form));
        }

        d.Lines(d.House("Link Copied!", "Facebook Tweet Email Link", "• Source: affiliate"));
        d.Maybe(0.5, Captions.Scene(d) + ".", Captions.Credit(d), d.Pick(d.Site() + " —", "—", "Now playing", "Video Ad Feedback"));
        d.Maybe(0.35, $"Editor's Note: Sign up for {d.Site()}'s {d.House("Meanwhile", "Five Things", "Before the Bell", "Wonder")} newsletter.");
        List<Action> breaks = [() => d.Lines(Captions.Scene(d) + ".", Captions.Credit(d))];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Lines("Related article", d.Headline(), d.Pick("3:12", "01:47", "- Source: " + d.Site())));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines("Ad Feedback", "Watch: " + d.Headline()));
        }

        if (d.Chance(0.25))
        {
            breaks.Add(() => d.Line("This is a developing story and will be updated."));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, $"{d.Site()}'s {People.Name(d)} and {People.Name(d)} contributed to this report.");
        d.Maybe(0.3, "For more news and newsletters create an account at our home page");
        d.Lines("Ad Feedback");
        d.Teasers(d.House("More from our network", "Most read", "Up next", "In other news"), d.Between(3, 5), () => d.HouseHas("reads in lists", 50) ? $"{{0}}\n{d.Between(1, 9)} minute read" : "{0}");
        d.Maybe(0.5, "Paid Partner Content", "Here Are 23 Of The Coolest Gifts For This Year", "Seniors Are Rushing To Get This New Device");
        Menus.Column(d, Menus.National, 60);
        Menus.Foot(d);
        d.Line($"© {d.Year} {d.Site()}. All Rights Reserved. {d.House("A cable news network.", "A Meridian Discovery Company.", "Quotes delayed at least 15 minutes.")}");
        return d.Render();
    }
}
