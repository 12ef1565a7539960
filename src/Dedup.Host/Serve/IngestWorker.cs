using Dedup.Distributed.Cluster;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Watch;
using Dedup.Host.Output;
namespace Dedup.Host.Serve;

/// <summary>Takes in posts and what comes into the watched folders, and does the jobs, until it is stopped; after a failure of the store it opens the database again.</summary>
internal sealed partial class IngestWorker(
    DedupOptions options, TimeProvider clock, WriterTurn turn, IPostQueue posts, JobStore jobs, LiveDatabase live, IngestRate rate, BackgroundThreads threads, ILogger<IngestWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    // What failed may be a shard that was moving.
    private static readonly TimeSpan LongestRetryOfCluster = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SayAfter = TimeSpan.FromMinutes(1);

    private WatchSession? _session;

    /// <summary>Opens the database before the host says that it is ready: who cannot write it must not seem to run.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Cluster.Address.Length == 0) Open();
        LogStarted(options.Store.Name, options.Watch.Folders.Count == 0 ? "no folder" : string.Join(", ", options.Watch.Folders.Select(folder => folder.Path)));
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        // A worker that is still at it keeps what it works with: the process ends anyway, and the store survives that.
        if (ExecuteTask is null or { IsCompleted: true }) _session?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The work is synchronous and long: not on the thread that starts the host.
        await Task.Yield();
        var retry = TimeSpan.FromSeconds(1);
        IReadOnlyList<string> problems = [];
        long said = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = TimeSpan.FromSeconds(options.Watch.PollSeconds);
            try
            {
                if (!turn.IsMine)
                {
                    Close();
                    await turn.WaitAsync(stoppingToken);
                }
                WatchSession session = _session ?? await threads.Run(Open);
                long began = clock.GetTimestamp();
                WatchReport report = await threads.Run(() => session.Cycle(stoppingToken));
                retry = TimeSpan.FromSeconds(1);
                Report(report, clock.GetElapsedTime(began));
                // A problem that stays is said once.
                foreach (string problem in report.Problems.Except(problems)) LogProblem(Screen.Plain(problem));
                problems = report.Problems;
                live.Live = session.Live;
                if (report.Files > 0 || report.Waiting > 0 || report.Jobs.Count > 0) continue;
                // A look into a folder of a million files must not take all the time there is.
                pause = TimeSpan.FromTicks(Math.Max(pause.Ticks, 5 * clock.GetElapsedTime(began).Ticks));
                if (clock.GetElapsedTime(said) >= SayAfter)
                {
                    session.SayIdle(report.Settling);
                    said = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // A job that was stopped between two batches is still in the queue.
                break;
            }
            catch (Exception e) when (e is DatabaseException or IOException or UnauthorizedAccessException)
            {
                // What the session has in memory may never have been stored.
                Close();
                pause = retry;
                retry = TimeSpan.FromTicks(Math.Min((options.Cluster.Address.Length > 0 ? LongestRetryOfCluster : LongestRetry).Ticks, retry.Ticks * 2));
                LogStoreFailed(e.Message, pause.TotalSeconds);
                // Whatever comes meanwhile: each try reads the whole index anew.
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            await posts.WaitAsync(pause, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        Close();
        LogStopped();
    }

    private void Close()
    {
        live.Live = null;
        _session?.Dispose();
        _session = null;
    }

    private WatchSession Open()
    {
        try
        {
            _session = new WatchSession(options, clock, posts, jobs);
        }
        catch (DatabaseException e) when (e.IsOfOtherSettings && options.Upkeep.RebuildAtStart)
        {
            LogRebuilds(e.Message);
            new Rebuilder(options, clock).Run(null, CancellationToken.None);
            _session = new WatchSession(options, clock, posts, jobs);
        }
        live.Live = _session.Live;
        return _session;
    }

    private void Report(WatchReport report, TimeSpan took)
    {
        rate.Add(report.Counts);
        foreach (JobRecord job in report.Jobs)
        {
            if (job.State == JobRecord.Done) LogJobDone(job.Number, job.Job.Kind, Screen.Plain(job.Result));
            else LogJobFailed(job.Number, job.Job.Kind, Screen.Plain(job.Result));
        }
        if (report.Counts.Pages == 0 && report.Files == 0) return;
        IngestCounts c = report.Counts;
        LogTookIn(report.Files, c.Pages, c.Added, c.Changed, c.Unchanged, c.Rejected, (long)took.TotalMilliseconds, report.Waiting);
        foreach (Rejection rejection in report.Rejections) LogRejected(Screen.Plain(rejection.Place), Screen.Plain(rejection.Reason));
    }
}
