using Dedup.Engine;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;

namespace Dedup.Host.Serve;

/// <summary>Brings the search index up to date behind the writer, some documents at a time.</summary>
internal sealed partial class SearchWorker(DedupOptions options, TimeProvider clock, LiveDatabase live, BackgroundThreads threads, ILogger<SearchWorker> logger) : BackgroundService
{
    /// <summary>Documents after which it rests for as long as they took: the processors are for pages and questions first.</summary>
    private const int AtOnce = 1_000;

    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(1), RetryAfter = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        SearchIndexer? indexer = null;
        string? said = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan rest = LookEach;
            try
            {
                if (live.Live is not null) indexer ??= SearchIndexer.TryOpen(options);
                if (indexer is not null)
                {
                    long began = clock.GetTimestamp();
                    if (await threads.Run(() => indexer.CatchUp(AtOnce, stoppingToken)) > 0) rest = clock.GetElapsedTime(began);
                }
            }
            catch (DatabaseException e)
            {
                indexer?.Dispose();
                indexer = null;
                rest = RetryAfter;
                if (said != e.Message) LogFailed(e.Message);
                said = e.Message;
            }
            catch (OperationCanceledException)
            {
                break;
            }
            await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        indexer?.Dispose();
    }

    [LoggerMessage(1030, LogLevel.Warning, "The search index is not brought up to date: {Reason}")]
    private partial void LogFailed(string reason);
}
