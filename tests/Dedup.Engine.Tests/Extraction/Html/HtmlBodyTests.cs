using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>What of a page's markup is its body.</summary>
public sealed class HtmlBodyTests
{
    [Fact]
    public void Paragraphs_are_lines_and_menu_headline_and_footer_are_not_body()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page());

        Assert.Equal(HtmlStories.Body, article.Body);
        Assert.Equal(HtmlStories.Title, article.Title?.Value);
        Assert.Equal(article.Body, string.Join('\n', article.Lines.Where(l => l.Reason == LineReason.Body).Select(l => l.Text)));
        Assert.Contains(article.Lines, l => l is { Text: HtmlStories.Title, Reason: LineReason.Title });
        Assert.NotNull(article.Method);
    }

    [Theory]
    [InlineData("<aside><h3>Read next</h3><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></aside>")]
    [InlineData("<div class=\"related-posts\"><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></div>")]
    [InlineData("<section id=\"newsletterSignup\"><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></section>")]
    [InlineData("<form><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></form>")]
    [InlineData("<div hidden><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></div>")]
    [InlineData("<div style=\"color:red; display : none\"><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></div>")]
    [InlineData("<div aria-hidden=\"true\"><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></div>")]
    [InlineData("<div role=\"dialog\"><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></div>")]
    [InlineData("<noscript><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></noscript>")]
    [InlineData("<template><p>A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday.</p></template>")]
    [InlineData("<script>var lighthouse = 'sold to a retired baker who wants to live in it, the broker said on Monday.';</script>")]
    [InlineData("<!-- A lighthouse was sold to a retired baker who wants to live in it, the broker said on Monday. -->")]
    [InlineData("<figure><img src=\"a.jpg\"><figcaption>A lighthouse that was sold to a retired baker.</figcaption></figure>")]
    public void Chrome_within_the_story_is_left_out(string chrome)
    {
        string half = string.Concat(Stories.Ferry[..4].Select(line => $"<p>{line}</p>")) + chrome + string.Concat(Stories.Ferry[4..].Select(line => $"<p>{line}</p>"));

        Article article = HtmlStories.Extract(HtmlStories.Page(body: half));

        Assert.Equal(HtmlStories.Body, article.Body);
    }

    [Fact]
    public void Headings_lists_quotes_and_tables_within_the_story_belong_to_it()
    {
        string[] extra = ["How the tow began", "Two tugs came from Olm.", "One came from the north.", "We were never afraid, said a boy with a drum.", "Hour | Distance", "First | two miles"];
        string body = string.Concat(Stories.Ferry[..4].Select(line => $"<p>{line}</p>"))
            + $"<h2>{extra[0]}</h2><ul><li>{extra[1]}</li><li>{extra[2]}</li></ul><blockquote>{extra[3]}</blockquote><table><tr><th>Hour</th><th>Distance</th></tr><tr><td><p>First</p></td><td>two miles</td></tr></table>"
            + string.Concat(Stories.Ferry[4..].Select(line => $"<p>{line}</p>"));

        Article article = HtmlStories.Extract(HtmlStories.Page(body: body));

        Assert.Equal([.. Stories.Ferry[..4], .. extra, .. Stories.Ferry[4..]], article.Body.Split('\n'));
    }

    [Fact]
    public void Inline_elements_do_not_part_words_and_breaks_part_sentences()
    {
        string first = Stories.Ferry[0];
        string body = $"<p>The fer<b>ry</b> <a href=\"/a\">Aurelia</a>&nbsp;left&#32;Skarholm&amp;Olm, the <em>harbour</em> master said.<br>It came back at night,<br>under tow.</p>{HtmlStories.Paragraphs}";

        string[] lines = HtmlStories.Extract(HtmlStories.Page(body: body)).Body.Split('\n');

        Assert.Equal(["The ferry Aurelia left Skarholm&Olm, the harbour master said.", "It came back at night, under tow.", first], lines[..3]);
    }

    [Fact]
    public void Tables_that_lay_out_a_page_are_no_rows()
    {
        string page = $"<html><body><table><tr><td><a href=\"/\">Home</a></td></tr><tr><td><table><tr><td><h1>{HtmlStories.Title}</h1>{HtmlStories.Paragraphs}</td><td><a href=\"/x\">Weather</a></td></tr></table></td></tr></table></body></html>";

        Assert.Equal(HtmlStories.Body, HtmlStories.Extract(page).Body);
    }

    [Fact]
    public void Text_that_stands_twice_counts_once()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(after: $"<div class=\"desktop\">{HtmlStories.Paragraphs}</div>"));

        Assert.Equal(HtmlStories.Body, article.Body);
        Assert.Contains(article.Lines, line => line.Reason == LineReason.Repeated);
    }

    [Fact]
    public void A_page_whose_every_part_is_named_like_chrome_keeps_its_story()
    {
        string body = string.Concat(Stories.Ferry.Select(line => $"<div class=\"promo-widget\"><div class=\"related\"><p>{line}</p></div></div>"));

        Assert.Equal(HtmlStories.Body, HtmlStories.Extract(HtmlStories.Page(body: body)).Body);
    }

    [Fact]
    public void Teasers_behind_the_story_are_left_out()
    {
        string teasers = string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"<div class=\"card\"><h3><a href=\"/{i}\">Chess club number {i} evicts its resident ghost</a></h3><p>The members of club {i} voted on Friday, and the ghost, they say, took it well and left.</p></div>"));

        string body = HtmlStories.Extract(HtmlStories.Page(after: $"<section class=\"more\">{teasers}</section>")).Body;

        Assert.StartsWith(HtmlStories.Body, body, StringComparison.Ordinal);
        Assert.DoesNotContain("chess", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_body_in_the_metadata_wins_where_a_script_fills_the_page()
    {
        string json = System.Text.Json.JsonSerializer.Serialize(HtmlStories.Body);
        string page = $$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"{{HtmlStories.Title}}","articleBody":{{json}}}</script></head>
            <body><div id="root"></div><p>Please switch scripts on to read this page.</p></body></html>
            """;

        Article article = HtmlStories.Extract(page);

        Assert.Equal(("json-ld", HtmlStories.Body), (article.Method?.Value, article.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("<html><frameset><frame src=\"a\"></frameset></html>")]
    [InlineData("<html><body><p>Short.</p></body></html>")]
    public void A_page_without_a_story_is_no_error(string markup) => Assert.NotNull(HtmlStories.Extract(markup).Body);
}
