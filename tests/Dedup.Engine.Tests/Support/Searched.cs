using Dedup.Engine.Queries;
using Dedup.Engine.Search;

namespace Dedup.Engine.Tests.Support;

/// <summary>What a search finds, and the index behind it.</summary>
internal static class Searched
{
    /// <summary>Brings the search index up to date.</summary>
    public static void CatchUp(DedupOptions options)
    {
        using SearchIndexer indexer = SearchIndexer.TryOpen(options)!;
        Assert.Equal(0, indexer.CatchUp(10_000, CancellationToken.None));
    }

    /// <summary>The first page of what is found.</summary>
    public static DocumentPage Documents(DedupOptions options, DocumentFilter filter)
    {
        using var reader = new Reader(options.Store);
        return reader.SearchDocuments(filter);
    }

    /// <summary>Keys of that, sorted, with spaces between.</summary>
    public static string Keys(DedupOptions options, DocumentFilter filter) => string.Join(' ', Documents(options, filter).Documents.Select(d => d.Document.Key).Order(StringComparer.Ordinal));
}
