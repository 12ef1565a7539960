using System.Text.Json;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Storage;

/// <summary>A stored page as it is read: any thread may unpack it.</summary>
/// <param name="Key">Its document's key.</param>
/// <param name="Place">Where it was read.</param>
/// <param name="Text">Its text as stored.</param>
/// <param name="Hints">What came beside it, as JSON.</param>
/// <param name="Fetched">When it was fetched, or null.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Variant">The body that it carries.</param>
/// <param name="Lines">Why each line was kept or dropped.</param>
/// <param name="StoredBody">The body as stored (<see cref="Storage.StoredBody"/>).</param>
/// <param name="IsClustered">Whether its body has a cluster.</param>
/// <param name="Fields">The fields of its document.</param>
internal sealed record StoredPage(string Key, string Place, byte[] Text, byte[] Hints, string? Fetched, UInt128 Hash, long Variant, byte[] Lines, byte[] StoredBody, bool IsClustered, StoredFields Fields)
{
    /// <summary>The page as it came.</summary>
    public Page ToPage() => new(Key, Place, Blobs.ToText(Text), JsonSerializer.Deserialize<PageHints>(Hints)!, Fetched);

    /// <summary>The body as this page has it.</summary>
    /// <param name="page">The page as it came.</param>
    public string Body(Page page)
    {
        if (StoredBody.Length > 0) return Blobs.ToText(StoredBody);
        using Rented<char> body = TextPageExtractor.Body(page.Text, Lines);
        return body.Span.ToString();
    }
}
