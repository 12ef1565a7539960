using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Pages of a network of content farms: breadcrumb glued to the title, made-up date, three lists of other headlines.</summary>
public sealed class FarmPageTests
{
    private const string Title = "Drifting ferry towed to safety after six hours";

    private static readonly string[] Paragraphs =
    [
        "SKARHOLM, Norway (AP) — " + Stories.Ferry[0], .. Stories.Ferry[1..4],
        "MORE:Why the northern islands have no airport",
        .. Stories.Ferry[4..],
    ];

    private static readonly Article Article = TextPageExtractor.Extract(
        Stories.FarmPage("Fjord Digest", "Travel", Title, "2025-03-04 11:32:07", Paragraphs), new PageHints());

    [Fact]
    public void Every_field_is_found()
    {
        Assert.Equal(
            ("Fjord Digest", "Travel", Title, "2025-03-04T11:32:07", "AP", "SKARHOLM, Norway"),
            (Article.Site?.Value, Article.Section?.Value, Article.Title?.Value, Article.Published?.Value, Article.Agency?.Value, Article.Dateline?.Value));
        Assert.Null(Article.Byline);
    }

    [Fact]
    public void Every_field_shows_its_words_in_the_page()
    {
        Assert.StartsWith("Current:Home > Travel", Article.Site!.Evidence, StringComparison.Ordinal);
        Assert.Equal("Date:2025-03-04 11:32:07", Article.Published!.Evidence);
        Assert.Contains("(AP)", Article.Agency!.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_body_is_the_story_with_its_dateline_and_without_more_lines() =>
        Assert.Equal(Stories.Text(Paragraphs.Where(p => !p.StartsWith("MORE:", StringComparison.Ordinal))), Article.Body);

    [Theory]
    [InlineData("Current:Home", LineReason.Breadcrumb)]
    [InlineData("Drifting ferry", LineReason.Title)]
    [InlineData("View", LineReason.Label, LineReason.Counter, LineReason.Menu)]
    [InlineData("Date:", LineReason.Label, LineReason.Date)]
    [InlineData("SKARHOLM", LineReason.Body)]
    [InlineData("MORE:", LineReason.MoreLink)]
    [InlineData("veryGood!", LineReason.Counter)]
    [InlineData("Related", LineReason.LinkHeading)]
    [InlineData("- Beekeepers", LineReason.LinkList)]
    [InlineData("Ranking", LineReason.LinkHeading)]
    [InlineData("- Goalkeeper", LineReason.LinkList)]
    [InlineData("Recommendation", LineReason.LinkHeading)]
    [InlineData("Chess club", LineReason.LinkList)]
    public void Every_kind_of_line_has_its_reason(string start, params LineReason[] reasons) =>
        Assert.Contains(Article.Lines.First(l => l.Text.StartsWith(start, StringComparison.Ordinal)).Reason, reasons);

    [Theory]
    [InlineData("Current:Home > ScamsNine odd things: a list -消息", "Nine odd things: a list", "消息", "Scams")]
    [InlineData("Current:Home > MarketsWhat's next for oil? -Trade-Circle", "What's next for oil?", "Trade-Circle", "Markets")]
    [InlineData("Current:Home > Finance5 ways to lose a kite -Echo24", "5 ways to lose a kite", "Echo24", "Finance")]
    [InlineData("Current:Home > Back'Tis the season - for soup -Daily Ladle", "'Tis the season - for soup", "Daily Ladle", "Back")]
    [InlineData("Current:Home > News\"We were lucky\": a captain speaks -Fjord Digest", "\"We were lucky\": a captain speaks", "Fjord Digest", "News")]
    public void The_breadcrumb_gives_section_and_site(string breadcrumb, string title, string site, string section)
    {
        string page = Stories.FarmPage("SITE", "SECTION", title, "2025-03-04 11:32:07", Stories.Ferry)
            .Replace($"Current:Home > SECTION{title} -SITE", breadcrumb, StringComparison.Ordinal);

        Article article = TextPageExtractor.Extract(page, new PageHints());

        Assert.Equal((title, site, section), (article.Title?.Value, article.Site?.Value, article.Section?.Value));
    }

    [Fact]
    public void Mojibake_is_repaired_in_body_and_title()
    {
        Article article = TextPageExtractor.Extract(Stories.FarmPage("Fjord Digest", "Travel", "Captainâ€™s day: a ferry drifts for hours", "2025-03-04",
            Stories.Ferry.Select(p => p.Replace("the ", "theâ€™ ", StringComparison.Ordinal))), new PageHints());

        Assert.Equal("Captain’s day: a ferry drifts for hours", article.Title?.Value);
        Assert.Contains("the’ island", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("â€", article.Body, StringComparison.Ordinal);
    }
}
