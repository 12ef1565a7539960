using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>
/// A page as it is stored, with its sketch: all that can be worked out without the store, and so in parallel. It holds nothing of how
/// it was worked out: what waits with its batch is what the collector has to move.
/// </summary>
internal sealed record PreparedPage
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Place { get; init; }

    /// <summary>Its address, or null.</summary>
    public required string? Url { get; init; }

    /// <summary>When it was fetched, or null.</summary>
    public required string? Fetched { get; init; }

    /// <summary>Hash of all that came with the page.</summary>
    public required UInt128 PageHash { get; init; }

    /// <summary>What was taken out of it, but for the body.</summary>
    public required StoredFields Fields { get; init; }

    /// <summary>Whether the body is the one that was known before: then hash, words and sketch are not worked out.</summary>
    public bool HasKnownBody { get; init; }

    /// <summary>Hash of the normalised body; of the key, where the body has no words.</summary>
    public required UInt128 BodyHash { get; init; }

    /// <summary>Words of the body.</summary>
    public required int Words { get; init; }

    /// <summary>The sketch, or null where the body is too short to be compared other than exactly.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The scheme of the sketch.</summary>
    public required Scheme Scheme { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>The shingle set, or null likewise; worked out where it is asked for, as it is of few pages.</summary>
    public ShingleSet? Shingles => field ??= Sketch is null ? null : ShinglesOf(Body);

    /// <summary>The page's text as stored; empty for a page that is stored and is worked out again.</summary>
    public required byte[] StoredPage { get; init; }

    /// <summary>The body as stored (<see cref="Storage.StoredBody"/>).</summary>
    public required byte[] StoredBody { get; init; }

    /// <summary>What came beside the text, as JSON.</summary>
    public required string StoredHints { get; init; }

    /// <summary>One byte a line: why it was kept or dropped.</summary>
    public required byte[] StoredLines { get; init; }

    /// <summary>What learning sees of the page, as stored.</summary>
    public required byte[] StoredOutline { get; init; }

    /// <summary>The groups that the page may share a template with.</summary>
    public required IReadOnlyList<PageGroup> Groups { get; init; }

    /// <summary>The learned chrome that the article was taken without.</summary>
    public required LearnedChrome Chrome { get; init; }

    /// <summary>The body as the candidate index sees it; null where it is too short.</summary>
    /// <param name="variant">Its id; −1 where it is not stored.</param>
    public SketchedBody? Sketched(long variant) => Sketch is null ? null : new SketchedBody(variant, Sketch, (ulong)BodyHash);

    /// <summary>Works out what is stored of a page.</summary>
    /// <param name="extracted">The page with its article.</param>
    /// <param name="pageHash">Its hash.</param>
    /// <param name="sketcher">Sketches the body.</param>
    /// <param name="minimumWords">Shorter bodies are not sketched.</param>
    /// <param name="knownBody">A body that is stored with its sketch; where it is still the page's, no other is made.</param>
    public static PreparedPage Of(ExtractedPage extracted, UInt128 pageHash, Sketcher sketcher, int minimumWords, string? knownBody = null)
    {
        Page page = extracted.Page;
        Article article = extracted.Article;
        bool isKnown = article.Body == knownBody;
        sketcher.Read(isKnown ? string.Empty : article.Body);
        int words = sketcher.Tokens.Length;
        bool sketched = words >= minimumWords;
        return new PreparedPage
        {
            Key = page.Key,
            Place = page.Place,
            Url = page.Hints.Url,
            Fetched = page.Fetched,
            PageHash = pageHash,
            Fields = StoredFields.Of(article),
            HasKnownBody = isKnown,
            BodyHash = words > 0 ? sketcher.BodyHash(withNames: sketched) : HashOfNoBody(page.Key),
            Words = words,
            Sketch = sketched ? sketcher.Sketch() : null,
            Scheme = sketcher.Scheme,
            Body = article.Body,
            StoredPage = knownBody is null ? Blobs.FromText(page.Text) : [],
            StoredBody = Storage.StoredBody.Of(article),
            StoredHints = JsonSerializer.Serialize(page.Hints, WrittenJson.Default.PageHints),
            StoredLines = ReasonsOf(article.Lines),
            StoredOutline = extracted.Outline.ToBlob(),
            Groups = extracted.Outline.Groups,
            Chrome = extracted.Chrome,
        };
    }

    /// <summary>Pages without a body have nothing in common: each stands for itself.</summary>
    public static UInt128 HashOfNoBody(string key) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes("no body: " + key));

    private static byte[] ReasonsOf(IReadOnlyList<PageLine> lines)
    {
        var reasons = new byte[lines.Count];
        for (int i = 0; i < reasons.Length; i++) reasons[i] = (byte)lines[i].Reason;
        return reasons;
    }

    private ShingleSet ShinglesOf(string body)
    {
        var sketcher = new Sketcher(Scheme);
        sketcher.Read(body);
        return sketcher.ShingleSet();
    }
}
