using Dedup.Engine.Queries;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>What a run has done so far.</summary>
public sealed class IngestCounts
{
    /// <summary>Pages read, rejected ones included.</summary>
    public long Pages { get; internal set; }

    /// <summary>Documents that are new.</summary>
    public long Added { get; internal set; }

    /// <summary>Documents whose page has changed.</summary>
    public long Changed { get; internal set; }

    /// <summary>Documents whose page is as it was.</summary>
    public long Unchanged { get; internal set; }

    /// <summary>Pages that could not be stored.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Counts what others have counted.</summary>
    public void Add(IngestCounts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        Pages += others.Pages;
        Added += others.Added;
        Changed += others.Changed;
        Unchanged += others.Unchanged;
        Rejected += others.Rejected;
    }

    /// <summary>The counts as they are now.</summary>
    public IngestCounts Copy() => (IngestCounts)MemberwiseClone();

    /// <summary>Takes back rejections of files that are read again.</summary>
    internal void Withdraw(long rejections)
    {
        Pages -= rejections;
        Rejected -= rejections;
    }
}

/// <summary>What a finished run has done, and what the database holds after it.</summary>
/// <param name="Database">The file.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Counts">What the run has done, before it was interrupted too.</param>
/// <param name="Resumed">Pages that were done before an interruption, where this went on with an interrupted run; else 0.</param>
/// <param name="Documents">Documents in the database.</param>
/// <param name="Variants">Distinct bodies in the database.</param>
/// <param name="Clusters">Clusters in the database.</param>
/// <param name="SharedClusters">Clusters of two documents or more.</param>
/// <param name="LargestCluster">Documents of the largest cluster.</param>
/// <param name="Excerpts">Documents that are excerpts of a story.</param>
/// <param name="Links">Verified pairs of bodies.</param>
/// <param name="Seconds">Wall time of the run.</param>
/// <param name="Rejections">The first rejections, up to <see cref="Ingestor.ListedRejections"/>.</param>
public sealed record IngestSummary(
    string Database, long Run, IngestCounts Counts, long Resumed, long Documents, long Variants, long Clusters, long SharedClusters, long LargestCluster,
    long Excerpts, long Links, double Seconds, IReadOnlyList<Rejection> Rejections)
{
    /// <summary>Records of web archives that are no pages and were passed over, since the run began or was taken up again.</summary>
    public long PassedOver { get; init; }

    /// <summary>Documents in the database of which nothing was kept as an article.</summary>
    public long WithoutBody { get; init; }

    /// <summary>Documents that pages of other files have taken the place of.</summary>
    public long OverwrittenCount { get; init; }

    /// <summary>The first of those, up to <see cref="Ingestor.ListedRejections"/>.</summary>
    public IReadOnlyList<Overwritten> Overwritten { get; init; } = [];

    /// <summary>Bodies that share keys with too many others, the most first; their pairs are looked for through a few of them alone.</summary>
    public IReadOnlyList<CrowdRow> Crowds { get; init; } = [];

    /// <summary>Pages a second since the run began or was taken up again.</summary>
    public double PagesPerSecond => Seconds <= 0 ? 0 : (Counts.Pages - Resumed) / Seconds;
}
