using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Engine.Storage;

namespace Dedup.Host.Serve;

/// <summary>Networks as they were at some moment.</summary>
/// <param name="Made">When, ISO 8601 UTC.</param>
/// <param name="Stories">Which sites carry which stories.</param>
/// <param name="Networks">The networks.</param>
internal sealed record FoundAt(string Made, SiteStories Stories, SiteNetworks Networks);

/// <summary>Works out networks behind everything else: on a large database that takes seconds, and what a month has shown changes little in minutes.</summary>
internal sealed partial class NetworkCache(DedupOptions options, TimeProvider clock, LiveDatabase live, BackgroundThreads threads, ILogger<NetworkCache> logger) : BackgroundService
{
    private const int RestFactor = 50;

    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan UntilOpen = TimeSpan.FromSeconds(.1);

    private volatile FoundAt? _latest;

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last that were worked out; null before the first.</summary>
    public FoundAt? Latest => _latest;

    /// <summary>The same, once there are any: a site's page needs all stories, and each that comes before would read them for itself. Null where they could not be read, or not yet be begun.</summary>
    public async Task<FoundAt?> Ready(CancellationToken cancellation)
    {
        if (live.Live is null) return null;
        await _first.Task.WaitAsync(cancellation);
        return _latest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        string? known = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan rest = live.Live is null ? UntilOpen : LeastRest;
            try
            {
                if (live.Live is not null)
                {
                    long began = clock.GetTimestamp();
                    using var reader = new Reader(options.Store);
                    string end = reader.EndOfChanges();
                    if (end != known)
                    {
                        _latest = await threads.Run(() => Find(reader));
                        _first.TrySetResult();
                        known = end;
                        rest = TimeSpan.FromTicks(Math.Max(rest.Ticks, RestFactor * clock.GetElapsedTime(began).Ticks));
                    }
                }
            }
            catch (Exception e) when (e is DatabaseException or System.Data.Common.DbException)
            {
                LogFailed(e.Message);
                _first.TrySetResult();
            }
            await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private FoundAt Find(Reader reader)
    {
        SiteStories stories = SiteStories.Read(reader);
        return new FoundAt(clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), stories, SiteNetworks.Of(stories));
    }

    [LoggerMessage(1031, LogLevel.Warning, "Networks are not worked out: {Reason}")]
    private partial void LogFailed(string reason);
}
