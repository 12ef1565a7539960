using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Storage;

public sealed class StoredBodyTests
{
    private static readonly string Story = Stories.Text(Stories.Ferry);

    /// <summary>Pages of text: with ends of lines of two signs, with signs of an order of bytes, with UTF-8 that was read as Windows-1252, with no end of line at all.</summary>
    public static TheoryData<string> Pages => new(
        "Ferry adrift\n\n" + Story,
        ("Ferry adrift\n\n" + Story + "\n\n").ReplaceLineEndings("\r\n"),
        "\uFEFFFerry adrift\n  \u200B" + Story,
        "Ferry adrift\n\nThe harbour\u00E2\u20AC\u2122s caf\u00C3\u00A9 stayed open.\n" + Story,
        Stories.Ferry[0],
        "");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_and_reasons_give_the_body_of_the_article(string page)
    {
        Article article = PageExtractor.Extract(page, new PageHints());
        var stored = new StoredBody(Blobs.FromText(page), [.. article.Lines.Select(line => (byte)line.Reason)], StoredBody.Of(article));

        Assert.Empty(stored.Body);
        Assert.Equal(article.Body, stored.Text());
    }

    [Fact]
    public void The_body_of_markup_stands_for_itself()
    {
        Article article = PageExtractor.Extract($"<html><body><article><h1>Ferry adrift</h1><p>{string.Join("</p><p>", Stories.Ferry)}</p></article></body></html>", new PageHints());
        byte[] body = StoredBody.Of(article);

        Assert.NotEmpty(body);
        Assert.Equal(article.Body, new StoredBody([], [], body).Text());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Reasons_of_another_page_are_refused(int lines)
    {
        var stored = new StoredBody(Blobs.FromText(Story), new byte[Story.Count(c => c == '\n') + 1 + lines], []);

        Assert.Throws<ArgumentException>(() => stored.Text());
    }
}
