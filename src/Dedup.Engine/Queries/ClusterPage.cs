using Dedup.Engine.Search;

namespace Dedup.Engine.Queries;

/// <summary>A page of a list of clusters.</summary>
/// <param name="Clusters">The clusters.</param>
/// <param name="Next">The cursor of the next page, of the same order and filter alone; null where this is the last.</param>
/// <param name="Search">What the answer rests on, where words or a site were asked for; else null.</param>
public sealed record ClusterPage(IReadOnlyList<ClusterRow> Clusters, string? Next, SearchIndexState? Search);
