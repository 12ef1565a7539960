using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Posts;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;

namespace Dedup.Host.Serve;

/// <summary>Brings the search index up to date behind the writer, some documents at a time.</summary>
internal sealed partial class SearchWorker(DedupOptions options, TimeProvider clock, LiveDatabase live, IPostQueue posts, BackgroundThreads threads, ILogger<SearchWorker> logger) : BackgroundService
{
    /// <summary>Documents after which it rests.</summary>
    private const int AtOnce = 1_000;

    /// <summary>It rests so many times as long as it worked: the processors are for questions first, then for pages that wait to be stored.</summary>
    private const int Rest = 1, RestBehindPosts = 5;

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
                    if (await threads.Run(() => indexer.CatchUp(AtOnce, stoppingToken)) > 0) rest = (posts.State.Pages > 0 ? RestBehindPosts : Rest) * clock.GetElapsedTime(began);
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
