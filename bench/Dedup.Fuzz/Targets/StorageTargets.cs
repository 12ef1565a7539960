using System.Text;
using System.Text.Json;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;
using ZstdSharp;

namespace Dedup.Fuzz.Targets;

/// <summary>What is stored comes back; what never was stored gives the declared exception.</summary>
internal static class StorageTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("Blobs-text", "stored text comes back; half a pair as U+FFFD", 150, TextTargets.AnyText, Text),
        new FuzzTarget<byte[]>("Blobs-bytes", "any bytes give text or the declared exception, and no more memory than a page", 200, Packed, Bytes) { MostAllocated = 128L << 20 },
        new FuzzTarget<byte[]>("Blobs-values", "hashes and values come back; a cut one is no other", 800, r => r.Bytes(r.Size(300)), Values),
        new FuzzTarget<MadePage>("PreparedPage", "a page worked out from what is stored of it is the page", 20, r => r.Once(4) ? HtmlPages.Page(r) : TextPages.Page(r), Prepare) { Shorten = TextPages.Smaller },
    ];

    private static void Text(string text)
    {
        string expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        Property.Equal(expected, Blobs.ToText(Blobs.FromText(text)), "stored text");
    }

    private static byte[] Packed(FuzzRandom random)
    {
        if (random.Once(10)) return random.Bytes(random.Size(200));
        byte[] blob = Blobs.FromText(TextTargets.AnyText(random));
        // A frame that says how long its content is, and lies.
        if (random.Once(10)) blob = [0x28, 0xB5, 0x2F, 0xFD, random.Of<byte>([0xE0, 0xC0, 0xA0]), .. random.Bytes(random.Between(4, 12)), .. blob.AsSpan(Math.Min(blob.Length, 6))];
        return ByteMutation.Mutate(random, blob);
    }

    private static void Bytes(byte[] blob) => Property.Try<ZstdException>(() => _ = Blobs.ToText(blob));

    private static void Values(byte[] bytes)
    {
        ulong[] values = Blobs.ToValues<ulong>(bytes);
        Property.Same<byte>(bytes.AsSpan(0, bytes.Length / 8 * 8), Blobs.FromValues<ulong>(values), "values");
        if (bytes.Length < 16) return;
        Property.Same<byte>(bytes.AsSpan(0, 16), Blobs.FromHash(Blobs.ToHash(bytes)), "hash");
    }

    private static void Prepare(MadePage made)
    {
        // As sources give pages: what is no UTF-16 never comes so far.
        string text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made.Text));
        var page = new Page("key", "place", text, Stored(made.Hints), made.Fetched);
        ExtractedPage extracted = ExtractedPage.Of(page, LearnedChrome.Empty);
        PreparedPage first = PreparedPage.Of(extracted, page.Hash(), new Sketcher(Scheme.Default), 5);
        var again = new Page("key", "place", Blobs.ToText(first.StoredPage), JsonSerializer.Deserialize<PageHints>(first.StoredHints)!, made.Fetched);
        Property.Equal(page.Hash(), again.Hash(), "hash of the stored page");
        PreparedPage second = PreparedPage.Of(ExtractedPage.Of(again, LearnedChrome.Empty), again.Hash(), new Sketcher(Scheme.Default), 5);
        Property.Equal(first.BodyHash, second.BodyHash, "body of the stored page");
        Property.Equal((first.Fields, first.Words), (second.Fields, second.Words), "fields of the stored page");
        Property.Same<byte>(first.StoredLines, second.StoredLines, "lines of the stored page");
        Property.Same<byte>(first.StoredOutline, second.StoredOutline, "outline of the stored page");
        Property.Equal(extracted.Article.Body, new StoredBody(first.StoredPage, first.StoredLines, first.StoredBody).Text(), "stored body");
        if (first.Fields.Claims is string claims) Property.Holds(JsonSerializer.Deserialize<DateClaim[]>(claims)!.SequenceEqual(extracted.Article.Claims), "stored claims");
    }

    private static PageHints Stored(PageHints hints) => JsonSerializer.Deserialize<PageHints>(JsonSerializer.Serialize(hints))!;
}
