using System.Text.Json;
using Dedup.Engine.Queries;

namespace Dedup.Host.Web.Clusters;

/// <summary>A cluster with all that its page shows.</summary>
/// <param name="Asked">The id that was asked for: one that was merged gives its heir.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Members">Its members by site and claimed date.</param>
/// <param name="Excerpts">Documents that are excerpts of it.</param>
/// <param name="Links">Its links, the strongest first.</param>
/// <param name="Timeline">Claimed dates beside first-seen ones.</param>
/// <param name="Judgements">What analysts have said of it.</param>
/// <param name="Past">What became of its id.</param>
public sealed record ClusterModel(
    long Asked, ClusterRow Cluster, IReadOnlyList<DocumentRow> Members, IReadOnlyList<DocumentRow> Excerpts, IReadOnlyList<LinkRow> Links, ClusterTimeline Timeline,
    IReadOnlyList<JudgementRow> Judgements, ClusterPast Past)
{
    /// <summary>Why the origin is the likely one.</summary>
    public IReadOnlyList<string> OriginReasons { get; } = JsonSerializer.Deserialize<string[]>(Cluster.OriginReasons)!;

    /// <summary>What speaks against the dates of each document.</summary>
    public ILookup<string, DateConflict> Conflicts { get; } = Timeline.Copies.SelectMany(copy => copy.Conflicts).ToLookup(conflict => conflict.Document, StringComparer.Ordinal);

    /// <summary>Reads a cluster; null for an unknown id.</summary>
    public static ClusterModel? Read(Reader reader, long id)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Cluster(id) is not ClusterRow cluster || ClusterTimeline.Of(reader, cluster.Cluster) is not ClusterTimeline timeline || ClusterPast.Of(reader, id) is not ClusterPast past) return null;
        return new ClusterModel(
            id, cluster,
            [.. reader.Members(cluster.Cluster).OrderBy(member => member.Site is null).ThenBy(member => member.Site, StringComparer.OrdinalIgnoreCase)
                .ThenBy(member => member.Published ?? "~", StringComparer.Ordinal).ThenBy(member => member.Key, StringComparer.Ordinal)],
            reader.Excerpts(cluster.Cluster), reader.LinksOfCluster(cluster.Cluster), timeline, JudgementRow.OfCluster(reader, cluster.Cluster), past);
    }
}
