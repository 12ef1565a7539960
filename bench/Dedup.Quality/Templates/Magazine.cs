namespace Dedup.Quality.Templates;

/// <summary>A magazine: related-story boxes and pull quotes in the middle, "The latest" lists, a print-issue note.</summary>
internal static class Magazine
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "Skip to main content", d.House("Open Navigation Menu", "Menu", "Open menu"), "Story Saved", "To revisit this article, visit My Profile, then View saved stories.", "Close Alert");
        d.Maybe(0.6, d.Site());
        d.Lines(d.HousePart(["Newsletter", "The Latest", "Politics", "Ideas", "Fiction", "Technology", "Science", "Photo", "Business", "Culture", "Planet", "Global", "Books", "Audio", "Health", "Family", "Projects", "Magazine", "Shop"], 50));
        d.Line(d.Section());
        bool titleFirst = d.Chance(0.8);
        if (titleFirst)
        {
            d.Line(d.Title());
        }

        if (d.Gist(2, 20) is { } dek)
        {
            d.Line(d.Chance(0.5) ? Gists.Stopped(dek) : dek);
        }

        if (!titleFirst)
        {
            d.Line(d.Title());
        }

        if (d.Byline("The Editors", "Magazine Staff") is { } name)
        {
            d.Line(d.House("By ", "By ", "") + name);
            d.Maybe(0.4, $"{name} is {d.Pick("a staff writer", "a senior editor", "a contributing writer")} at {d.Site()}.");
        }

        d.Line(d.House("issue", "dot", "upper", "time tag") switch
        {
            "issue" => PageDraft.Day(DateForms.In(d.At, "MMMM d, yyyy")),
            "dot" => PageDraft.Day(DateForms.In(d.At, "MM.dd.yyyy")),
            "upper" => PageDraft.Minute(DateForms.In(d.At, "MMMM d, yyyy, h:mm tt ").ToUpperInvariant() + "ET"),
            _ => PageDraft.Minute(DateForms.In(d.At, "MMM d, yyyy h:mm ") + DateForms.In(d.At, "tt")),
        });
        d.Maybe(0.5, d.House("Share", "Save Story", "Save this story", "Gift"), "Listen to this article", $"{d.Between(2, 14)}:{d.Between(10, 59)}");
        d.Maybe(0.6, d.House("Illustration by ", "Photo-Illustration: ", "Photograph: ", "Photo by ") + Captions.Credit(d));
        List<Action> breaks = [() => Box(d)];
        if (d.Chance(0.6))
        {
            breaks.Add(() => Box(d));
        }

        if (d.Chance(0.6) && d.Gist(3, 15) is { } pull)
        {
            breaks.Add(() => d.Lines(Gists.Stopped(pull), d.Pick("Share this quote", "Tweet this quote")));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line("* * *"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, $"This article appears in the {DateForms.In(d.At.AddMonths(1), "MMMM yyyy")} print edition{d.Pick(".", " with the headline “" + d.Headline() + ".”")}");
        d.Maybe(0.3, "When you buy something using the retail links in our stories, we may earn a small affiliate commission. Read more about our policy.");
        d.Maybe(0.5, "Topics:", string.Join(' ', d.Some(["economy", "elections", "longreads", "business", "football", "Washington"], 3)));
        d.Teasers(d.House("Most Popular", "Read More", "The Big Story", "More from " + d.Story.Section), d.Between(3, 5), () => $"{{0}}\n{Remarks.Summary(d)}\n{People.Name(d)}");
        d.Maybe(0.6, d.House("Sign up for our newsletters", "Never miss a cover story"), "Your email", "By signing up, you agree to our user agreement and acknowledge our privacy policy.");
        Menus.Foot(d);
        d.Maybe(0.8, $"{d.Site()} © {d.Year} All Rights Reserved.");
        return d.Render();
    }

    private static void Box(PageDraft d)
    {
        d.Teasers(
            d.Pick("Recommended Reading", "Related Stories", "Read: ", "Further reading", "See More:", "Up Next", "Most Read"),
            d.Between(2, 4),
            d.House("{0}", "{0}\n" + d.House("By ", "") + People.OfHouse(d)));
    }
}
