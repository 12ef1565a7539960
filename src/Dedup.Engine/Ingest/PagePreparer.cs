using System.Data.Common;
using System.Text.Json;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Prepares pages: what one thread at a time works with.</summary>
/// <param name="options">How pages are prepared.</param>
/// <param name="skipStored">Whether pages that are stored as they came are left as they are.</param>
internal sealed class PagePreparer(DedupOptions options, bool skipStored) : IDisposable
{
    private readonly Sketcher _sketcher = new(options.Sketch.Scheme);
    private readonly DbConnection? _connection = skipStored ? options.Store.OpenForReading() : null;

    public void Dispose() => _connection?.Dispose();

    /// <summary>A fault of ours on one page is that page's rejection: it must not stop every run at the same place.</summary>
    public PreparedElsewhere[] Prepare(IReadOnlyList<Page> pages, Func<LearnedChrome> chrome)
    {
        Dictionary<string, UInt128> stored = Stored(pages);
        return [.. pages.Select(page =>
        {
            UInt128 hash = page.Hash();
            // A page that is stored as it came need not be extracted again; the storing thread looks once more.
            if (stored.TryGetValue(page.Key, out UInt128 same) && same == hash) return new PreparedElsewhere(null, hash, null);
            try
            {
                return new PreparedElsewhere(PreparedPage.Of(ExtractedPage.Of(page, chrome()), hash, _sketcher, options.Verification.MinimumWords), hash, null);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return new PreparedElsewhere(null, hash, Failure(e));
            }
        })];
    }

    /// <summary>A fault of ours on one page, in words.</summary>
    public static string Failure(Exception e) => $"extraction failed, please report it: {e.GetType().Name}: {e.Message}";

    private Dictionary<string, UInt128> Stored(IReadOnlyList<Page> pages) => _connection is null || pages.Count == 0 ? [] : Statement.Each(
        _connection, "SELECT d.key, d.page_hash FROM json_each(?1) j JOIN documents d ON d.key = j.atom",
        row => (Key: row.Text(0), Hash: Blobs.ToHash(row.Blob(1))), JsonSerializer.Serialize(pages.Select(page => page.Key).Distinct())).ToDictionary(row => row.Key, row => row.Hash, StringComparer.Ordinal);
}
