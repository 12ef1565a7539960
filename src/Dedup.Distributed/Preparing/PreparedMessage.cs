using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Distributed.Preparing;

/// <summary>What came of a page on another host, without what the writer knows of it.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class PreparedMessage
{
    [Id(0)]
    public byte[] PageHash { get; init; } = [];

    [Id(1)]
    public string? Failure { get; init; }

    /// <summary>Null where nothing was prepared.</summary>
    [Id(2)]
    public string? Body { get; init; }

    [Id(3)]
    public string?[] Fields { get; init; } = [];

    [Id(4)]
    public byte[] BodyHash { get; init; } = [];

    [Id(5)]
    public int Words { get; init; }

    /// <summary>Null where the body is too short for a sketch.</summary>
    [Id(6)]
    public uint[]? Signature { get; init; }

    [Id(7)]
    public ulong Fingerprint { get; init; }

    [Id(8)]
    public ulong[] Samples { get; init; } = [];

    [Id(9)]
    public ulong UpperFacts { get; init; }

    [Id(10)]
    public ulong LowerFacts { get; init; }

    [Id(11)]
    public byte[] StoredPage { get; init; } = [];

    [Id(12)]
    public byte[] StoredBody { get; init; } = [];

    [Id(13)]
    public string StoredHints { get; init; } = "";

    [Id(14)]
    public byte[] StoredLines { get; init; } = [];

    [Id(15)]
    public byte[] StoredOutline { get; init; } = [];

    /// <summary>Kind, name and period of each group.</summary>
    [Id(16)]
    public string[] Groups { get; init; } = [];

    /// <summary>As it is sent.</summary>
    public static PreparedMessage Of(PreparedElsewhere prepared)
    {
        if (prepared.Prepared is not PreparedPage page) return new PreparedMessage { PageHash = Bytes(prepared.PageHash), Failure = prepared.Failure };
        StoredFields f = page.Fields;
        return new PreparedMessage
        {
            PageHash = Bytes(prepared.PageHash),
            Body = page.Body,
            Fields = [f.Site, f.Section, f.Title, f.Published, f.Agency, f.Dateline, f.Byline, f.Evidence, f.Canonical, f.Language, f.Method, f.Claims],
            BodyHash = Bytes(page.BodyHash),
            Words = page.Words,
            Signature = page.Sketch?.Signature,
            Fingerprint = page.Sketch?.Fingerprint ?? 0,
            Samples = page.Sketch?.Samples ?? [],
            UpperFacts = (ulong)((page.Sketch?.Facts ?? 0) >> 64),
            LowerFacts = (ulong)(page.Sketch?.Facts ?? 0),
            StoredPage = page.StoredPage,
            StoredBody = page.StoredBody,
            StoredHints = page.StoredHints,
            StoredLines = page.StoredLines,
            StoredOutline = page.StoredOutline,
            Groups = [.. page.Groups.SelectMany(group => new[] { group.Kind, group.Name, group.Period })],
        };
    }

    /// <summary>As the writer stores it.</summary>
    /// <param name="page">The page that was sent.</param>
    /// <param name="scheme">The scheme of the sketch.</param>
    /// <param name="chrome">What was learned when it was prepared.</param>
    public PreparedElsewhere ToPrepared(Page page, Scheme scheme, LearnedChrome chrome)
    {
        UInt128 hash = Hash(PageHash);
        if (Body is null) return new PreparedElsewhere(null, hash, Failure);
        return new PreparedElsewhere(
            new PreparedPage
            {
                Key = page.Key,
                Place = page.Place,
                Url = page.Hints.Url,
                Fetched = page.Fetched,
                PageHash = hash,
                Fields = new StoredFields(Fields[0], Fields[1], Fields[2], Fields[3], Fields[4], Fields[5], Fields[6], Fields[7]!, Fields[8], Fields[9], Fields[10], Fields[11]),
                BodyHash = Hash(BodyHash),
                Words = Words,
                Sketch = Signature is null ? null : new Sketch(Signature, Fingerprint, Samples, new UInt128(UpperFacts, LowerFacts)),
                Scheme = scheme,
                Body = Body,
                StoredPage = StoredPage,
                StoredBody = StoredBody,
                StoredHints = StoredHints,
                StoredLines = StoredLines,
                StoredOutline = StoredOutline,
                Groups = [.. Groups.Chunk(3).Select(group => new PageGroup(group[0], group[1], group[2]))],
                Chrome = chrome,
            }, hash, null);
    }

    private static byte[] Bytes(UInt128 hash)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash);
        return bytes;
    }

    private static UInt128 Hash(byte[] bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
}

/// <summary>A page as the writer sends it.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class PageMessage
{
    [Id(0)]
    public string Key { get; init; } = "";

    [Id(1)]
    public string Place { get; init; } = "";

    [Id(2)]
    public string Text { get; init; } = "";

    /// <summary>Address, site, title, published, media type, language, author, and when it was fetched.</summary>
    [Id(3)]
    public string?[] Hints { get; init; } = [];

    public static PageMessage Of(Page page) => new()
    {
        Key = page.Key,
        Place = page.Place,
        Text = page.Text,
        Hints = [page.Hints.Url, page.Hints.Site, page.Hints.Title, page.Hints.Published, page.Hints.MediaType, page.Hints.Language, page.Hints.Author, page.Fetched],
    };

    public Page ToPage() => new(Key, Place, Text, new PageHints(Hints[0], Hints[1], Hints[2], Hints[3], Hints[4], Hints[5], Hints[6]), Hints[7]);
}
