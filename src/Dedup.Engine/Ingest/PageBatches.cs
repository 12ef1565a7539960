using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>Cuts what is read into batches.</summary>
internal static class PageBatches
{
    // Several batches wait at once; of pages of 100,000 characters two hundred would be too many.
    private const long MaxCharacters = 2_000_000;

    /// <summary>Batches in order, each ended by its number of pages or by what they weigh.</summary>
    /// <param name="items">What is read.</param>
    /// <param name="maxPages">Pages in a batch.</param>
    public static IEnumerable<SourceItem[]> Of(IEnumerable<SourceItem> items, int maxPages)
    {
        var batch = new List<SourceItem>();
        long characters = 0;
        foreach (SourceItem item in items)
        {
            batch.Add(item);
            characters += item.Page?.Text.Length ?? 0;
            if (batch.Count < maxPages && characters < MaxCharacters) continue;
            yield return [.. batch];
            batch.Clear();
            characters = 0;
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
