namespace Dedup.Quality.Templates;

/// <summary>A paper of a large US chain: title and site in the first line, topic tags, gallery prompts.</summary>
internal static class NewspaperChain
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.7, $"{d.Title()}{d.House(" | ", " - ", " — ")}{d.Site()}");
        Menus.Row(d, Menus.Daily, 30, d.House(" ", "  ", ""));
        d.Maybe(0.5, "Subscribe for full access", "For Subscribers", "My Account", "Sign Out");
        d.Line(d.Section());
        d.Maybe(0.5, "Add Topic");
        d.Line(d.Title());
        string? name = d.Byline();
        if (name is not null)
        {
            d.Line(d.Chance(0.5) ? name : $"{name}\u00a0");
        }

        d.Line(d.Site());
        DateTime later = DateForms.Later(d);
        d.Line(PageDraft.Minute($"Published {DateForms.Dotted(d.At)} ET {DateForms.ApMonth(d.At)} {DateForms.In(d.At, "d, yyyy")}"));
        d.Maybe(0.5, $"Updated {DateForms.Dotted(later)} ET {DateForms.ApMonth(later)} {DateForms.In(later, "d, yyyy")}");
        d.Maybe(0.6, "Show Caption", "Hide Caption");
        if (d.Chance(0.4))
        {
            d.Line(d.House("Key Points", "AI-assisted summary", "Takeaways"));
            d.Lines(Points(d));
        }

        d.Body(
            () => d.Line($"{d.Pick("More:", "Related:", "Read more:", "In case you missed it:", "What to know:")}{d.Pick(" ", "")}{d.Headline()}"),
            () => d.Line(d.House("Story continues below gallery.", "Story continues below photo gallery", "Article continues after gallery.")),
            () => d.Maybe(0.5, "Need a break? Play the daily crossword.", "Create an account to vote in this poll"));
        d.Maybe(0.5, $"{People.Name(d)} covers {d.Pick("breaking news", "courts", "growth and development", "the statehouse")} for the network. Follow on Twitter @{d.Pick("beatreporter", "newsdesk_am", "townhallwatch")}.");
        d.Maybe(0.4, "Support local journalism.");
        Footers.Share(d);
        d.Maybe(0.5, "View Comments", "Comments are open to subscribers only.");
        d.Teasers(d.House("More Stories", "Recommended for you", "Our picks"), d.Between(3, 6));
        d.Lines(d.House("Staff Directory", "Accessibility Support"), "Our Ethical Principles", "Licensing & Reprints", "Your Privacy Choices");
        d.Line(Footers.Copyright(d));
        return d.Render();
    }

    private static IEnumerable<string> Points(PageDraft d)
    {
        for (int i = 1; i <= 3; i++)
        {
            if (d.Gist(i, d.Between(10, 22)) is { } point)
            {
                yield return Gists.Stopped(point);
            }
        }
    }
}
