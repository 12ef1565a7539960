using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Dapper;
using Dedup.Core.Sketches;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Ingest;

/// <summary>Takes pages in: extract and sketch in parallel, then compare, link and store in one thread, then cluster.</summary>
/// <remarks>
/// Pages go through in batches, in the order in which they were read; a batch is one transaction with its documents,
/// sketches and links, so that no pair is lost between two batches. Memory is bounded by a few batches, the candidate
/// index and the shingle cache.
/// </remarks>
public sealed class Ingestor(DedupOptions options, TimeProvider clock)
{
    /// <summary>Rejections that a summary lists; all are stored.</summary>
    public const int ListedRejections = 20;

    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly List<Rejection> _rejections = [];
    private readonly IngestCounts _counts = new();

    /// <summary>Runs to the end of the items.</summary>
    /// <param name="sources">What was asked for, as the run's record.</param>
    /// <param name="items">The pages.</param>
    /// <param name="progress">Called after each batch with the number of items stored so far.</param>
    /// <param name="cancellation">Stops between batches; what was stored stays, with its clusters.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public IngestSummary Run(
        IReadOnlyList<string> sources, IEnumerable<SourceItem> items, Action<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(items);
        long started = clock.GetTimestamp();
        using WriterLock writer = WriterLock.Take(options.Database);
        using SqliteConnection connection = Database.OpenForWriting(options.Database);
        WriterLock.Sign(connection);
        StoredSettings.Require(connection, options);
        using var documents = new DocumentStore(connection);
        using var variants = new VariantStore(connection);
        var comparer = new BodyComparer(variants, options);
        long run = documents.StartRun(Now(), sources);

        try
        {
            StoreAll(items, run, connection, documents, variants, comparer, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            new ClusterPass(connection, variants, comparer, options.Verification).Run(run);
            throw;
        }
        new ClusterPass(connection, variants, comparer, options.Verification).Run(run);
        documents.UpdateRun(run, Now(), _counts);
        return Summarise(connection, clock.GetElapsedTime(started).TotalSeconds);
    }

    private void StoreAll(
        IEnumerable<SourceItem> items, long run, SqliteConnection connection, DocumentStore documents, VariantStore variants,
        BodyComparer comparer, Action<long>? progress, CancellationToken cancellation)
    {
        foreach (Batch batch in Prepare(items, cancellation))
        {
            using var transaction = new WriteTransaction(connection);
            foreach (Entry entry in batch.Entries)
            {
                _counts.Pages++;
                if (entry.Page is not null) Store(entry.Page, run, documents, variants, comparer);
                else Reject(run, entry.Rejection!, documents);
            }
            documents.UpdateRun(run, null, _counts);
            transaction.Commit();
            progress?.Invoke(_counts.Pages);
        }
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private void Store(
        PreparedPage page, long run, DocumentStore documents, VariantStore variants, BodyComparer comparer)
    {
        if (!_seen.TryAdd(page.Page.Key, page.Page.Place))
        {
            Reject(run, new Rejection(page.Page.Place,
                $"key '{page.Page.Key}' was taken in this run by {_seen[page.Page.Key]}; give each source a name with --source"), documents);
            return;
        }
        DocumentStore.Stored? existing = documents.Find(page.Page.Key);
        if (existing is not null && Blobs.ToHash(existing.PageHash) == page.PageHash)
        {
            _counts.Unchanged++;
            return;
        }
        long variant = variants.Find(page.BodyHash) ?? AddVariant(page, variants, comparer);
        documents.Put(page, variant, run);
        variants.MarkPending(variant);
        if (existing is null)
        {
            _counts.Added++;
            return;
        }
        _counts.Changed++;
        if (existing.VariantId == variant) return;
        variants.InheritCluster(existing.VariantId, variant);
        if (variants.RemoveIfUnused(existing.VariantId)) comparer.Remove(existing.VariantId);
        else variants.MarkPending(existing.VariantId);
    }

    private static long AddVariant(PreparedPage page, VariantStore variants, BodyComparer comparer)
    {
        long id = variants.Add(page.BodyHash, page.Words, page.Sketch);
        if (page.Sketch is null || page.Shingles is null) return id;
        foreach (VerifiedCandidate other in comparer.Compare(page.Sketch, page.Shingles))
        {
            // The new variant has the greater id: the stored pair has the older one first.
            variants.AddLink(other.Variant, id, other.Verdict with
            {
                ShinglesA = other.Verdict.ShinglesB,
                ShinglesB = other.Verdict.ShinglesA,
                WordsA = other.Verdict.WordsB,
                WordsB = other.Verdict.WordsA,
            }, (int)other.By);
        }
        comparer.Add(id, page.Sketch, page.Shingles);
        return id;
    }

    private void Reject(long run, Rejection rejection, DocumentStore documents)
    {
        _counts.Rejected++;
        if (_rejections.Count < ListedRejections) _rejections.Add(rejection);
        documents.Reject(run, rejection.Place, rejection.Reason);
    }

    /// <summary>Batches in the order of the items; a few are prepared ahead while the caller stores.</summary>
    private IEnumerable<Batch> Prepare(IEnumerable<SourceItem> items, CancellationToken cancellation)
    {
        int workers = options.Ingest.Workers > 0 ? options.Ingest.Workers : Environment.ProcessorCount;
        Channel<Task<Batch>> ahead = Channel.CreateBounded<Task<Batch>>(workers + 1);
        var sketchers = new ConcurrentBag<Sketcher>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reading = Task.Run(async () =>
        {
            try
            {
                foreach (SourceItem[] chunk in items.Chunk(options.Ingest.BatchPages))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    await ahead.Writer.WriteAsync(Task.Run(() => Prepare(chunk, sketchers), stop.Token), stop.Token).ConfigureAwait(false);
                }
                ahead.Writer.Complete();
            }
            catch (Exception e)
            {
                ahead.Writer.Complete(e);
            }
        }, CancellationToken.None);
        try
        {
            while (ahead.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                while (ahead.Reader.TryRead(out Task<Batch>? batch)) yield return batch.GetAwaiter().GetResult();
            }
        }
        finally
        {
            stop.Cancel();
            // A reader that waits for standard input hears of no cancellation; the process ends without it.
            if (!cancellation.IsCancellationRequested) reading.GetAwaiter().GetResult();
        }
    }

    private Batch Prepare(SourceItem[] chunk, ConcurrentBag<Sketcher> sketchers)
    {
        if (!sketchers.TryTake(out Sketcher? sketcher)) sketcher = new Sketcher(options.Sketch.Scheme);
        Entry[] entries = [.. chunk.Select(item => Prepare(item, sketcher))];
        sketchers.Add(sketcher);
        return new Batch(entries);
    }

    /// <summary>A fault of ours on one page is that page's rejection: it must not stop every run at the same place.</summary>
    private Entry Prepare(SourceItem item, Sketcher sketcher)
    {
        if (item.Page is not Page page) return new Entry(null, item.Rejection);
        try
        {
            return new Entry(PreparedPage.Prepare(page, sketcher, options.Verification.MinimumWords), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Entry(null, new Rejection(page.Place, $"extraction failed, please report it: {e.GetType().Name}: {e.Message}"));
        }
    }

    private IngestSummary Summarise(SqliteConnection connection, double seconds)
    {
        var row = connection.QuerySingle<(long Documents, long Variants, long Clusters, long Shared, long? Largest, long Excerpts, long Links)>(
            """
            SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM variants), (SELECT count(*) FROM clusters),
                   (SELECT count(*) FROM clusters WHERE documents > 1), (SELECT max(documents) FROM clusters),
                   (SELECT count(*) FROM documents d JOIN variants v ON v.id = d.variant_id WHERE v.excerpt_of IS NOT NULL), (SELECT count(*) FROM links)
            """);
        return new IngestSummary(
            options.Database, _counts, row.Documents, row.Variants, row.Clusters, row.Shared, row.Largest ?? 0, row.Excerpts, row.Links, seconds, _rejections);
    }

    private readonly record struct Entry(PreparedPage? Page, Rejection? Rejection);

    private sealed record Batch(Entry[] Entries);
}
