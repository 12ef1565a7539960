using Dedup.Engine.Queries;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>A cluster with its members and what speaks against their dates.</summary>
/// <param name="Cluster">The cluster; the heir of one that was merged.</param>
/// <param name="Members">Its members, the representative first.</param>
/// <param name="Excerpts">Documents that are excerpts of it.</param>
/// <param name="Conflicts">What speaks against the dates that members claim.</param>
/// <param name="Judgements">What analysts have said of its documents.</param>
internal sealed record ClusterAnswer(
    ClusterRow Cluster, IReadOnlyList<DocumentRow> Members, IReadOnlyList<DocumentRow> Excerpts, IReadOnlyList<DateConflict> Conflicts, IReadOnlyList<JudgementRow> Judgements);

/// <summary>Clusters: stories and their copies.</summary>
internal static class ClusterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder clusters = api.MapGroup("/clusters").WithTags("Clusters").RequireAuthorization(ApiKeys.Words(Role.Read));
        clusters.MapGet("/{id:long}", (HttpContext context, LiveDatabase live, long id) => live.Read(reader => Of(reader, id) is ClusterAnswer answer ? Answers.Json(context, answer) : Unknown(id), context.RequestAborted))
            .WithName("getCluster").WithSummary("A cluster: members, excerpts, conflicts of dates, judgements; a merged id gives its heir").Produces<ClusterAnswer>().ProducesProblem(404);
        clusters.MapGet("/{id:long}/timeline", (HttpContext context, LiveDatabase live, long id) => live.Read(reader =>
                ClusterTimeline.Of(reader, id) is ClusterTimeline timeline ? Answers.Json(context, timeline) : Unknown(id), context.RequestAborted))
            .WithName("getClusterTimeline").WithSummary("Claimed dates of the members beside when each was first seen, and what contradicts them").Produces<ClusterTimeline>().ProducesProblem(404);
        clusters.MapGet("/{id:long}/links", (HttpContext context, LiveDatabase live, long id) => live.Read(reader =>
                reader.Cluster(id) is ClusterRow cluster ? Answers.Json(context, reader.LinksOfCluster(cluster.Cluster)) : Unknown(id), context.RequestAborted))
            .WithName("getClusterLinks").WithSummary("The verified links of a cluster's bodies with their measures").Produces<IReadOnlyList<LinkRow>>().ProducesProblem(404);
        clusters.MapGet("/{id:long}/history", (HttpContext context, LiveDatabase live, long id) => live.Read(reader =>
                ClusterPast.Of(reader, id) is ClusterPast past ? Answers.Json(context, past) : Unknown(id), context.RequestAborted))
            .WithName("getClusterHistory").WithSummary("What became of a cluster's id: merges, splits, redirects").Produces<ClusterPast>().ProducesProblem(404);
    }

    /// <summary>A cluster as it is shown; null for an unknown id.</summary>
    public static ClusterAnswer? Of(Reader reader, long id) => reader.Cluster(id) is ClusterRow cluster
        ? new ClusterAnswer(cluster, reader.Members(cluster.Cluster), reader.Excerpts(cluster.Cluster), DateConflicts.Of(reader.Members(cluster.Cluster)), JudgementRow.OfCluster(reader, cluster.Cluster))
        : null;

    private static IResult Unknown(long id) => Answers.Missing($"no cluster {id}");
}
