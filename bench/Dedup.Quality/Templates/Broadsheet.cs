namespace Dedup.Quality.Templates;

/// <summary>A UK broadsheet: "Mon 4 Mar 2024 17.12 GMT", a standfirst, a reader appeal in full prose at the end.</summary>
internal static class Broadsheet
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines("Skip to main content", "Skip to navigation");
        d.Maybe(0.6, "Print subscriptions", "Newsletters", "Sign in", d.Pick("UK", "US", "Europe", "UK edition"), d.Pick("The long read", "Search jobs", "Holidays", "Digital Archive"));
        d.Maybe(0.5, "Support us: fund independent journalism", "£5 per month", "Support us");
        d.Lines(d.HousePart(["News", "Opinion", "Sport", "Culture", "Lifestyle", "Show more", "Hide expanded menu", "View all News", "World news", "UK news", "Climate crisis", "Ukraine", "Football", "Newsletters", "Business", "Environment", "UK politics", "Society", "Science", "Tech", "Obituaries", "Crosswords", "Wordiply"], 60));
        d.Line(d.Section());
        d.Maybe(0.4, "This article is more than " + d.Pick("1 year old", "2 years old", "6 months old"));
        d.Line(d.Title());
        if (d.Chance(0.7) && d.Gist(2, 26) is { } standfirst)
        {
            d.Line(standfirst);
            d.Maybe(0.3, "Business live – latest updates");
        }

        if (d.Byline("Agency staff", "Press desk") is { } name)
        {
            d.Line(name + d.Pick("", " in " + d.Pick("London", "Brussels", "New York"), " Economics editor", " and agencies"));
        }

        d.Line(PageDraft.Minute(DateForms.In(d.At, "ddd d MMM yyyy HH.mm") + " " + DateForms.London(d.At)));
        DateTime later = DateForms.Later(d);
        d.Maybe(0.5, $"Last modified on {DateForms.In(later, "ddd d MMM yyyy HH.mm")} {DateForms.London(later)}");
        d.Maybe(0.5, "Share", DateForms.Number(d.Between(4, 900)));
        d.Maybe(0.6, "View image in fullscreen", $"{Captions.Scene(d)}. Photograph: {Captions.Credit(d)}");
        d.Maybe(0.3, "Prefer us on Google", "Explore more on these topics");
        List<Action> breaks = [];
        if (d.Chance(0.7))
        {
            breaks.Add(() => d.Lines(d.Headline(), "Read more"));
        }

        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Lines(
                $"Sign up to {d.House("Business Today", "First Edition", "Headlines UK")}",
                "Free daily newsletter",
                d.House("Get set for the working day – we'll point you to all the news and analysis you need every morning", "Our morning email breaks down the key stories of the day, telling you what's happening and why it matters"),
                "Privacy Notice: Newsletters may contain info about charities, online ads, and content funded by outside parties. For more information see our Privacy Policy. We use Google reCaptcha to protect our website and the Google Privacy Policy and Terms of Service apply.",
                "after newsletter promotion"));
        }

        if (d.Chance(0.4) && d.Gist(3, 16) is { } pull)
        {
            breaks.Add(() => d.Line($"“{pull}”"));
        }

        d.Body([.. breaks]);
        d.Lines("Explore more on these topics");
        d.Lines(d.Some(["Banking", "Europe", "news", "US politics", "Retail industry", "Premier League", "Television"], d.Between(2, 4)));
        d.Maybe(0.5, "Share", "Reuse this content");
        if (d.Chance(0.6))
        {
            d.Lines(Pitches.Appeal(d));
            d.Lines(d.Pick("Support us", "Remind me in May", "Yes, I'd like to help"));
        }

        d.Maybe(0.4, $"Comments ({DateForms.Number(d.Between(1, 1400))})", "This discussion is now closed to new comments, but you can still sort existing ones");
        d.Teasers(d.House("Most viewed", "Most popular", "Related stories", "More from " + d.Section()), d.Between(3, 9), () => d.House("{0}", "{0}\n{ago}", "{1} {0}").Replace("{ago}", DateForms.Ago(d), StringComparison.Ordinal));
        d.Lines("About us", "Help", "Complaints & corrections", "Contact us", "Tip us off", "SecureDrop", "Modern Slavery Act", "Work for us");
        d.Lines("Back to top", $"© {d.Year} {d.Site()} News & Media Limited or its affiliated companies. All rights reserved. (dcr)");
        return d.Render();
    }
}
