namespace Dedup.Quality.Templates;

/// <summary>A mail-newsletter platform's web copy: subscribe boxes inside the text, like and restack counts, a discussion stub.</summary>
internal static class MailLetter
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line(d.Site());
        d.Lines(d.House("SubscribeSign in", "Subscribe\nSign in", "Subscribe Sign in").Split('\n'));
        d.Maybe(0.5, "Share this post", d.Site(), d.Title(), "Copy link", "Facebook", "Email", "Notes", "More");
        d.Maybe(0.3, d.Section());
        d.Line(d.Title());
        if (d.Chance(0.5) && d.Gist(1, 20) is { } under)
        {
            d.Line(under);
        }

        if (d.Byline() is { } name)
        {
            d.Line(name);
        }

        d.Line(PageDraft.Day(DateForms.In(d.At, d.HouseHas("padded day", 50) ? "MMM dd, yyyy" : "MMM d, yyyy")));
        d.Maybe(0.4, "∙ Paid");
        d.Lines(DateForms.Number(d.Between(1, 500)), DateForms.Number(d.Between(1, 90)), "Share");
        d.Maybe(0.3, "Good morning, and welcome back.", "Here is the story everyone in my inbox is asking about today.");
        List<Action> breaks = [];
        if (d.Chance(0.8))
        {
            breaks.Add(() => d.Lines(Offer(d), d.House("Subscribe", "Subscribed", "Upgrade to paid", "Type your email…")));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Line(d.House("Share", "Leave a comment", "Refer a friend", "Get 20% off forever")));
        }

        d.Body([.. breaks]);
        d.Maybe(0.6, Offer(d), "Subscribe");
        d.Lines(DateForms.Number(d.Between(1, 500)), "Share this post");
        d.Line(d.House("Discussion about this post", "Comments", "Discussion about this episode"));
        d.Maybe(0.5, "Comments Restacks");
        for (int i = d.Between(0, 3); i > 0; i--)
        {
            d.Lines(People.Name(d), DateForms.ShortAgo(d), Remarks.Comment(d), $"Like ({d.Between(1, 40)})", "Reply", "Share");
        }

        d.Line("Top Latest Discussions");
        for (int i = d.Between(2, 4); i > 0; i--)
        {
            d.Lines(d.Headline(), DateForms.In(d.At.AddDays(-d.Between(1, 300)), "MMM d") + (d.Story.Author is null ? "" : " • " + d.Story.Author), DateForms.Number(d.Between(3, 900)));
        }

        d.Lines("See all", d.House("Ready for more?", "No posts"), "Subscribe");
        d.Line($"© {d.Year} {d.Story.Author ?? d.Site()}");
        d.Lines("Privacy ∙ Terms ∙ Collection notice", "Start writing Get the app", "Substitute is the home for great culture");
        return d.Render();
    }

    private static string Offer(PageDraft d) => d.House(
        "Thanks for reading! Subscribe for free to receive new posts and support my work.",
        "This is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.",
        "This post is public so feel free to share it.",
        "Join thousands of readers who get the letter every Tuesday and Friday morning.");
}
