using Dedup.Distributed.Cluster;
using Dedup.Engine;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Host.Rest;

namespace Dedup.Host.Serve;

/// <summary>Asks for the jobs of upkeep when their time has come: retention, backups, checks. Since when, is told by the records of those done before.</summary>
internal sealed partial class UpkeepWorker(DedupOptions options, TimeProvider clock, WriterTurn turn, JobStore jobs, ILogger<UpkeepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool hasRules = options.Retention.Days > 0 || options.Retention.Sites.Any(rule => rule.Days > 0);
        (string Kind, double Hours)[] due = [(JobKind.Retention, hasRules ? options.Upkeep.RetentionHours : 0), (JobKind.Backup, options.Upkeep.BackupHours), (JobKind.Check, options.Upkeep.CheckHours)];
        due = [.. due.Where(job => job.Hours > 0)];
        while (due.Length > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                IReadOnlyList<JobRecord> known = turn.IsMine ? jobs.List(1000) : [];
                // Of several hosts one asks.
                foreach ((string kind, double hours) in turn.IsMine ? due : [])
                {
                    JobRecord? last = known.FirstOrDefault(job => job.Job.Kind == kind);
                    if (last is null || (last.State != JobRecord.Waiting && clock.GetUtcNow() >= DateTimeOffset.Parse(last.Job.Asked, System.Globalization.CultureInfo.InvariantCulture).AddHours(hours)))
                        await jobs.Ask(new Job(kind, JobEndpoints.Now(clock)) { By = "upkeep" });
                }
            }
            catch (Exception e) when (e is QueueFullException or IOException)
            {
                LogWaits(e.Message);
            }
            await Task.Delay(LookEach, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1010, LogLevel.Warning, "Upkeep waits: {Reason}")]
    private partial void LogWaits(string reason);
}
