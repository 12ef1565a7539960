namespace Dedup.Engine.Clustering;

/// <summary>Documents that were in one cluster and are in another or the same.</summary>
/// <param name="Former">The id that the documents had.</param>
/// <param name="Variant">Representative variant of the cluster that they are in now.</param>
/// <param name="Documents">How many they are.</param>
internal sealed record Overlap(long Former, long Variant, int Documents);

/// <summary>Which id a cluster keeps: the one that most of its documents had (ties: the smallest).</summary>
internal static class ClusterIds
{
    /// <summary>The largest overlaps first.</summary>
    /// <param name="plan">The clusters as they should stand.</param>
    /// <param name="former">The cluster that each document was in; documents that were in none are left out.</param>
    public static List<Overlap> Overlaps(IReadOnlyList<PlannedCluster> plan, IReadOnlyDictionary<long, long> former) => [.. plan
        .SelectMany(c => c.Documents.Where(d => former.ContainsKey(d.Id)).GroupBy(d => former[d.Id]).Select(g => new Overlap(g.Key, c.Variant, g.Count())))
        .OrderByDescending(o => o.Documents).ThenBy(o => o.Former).ThenBy(o => o.Variant)];

    /// <summary>The ids that are kept, by representative variant; clusters that are not named need a new one.</summary>
    public static Dictionary<long, long> Keep(IEnumerable<Overlap> overlaps)
    {
        Dictionary<long, long> ids = [];
        HashSet<long> taken = [];
        foreach (Overlap o in overlaps)
        {
            if (!taken.Contains(o.Former) && ids.TryAdd(o.Variant, o.Former)) taken.Add(o.Former);
        }
        return ids;
    }
}
