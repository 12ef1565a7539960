using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
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

    /// <summary>How it was read; null for a page of markup, whose tree weighs twenty times its text and must not wait with its batch.</summary>
    public required PageReading? Reading { get; init; }

    /// <summary>What was taken out of it.</summary>
    public required Article Article { get; init; }

    /// <summary>Whether the body is the one that was known before: then hash, words and sketch are not worked out.</summary>
    public bool HasKnownBody { get; init; }

    /// <summary>Hash of the normalised body; of the key, where the body has no words.</summary>
    public required UInt128 BodyHash { get; init; }

    /// <summary>Words of the body.</summary>
    public required int Words { get; init; }

    /// <summary>The sketch, or null where the body is too short to be compared other than exactly.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The shingle set, likewise; worked out where it is asked for, as it is of few pages.</summary>
    public ShingleSet? Shingles => field ??= Sketch is null ? null : ShinglesOf(Article.Body);

    /// <summary>The scheme of the sketch.</summary>
    public required Scheme Scheme { get; init; }

    /// <summary>The body as the candidate index sees it; null where it is too short.</summary>
    /// <param name="variant">Its id; −1 where it is not stored.</param>
    public SketchedBody? Sketched(long variant) => Sketch is null ? null : new SketchedBody(variant, Sketch, (ulong)BodyHash);

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

    /// <summary>The page's text as stored; empty for a page that is stored and is worked out again.</summary>
    public required byte[] StoredPage { get; init; }

    /// <summary>The body as stored.</summary>
    public required byte[] StoredBody { get; init; }

    /// <summary>What came beside the text, as JSON.</summary>
    public string StoredHints => JsonSerializer.Serialize(Page.Hints);

    /// <summary>One byte a line: why it was kept or dropped.</summary>
    public byte[] StoredLines => [.. Article.Lines.Select(line => (byte)line.Reason)];

    /// <summary>What learning sees of the page.</summary>
    public required PageOutline Outline { get; init; }

    /// <summary>The learned chrome that the article was taken without.</summary>
    public required LearnedChrome Chrome { get; init; }

    /// <summary>Why lines of the outline are learned chrome; null where none is.</summary>
    public required ChromeMark?[]? Marks { get; init; }

    /// <summary>Works a page out.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pageHash">Its hash.</param>
    /// <param name="sketcher">Sketches the body.</param>
    /// <param name="minimumWords">Shorter bodies are not sketched.</param>
    /// <param name="chrome">What was learned from other pages.</param>
    /// <param name="knownBody">A body that is stored with its sketch; where it is still the page's, no other is made.</param>
    /// <param name="known">How the page was read before, or null.</param>
    public static PreparedPage Prepare(
        Page page, UInt128 pageHash, Sketcher sketcher, int minimumWords, LearnedChrome chrome, string? knownBody = null, (PageReading Reading, PageOutline Outline)? known = null)
    {
        PageReading reading = known?.Reading ?? PageExtractor.Read(page.Text, page.Hints, page.Fetched);
        PageOutline outline = known?.Outline ?? PageOutline.Of(reading.Article, page.Hints.Url, page.Fetched);
        ChromeMark?[]? marks = chrome.Mark(outline);
        Article article = marks is null ? reading.Article : reading.Without(Flags(reading.Article, outline, marks));
        bool isKnown = article.Body == knownBody;
        sketcher.Read(isKnown ? string.Empty : article.Body);
        int words = sketcher.Tokens.Length;
        bool sketched = words >= minimumWords;
        return new PreparedPage
        {
            Page = page,
            PageHash = pageHash,
            Reading = reading.Article.Method is null ? reading : null,
            Article = article,
            Outline = outline,
            Chrome = chrome,
            Marks = marks,
            HasKnownBody = isKnown,
            BodyHash = words > 0 ? sketcher.BodyHash(withNames: sketched) : HashOfNoBody(page.Key),
            Words = words,
            Sketch = sketched ? sketcher.Sketch() : null,
            Scheme = sketcher.Scheme,
            StoredPage = knownBody is null ? Blobs.FromText(page.Text) : [],
            StoredBody = Blobs.FromText(article.Body),
        };
    }

    /// <summary>Pages without a body have nothing in common: each stands for itself.</summary>
    public static UInt128 HashOfNoBody(string key) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes("no body: " + key));

    private ShingleSet ShinglesOf(string body)
    {
        var sketcher = new Sketcher(Scheme);
        sketcher.Read(body);
        return sketcher.ShingleSet();
    }

    private static bool[] Flags(Article article, PageOutline outline, ChromeMark?[] marks)
    {
        var flags = new bool[article.Lines.Count];
        for (int i = 0; i < marks.Length; i++) flags[outline.Places[i]] = marks[i] is not null;
        return flags;
    }
}
