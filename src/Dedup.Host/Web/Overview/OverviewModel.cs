using Dedup.Engine.Ingest;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;

namespace Dedup.Host.Web.Overview;

/// <summary>What the first page shows.</summary>
/// <param name="Status">What the database holds.</param>
/// <param name="Figures">Sizes of clusters and agencies; null while they are counted for the first time.</param>
/// <param name="Queue">What waits.</param>
/// <param name="Taken">Pages taken in since the service began.</param>
/// <param name="Day">Pages of each minute of the last day, the oldest first.</param>
/// <param name="Jobs">The latest jobs.</param>
public sealed record OverviewModel(
    DatabaseStatus Status, DatabaseFigures? Figures, QueueState Queue, IngestCounts Taken, IReadOnlyList<(DateTimeOffset Minute, long Pages)> Day, IReadOnlyList<JobRecord> Jobs)
{
    /// <summary>Pages of each minute of the last hour.</summary>
    public IReadOnlyList<(DateTimeOffset Minute, long Pages)> Hour { get; } = [.. Day.TakeLast(60)];

    /// <summary>Pages a minute now: the mean of the last five, the one that runs among them.</summary>
    public double Now => Day.TakeLast(5).Average(minute => (double)minute.Pages);
}
