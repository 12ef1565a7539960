using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>A source item on its way into the store.</summary>
/// <param name="Item">What was read.</param>
/// <param name="Prepared">Its page, worked out; null for rejections, ends of files and pages that are stored as they are.</param>
/// <param name="Rejection">Why it cannot be stored, or null.</param>
/// <param name="PageHash">Hash of the page.</param>
internal readonly record struct PipelineEntry(SourceItem Item, PreparedPage? Prepared, Rejection? Rejection, UInt128 PageHash);

/// <summary>Prepares pages in parallel and ahead of the one thread that stores them, in batches and in order.</summary>
/// <param name="options">How pages are taken in.</param>
/// <param name="chrome">What has been learned, asked for each page.</param>
/// <param name="skipStored">Whether pages that are stored as they came are left as they are.</param>
internal sealed class PagePipeline(DedupOptions options, Func<LearnedChrome> chrome, bool skipStored)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<Worker> _idle = [];
    private volatile bool _closed;

    /// <summary>Batches in the order of the items.</summary>
    public IEnumerable<PipelineEntry[]> Prepare(IEnumerable<SourceItem> items, CancellationToken cancellation)
    {
        int workers = options.Ingest.Threads;
        // Pages are prepared where the caller runs: behind a service on threads that give way to it.
        TaskScheduler threads = TaskScheduler.Current;
        Channel<Task<PipelineEntry[]>> ahead = Channel.CreateBounded<Task<PipelineEntry[]>>(workers + 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reading = Task.Run(async () =>
        {
            try
            {
                foreach (SourceItem[] chunk in PageBatches.Of(items, options.Ingest.BatchPages))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    await ahead.Writer.WriteAsync(Task.Factory.StartNew(() => Prepare(chunk), stop.Token, TaskCreationOptions.DenyChildAttach, threads), stop.Token).ConfigureAwait(false);
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
                while (ahead.Reader.TryRead(out Task<PipelineEntry[]>? batch))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return batch.GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            stop.Cancel();
            // A reader that waits for standard input hears of no cancellation, and nobody must wait for it.
            reading.Wait(LongestWait, CancellationToken.None);
            _closed = true;
            DisposeIdle();
        }
    }

    /// <summary>A fault of ours on one page.</summary>
    public static Rejection Failed(Page page, Exception e) => new(page.Place, $"extraction failed, please report it: {e.GetType().Name}: {e.Message}");

    private PipelineEntry[] Prepare(SourceItem[] chunk)
    {
        if (!_idle.TryTake(out Worker? worker)) worker = new Worker(options, chrome, skipStored);
        try
        {
            return [.. chunk.Select(worker.Prepare)];
        }
        finally
        {
            _idle.Add(worker);
            // What was prepared ahead and is not wanted any more may end later than the rest.
            if (_closed) DisposeIdle();
        }
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out Worker? worker)) worker.Dispose();
    }

    /// <summary>What one thread at a time works with.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Sketcher _sketcher;
        private readonly int _minimumWords;
        private readonly Func<LearnedChrome> _chrome;
        private readonly DbConnection? _connection;
        private readonly Statement? _find;

        public Worker(DedupOptions options, Func<LearnedChrome> chrome, bool skipStored)
        {
            _chrome = chrome;
            _sketcher = new Sketcher(options.Sketch.Scheme);
            _minimumWords = options.Verification.MinimumWords;
            if (!skipStored) return;
            _connection = options.Store.OpenForReading();
            _find = Statement.Prepare(_connection, "SELECT page_hash FROM documents WHERE key = ?1");
        }

        public void Dispose()
        {
            _find?.Dispose();
            _connection?.Dispose();
        }

        /// <summary>A fault of ours on one page is that page's rejection: it must not stop every run at the same place.</summary>
        public PipelineEntry Prepare(SourceItem item)
        {
            if (item.Page is not Page page) return new PipelineEntry(item, null, item.Rejection, default);
            UInt128 hash = page.Hash();
            // A page that is stored as it came need not be extracted again; the storing thread looks once more.
            if (_find?.First(row => row.Blob(0), page.Key) is byte[] stored && Blobs.ToHash(stored) == hash)
                return new PipelineEntry(item, null, null, hash);
            try
            {
                return new PipelineEntry(item, PreparedPage.Of(ExtractedPage.Of(page, _chrome()), hash, _sketcher, _minimumWords), null, hash);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return new PipelineEntry(item, null, Failed(page, e), hash);
            }
        }
    }
}
