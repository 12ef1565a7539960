namespace Dedup.Quality.Templates;

/// <summary>A classic WordPress blog: categories, tags, author bio, comment form, archives by month, the meta list.</summary>
internal static class Blog
{
    private static readonly string[] s_categories =
        ["Uncategorized", "Politics", "Economy", "Opinion", "Tech", "Sports", "World News", "Health", "Culture", "Law", "Energy", "Media"];

    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.7, d.House("Skip to content", "↓ Skip to Main Content", "Menu Skip to content"));
        d.Line(d.Site());
        d.Maybe(0.6, d.House("Just another WordPress site", "News and views since 2009", "All the stories they don't want you to miss", "One reader's notes"));
        d.Lines(d.HousePart(["Home", "About", "Blog", "Contact", "Advertise", "Write for us", "Privacy Policy", "Shop", "Donate"], 60));
        bool byTop = d.HouseHas("meta on top", 65);
        d.Maybe(0.5, d.House("← {0}", "‹ {0}", "Previous: {0}").Replace("{0}", d.Headline(), StringComparison.Ordinal), d.House("{0} →", "{0} ›", "Next: {0}").Replace("{0}", d.Headline(), StringComparison.Ordinal));
        d.Line(d.Title());
        if (byTop)
        {
            Meta(d);
        }

        d.Maybe(0.4, "Spread the love", "Rate this post");
        List<Action> breaks = [];
        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Line(d.Pick("See also", "You may also like:", "Related:") + " " + d.Headline()));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line("(adsbygoogle = window.adsbygoogle || []).push({});"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.4, "Share this:", "Twitter", "Facebook", "Like this:", "Like Loading...");
        d.Maybe(0.3, $"Source: {(d.Sites(1) is [{ } other] ? other : "web")}");
        if (!byTop)
        {
            Meta(d);
        }

        d.Maybe(0.7, (d.HouseHas("tagged", 50) ? "Tagged " : "Tags: ") + string.Join(", ", d.Some(["featured", "breaking", "analysis", "europe", "markets", "trade", "league", "court", "inflation"], d.Between(2, 5))));
        Bio(d);
        d.Teasers(d.House("Related Posts", "Related", "You Might Also Like", "Similar Posts"), d.Between(2, 4), () => $"{{0}}\n{DateForms.In(d.At.AddDays(-d.Between(3, 200)), "MMMM d, yyyy")}");
        Comments(d);
        Sidebar(d);
        d.Line(d.House("Proudly powered by WordPress", $"© {d.Year} {d.Site()} • Built with GeneratePress", "Theme: Twenty Fifteen by WordPress.com.", $"Copyright {d.Site()}. All Rights Reserved | CoverNews by AF themes."));
        return d.Render();
    }

    private static void Meta(PageDraft d)
    {
        string name = d.Byline("admin", "Editor", "webmaster")!;
        string date = DateForms.In(d.At, "MMMM d, yyyy");
        d.Line(d.House("classic", "by on", "bare", "filed", "clock") switch
        {
            "classic" => PageDraft.Day($"Posted on {date} by {name}"),
            "by on" => PageDraft.Day($"By {name} on {DateForms.Ordinal(d.At.Day)} {DateForms.In(d.At, "MMMM yyyy")}"),
            "bare" => PageDraft.Day($"{date} / {name} / {d.Between(0, 12)} Comments"),
            "filed" => PageDraft.Day($"{DateForms.In(d.At, "d MMM yyyy")} · by {name} · in {d.Section()}"),
            _ => PageDraft.Minute($"{date} {DateForms.In(d.At, "h:mm tt").ToLowerInvariant()} {name} {d.Between(2, 6)} mins read"),
        });
        if (d.Chance(0.6))
        {
            d.Line(d.House("Categories: ", "Posted in ", "Filed under: ", "Category ") + d.Section());
        }
    }

    private static void Bio(PageDraft d)
    {
        if (d.Story.Author is { } author && d.Chance(0.6))
        {
            d.Lines(d.House("About the Author", "Author", "Written by"), author);
            d.Line($"{author} has been writing about current affairs for more than ten years. When not at the keyboard, {author.Split(' ')[0]} can be found hiking with two very spoiled dogs.");
            d.Line($"View all posts by {author} →");
        }

        d.Line(d.House("Post navigation", "Continue Reading", "Posts navigation"));
        d.Lines(d.House("Previous Post", "Previous", "← Older"), d.Headline(), d.House("Next Post", "Next", "Newer →"), d.Headline());
    }

    private static void Comments(PageDraft d)
    {
        int count = d.Between(0, 3);
        if (count > 0)
        {
            d.Line($"{count} {d.House("thoughts on", "Comments", "Responses to")} “{d.Title()}”");
        }

        for (int i = 0; i < count; i++)
        {
            d.Lines($"{People.Handle(d)} says:", DateForms.In(DateForms.Later(d), "MMMM d, yyyy 'at' h:mm tt").ToLowerInvariant(), Remarks.Comment(d), "Reply");
        }

        d.Line(d.House("Leave a Reply", "Leave a comment", "Leave a Comment Cancel Reply", "Post a Comment"));
        d.Lines("Your email address will not be published. Required fields are marked *", "Comment *", "Name *", "Email *", "Website", "Save my name, email, and website in this browser for the next time I comment.");
        d.Maybe(0.4, "This site uses Akismet to reduce spam. Learn how your comment data is processed.");
    }

    private static void Sidebar(PageDraft d)
    {
        d.Lines("Search for:", "Search");
        d.Teasers("Recent Posts", 5);
        d.Maybe(0.5, "Recent Comments", $"{People.Handle(d)} on {d.Headline()}", "A WordPress Commenter on Hello world!");
        d.Line("Archives");
        for (int i = 0, months = d.Between(4, 14); i < months; i++)
        {
            d.Line(DateForms.In(d.At.AddMonths(1 - i), "MMMM yyyy") + (d.HouseHas("archive counts", 40) ? $" ({d.Between(3, 90)})" : ""));
        }

        d.Line("Categories");
        d.Lines(d.HousePart(s_categories, 60));
        d.Maybe(0.7, "Meta", "Log in", "Entries feed", "Comments feed", "WordPress.org");
    }
}
