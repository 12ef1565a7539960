using System.Diagnostics;
using CsCheck;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Html;

namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>Markup made to hurt: answers come in bounded time, and never as an exception.</summary>
public sealed class HtmlHostileTests
{
    /// <summary>Far above what any of these takes; what is quadratic takes minutes.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly string[] Parts =
    [
        "<p>", "</p>", "<div class=\"related\">", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<b>", "<i>", "</b>", "<a href=x>", "</a>", "<h1>", "</h1>", "<li>", "<br>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>",
        "<article>", "</article>", "<svg>", "<math>", "<template>", "<select>", "<option>", "<form>", "<frameset>", "<body>", "</html>", "<plaintext>", "<textarea>", "<title>", "<", ">", "&", "&amp;", "&#x0;", "&#99999999;", "&nosuch;", "\0", "\uD800", "\uFEFF",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"", "\"}", "<meta property=og:title content=\"", "\">", "<time datetime=2025-13-45>", "The ferry came back at night, and nobody was hurt, the harbour master said. ", "word ",
        "<p hidden>", "<div style=\"display:none\">", "<nav>", "<aside>", "<noscript>", "<pre>\n", "<font color=1>",
    ];

    public static TheoryData<string> Names { get; } = [.. Cases().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_markup_is_answered_in_bounded_time(string name)
    {
        string markup = Cases()[name]();
        var clock = Stopwatch.StartNew();

        Article article = HtmlStories.Extract(markup);

        Assert.NotNull(article.Method);
        Assert.True(clock.Elapsed < Bound, $"{name} took {clock.Elapsed}");
    }

    [Fact]
    public void A_story_in_too_many_tags_is_still_found()
    {
        string markup = HtmlStories.Page(after: string.Concat(Enumerable.Repeat("<i></i>", 200_000)));

        Article article = HtmlStories.Extract(markup);

        Assert.Equal("text", article.Method?.Value);
        Assert.Contains(HtmlStories.Body.Split('\n')[1], article.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg>", "<noscript>x</footer>")]
    [InlineData("<svg>", "<path>x</footer>")]
    [InlineData("<math>", "<td>")]
    [InlineData("", "<div/>")]
    public void Depth_is_seen_whatever_hides_it(string start, string tags)
    {
        Assert.False(MarkupBounds.Allow(start + string.Concat(Enumerable.Repeat(tags, 2_000)), out string excess));
        Assert.Equal("elements in elements", excess);
    }

    [Fact]
    public void Elements_that_are_closed_are_no_depth()
    {
        Assert.True(MarkupBounds.Allow(string.Concat(Enumerable.Repeat("<section><div>x</div></section></footer>", 2_000)), out _));
        Assert.True(MarkupBounds.Allow(string.Concat(Enumerable.Repeat("<svg><path d='M0'/><g><circle/></g></svg><br/>", 2_000)), out _));
    }

    [Fact]
    public void Readability_is_not_given_deep_documents()
    {
        PageTree deep = PageTree.Build(HtmlDocumentReader.Parse(Nested("<div>", "</div>", 400)));
        PageTree flat = PageTree.Build(HtmlDocumentReader.Parse("<div><p>Short.</p></div>"));

        Assert.False(Readability.Allows(deep));
        Assert.True(Readability.Allows(flat));
    }

    [Fact]
    public void Random_markup_never_throws_and_its_lines_are_its_body() => Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 120].Sample(
        parts =>
        {
            string markup = string.Concat(parts);
            Article article = HtmlStories.Extract(markup);
            Article again = HtmlStories.Extract(markup);
            return article.Body == string.Join('\n', article.Lines.Where(l => l.Reason == LineReason.Body).Select(l => l.Text))
                && article.Lines.All(line => line.Text.Length <= 4 * markup.Length + 100)
                && article.Body == again.Body && article.Lines.SequenceEqual(again.Lines) && article.Claims.SequenceEqual(again.Claims);
        },
        iter: 300);

    private static Dictionary<string, Func<string>> Cases() => new()
    {
        ["tables in tables"] = () => Nested("<table><tr><td>", "</td></tr></table>", 10_000),
        ["divisions in divisions"] = () => Nested("<div>", "</div>", 100_000),
        ["lists in lists, unclosed"] = () => Repeat("<ul><li>a", 60_000),
        ["one tag over and over"] = () => Repeat("<div>", 16_000_000 / 5),
        ["paragraphs, unclosed"] = () => Repeat("<p>a", 250_000),
        ["links, unclosed"] = () => Repeat("<a href=x>a", 100_000),
        ["formatting, unclosed"] = () => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p><font color={i}>a")),
        ["formatting, misnested"] = () => Repeat("<b><i><p></b></i>", 15_000),
        ["attributes"] = () => "<div " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"a{i}=1 ")) + ">a</div>",
        ["classes"] = () => $"<div class=\"{Repeat("related ", 1_000_000)}\">a</div>",
        ["one long word"] = () => "<p>" + new string('a', 8_000_000),
        ["one long line of sentences"] = () => "<p>" + Repeat("The ferry came back at night. ", 200_000),
        ["entities"] = () => "<p>" + Repeat("&ampamp;&#x110000;&", 400_000),
        ["brackets"] = () => new string('<', 4_000_000),
        ["comments, unclosed"] = () => Repeat("<!--", 1_000_000),
        ["long title"] = () => $"<title>{Repeat("a | ", 1_000_000)}</title><h1>{Repeat("a - ", 100_000)}</h1><p>b",
        ["deep JSON"] = () => $"<script type=\"application/ld+json\">{new string('[', 1_000_000)}</script>",
        ["wide JSON"] = () => $"<script type=\"application/ld+json\">[{Repeat("{\"@type\":\"NewsArticle\"},", 100_000)}]</script>",
        ["times"] = () => "<p>" + Repeat("<time datetime=\"2025-04-14\">a</time>", 50_000),
        ["blank"] = () => "<p>" + new string(' ', 16_000_000),
    };

    private static string Nested(string open, string close, int depth) => $"<html><body>{Repeat(open, depth)}a{Repeat(close, depth)}</body></html>";

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
