using System.Collections.Concurrent;
using System.Threading.Channels;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>A source item on its way into the store.</summary>
/// <param name="Item">What was read.</param>
/// <param name="Prepared">Its page, worked out; null for rejections, ends of files and pages that are stored as they are.</param>
/// <param name="Rejection">Why it cannot be stored, or null.</param>
/// <param name="PageHash">Hash of the page.</param>
internal readonly record struct PipelineEntry(SourceItem Item, PreparedPage? Prepared, Rejection? Rejection, UInt128 PageHash);

/// <summary>Entries that were prepared together.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="IsFollowed">Whether those behind them are being prepared already: who waits for them waits a moment, and not for a source.</param>
internal readonly record struct PreparedBatch(PipelineEntry[] Entries, bool IsFollowed);

/// <summary>Prepares pages in parallel and ahead of the one thread that stores them, in batches and in order.</summary>
/// <param name="options">How pages are taken in.</param>
/// <param name="chrome">What has been learned, asked for each page.</param>
/// <param name="skipStored">Whether pages that are stored as they came are left as they are.</param>
internal sealed class PagePipeline(DedupOptions options, Func<LearnedChrome> chrome, bool skipStored)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>How far the threads that prepare give way to the one that stores: they are several, and it would have half of a processor of two.</summary>
    private const int Nice = 5;

    private readonly ConcurrentBag<PagePreparer> _idle = [];
    private volatile bool _closed;

    /// <summary>Batches in the order of the items.</summary>
    public IEnumerable<PreparedBatch> Prepare(IEnumerable<SourceItem> items, CancellationToken cancellation)
    {
        int workers = options.Ingest.Threads;
        // Behind a service all of it gives way to the answers, and goes where the caller runs.
        using BackgroundThreads? own = TaskScheduler.Current is BackgroundThreads ? null : new BackgroundThreads(workers, Nice);
        TaskScheduler threads = own ?? TaskScheduler.Current;
        Channel<Task<PipelineEntry[]>> ahead = Channel.CreateBounded<Task<PipelineEntry[]>>(workers + 1 + (options.Preparers?.Places ?? 0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reading = Task.Run(async () =>
        {
            try
            {
                foreach (SourceItem[] chunk in PageBatches.Of(items, options.PagesTogether))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    await ahead.Writer.WriteAsync(Begin(chunk, threads, stop.Token), stop.Token).ConfigureAwait(false);
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
                    yield return new PreparedBatch(batch.GetAwaiter().GetResult(), ahead.Reader.TryPeek(out _));
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

    /// <summary>Begins to prepare a batch: elsewhere, where a place is free there.</summary>
    private Task<PipelineEntry[]> Begin(SourceItem[] chunk, TaskScheduler threads, CancellationToken stop)
    {
        Task<PipelineEntry[]> Here() => Task.Factory.StartNew(() => Prepare(chunk), stop, TaskCreationOptions.DenyChildAttach, threads);
        LearnedChrome learned = chrome();
        if (options.Preparers?.TryPrepare([.. chunk.Select(item => item.Page).OfType<Page>()], learned) is not { } elsewhere) return Here();
        return Wait();

        async Task<PipelineEntry[]> Wait() => await elsewhere.ConfigureAwait(false) is { } prepared ? Entries(chunk, prepared) : await Here().ConfigureAwait(false);
    }

    private PipelineEntry[] Prepare(SourceItem[] chunk)
    {
        if (!_idle.TryTake(out PagePreparer? worker)) worker = new PagePreparer(options, skipStored);
        try
        {
            return Entries(chunk, worker.Prepare([.. chunk.Select(item => item.Page).OfType<Page>()], chrome));
        }
        finally
        {
            _idle.Add(worker);
            // What was prepared ahead and is not wanted any more may end later than the rest.
            if (_closed) DisposeIdle();
        }
    }

    private static PipelineEntry[] Entries(SourceItem[] chunk, IReadOnlyList<PreparedElsewhere> prepared)
    {
        int next = 0;
        return [.. chunk.Select(item =>
        {
            if (item.Page is not Page page) return new PipelineEntry(item, null, item.Rejection, default);
            PreparedElsewhere of = prepared[next++];
            return new PipelineEntry(item, of.Prepared, of.Failure is null ? null : new Rejection(page.Place, of.Failure), of.PageHash);
        })];
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out PagePreparer? worker)) worker.Dispose();
    }
}
