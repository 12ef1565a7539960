using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>A page with its article, its sketch and its stored form: all that can be worked out without the store, and so in parallel.</summary>
internal sealed record PreparedPage
{
    /// <summary>The page.</summary>
    public required Page Page { get; init; }

    /// <summary>Hash of all that came with the page.</summary>
    public required UInt128 PageHash { get; init; }

    /// <summary>What was taken out of it.</summary>
    public required Article Article { get; init; }

    /// <summary>Hash of the normalised body; of the key, where the body has no words.</summary>
    public required UInt128 BodyHash { get; init; }

    /// <summary>Words of the body.</summary>
    public required int Words { get; init; }

    /// <summary>The sketch, or null where the body is too short to be compared other than exactly.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The shingle set, likewise.</summary>
    public ShingleSet? Shingles { get; init; }

    /// <summary>The words that show each field, as JSON.</summary>
    public string Evidence => JsonSerializer.Serialize(new Dictionary<string, string?>
    {
        ["site"] = Article.Site?.Evidence,
        ["section"] = Article.Section?.Evidence,
        ["title"] = Article.Title?.Evidence,
        ["published"] = Article.Published?.Evidence,
        ["agency"] = Article.Agency?.Evidence,
        ["dateline"] = Article.Dateline?.Evidence,
        ["byline"] = Article.Byline?.Evidence,
        ["canonical"] = Article.Canonical?.Evidence,
        ["language"] = Article.Language?.Evidence,
        ["method"] = Article.Method?.Evidence,
    });

    /// <summary>The dates that the page claims, as JSON; null where it claims none.</summary>
    public string? Claims => Article.Claims.Count == 0 ? null : JsonSerializer.Serialize(Article.Claims);

    /// <summary>The page's text as stored.</summary>
    public required byte[] StoredPage { get; init; }

    /// <summary>The body as stored.</summary>
    public required byte[] StoredBody { get; init; }

    /// <summary>What came beside the text, as JSON.</summary>
    public string StoredHints => JsonSerializer.Serialize(Page.Hints);

    /// <summary>One byte a line: why it was kept or dropped.</summary>
    public byte[] StoredLines => [.. Article.Lines.Select(line => (byte)line.Reason)];

    public static PreparedPage Prepare(Page page, UInt128 pageHash, Sketcher sketcher, int minimumWords)
    {
        Article article = PageExtractor.Extract(page.Text, page.Hints, page.Fetched);
        sketcher.Read(article.Body);
        int words = sketcher.Tokens.Length;
        bool sketched = words >= minimumWords;
        return new PreparedPage
        {
            Page = page,
            PageHash = pageHash,
            Article = article,
            // Pages without a body have nothing in common: each stands for itself.
            BodyHash = words > 0 ? sketcher.BodyHash() : XxHash128.HashToUInt128(Encoding.UTF8.GetBytes("no body: " + page.Key)),
            Words = words,
            Sketch = sketched ? sketcher.Sketch() : null,
            Shingles = sketched ? new ShingleSet(sketcher.Tokens, sketcher.Shingles, sketcher.Characters) : null,
            StoredPage = Blobs.FromText(page.Text),
            StoredBody = Blobs.FromText(article.Body),
        };
    }
}
