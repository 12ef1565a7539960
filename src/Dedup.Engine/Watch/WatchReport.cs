using Dedup.Engine.Ingest;
using Dedup.Engine.Jobs;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Watch;

/// <summary>What one look into the folders has done.</summary>
/// <param name="Files">Files taken in to their end.</param>
/// <param name="Counts">Their pages.</param>
/// <param name="Waiting">Complete files that are left for the next look.</param>
/// <param name="Settling">Files that are still coming.</param>
/// <param name="Rejections">Pages that could not be stored, the first of them.</param>
/// <param name="Problems">What could not be done to a file or folder, each with its remedy.</param>
/// <param name="Jobs">Jobs that were done.</param>
/// <param name="Unsettled">Whether pages are stored of which the clusters are still to be worked out.</param>
public sealed record WatchReport(
    long Files, IngestCounts Counts, long Waiting, long Settling, IReadOnlyList<Rejection> Rejections, IReadOnlyList<string> Problems,
    IReadOnlyList<JobRecord> Jobs, bool Unsettled);
