namespace Dedup.Quality.Templates;

/// <summary>A start-page portal that syndicates: "Story by", ages instead of dates, sponsored cards. The provider is the site.</summary>
internal static class SyndicationPortal
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, "Skip to content", "Skip to footer");
        d.Maybe(0.6, $"{d.Title()}");
        d.Lines(d.HousePart(["Discover", "Following", "News", "US", "World", "Politics", "Crime", "Money", "Sports", "Play", "Watch", "Shopping", "Weather", "Personalize"], 55));
        string source = d.Site();
        d.Line(source);
        d.Maybe(0.6, $"{DateForms.Grouped(d.Between(900, 900000))} Followers", "Follow");
        d.Line(d.Title());
        string age = DateForms.ShortAgo(d);
        if (d.Byline() is { } name)
        {
            d.Line(d.House("Story by ", "Opinion by ", "Story by: ") + name + d.House("", $" • {age}", $" • {age} • {d.Between(1, 7)} min read"));
        }
        else
        {
            d.Line($"{age} • {d.Between(1, 7)} min read");
        }

        d.Maybe(0.5, "Like", "Dislike", DateForms.Number(d.Between(1, 700)), "Comments");
        d.Maybe(0.7, Captions.Scene(d), d.House("©", "© Provided by ", "© ") + source);
        List<Action> breaks = [];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Line(d.House("Continue reading", "Read the full story", "Keep Reading", "Show more")));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines("Related video: " + d.Headline() + $" ({source})", "Loaded: 4.53%", "Play", "Current Time 0:00", "/", "Duration 1:03", "Quality Settings", "Subtitles", "Fullscreen"));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines("Sponsored", Card(d)));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, "Sponsored Content");
        d.Line(d.House("More for You", "Related", "You may also like"));
        for (int i = d.Between(4, 9); i > 0; i--)
        {
            d.Lines(d.Sites(1) is [{ } other] ? other : source, d.Chance(0.25) ? Card(d) : d.Headline());
            d.Maybe(0.5, $"{DateForms.Number(d.Between(2, 900))} {DateForms.Number(d.Between(1, 300))}", DateForms.ShortAgo(d));
        }

        d.Lines(d.House($"© {d.Year} Portal Corporation", "© Portal Ltd."), "Your Privacy Choices", "Consumer Health Privacy", "Privacy & Cookies", "Terms of use", "Advertise");
        return d.Render();
    }

    private static string Card(PageDraft d) => d.Pick(
        "Cardiologist: This One Vegetable Could Change Your Mornings",
        "The Cost of Hearing Aids in Your State Might Surprise You",
        "Here's What New Windows Should Cost You This Year",
        "If You Own a Computer You Must Try This Game",
        "Banks Hate This Simple Savings Trick");
}
