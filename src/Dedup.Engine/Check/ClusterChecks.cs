using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;
using Dedup.Engine.Ingest;

namespace Dedup.Engine.Check;

/// <summary>Stored clusters against those that all links give at once.</summary>
internal static class ClusterChecks
{
    public static IEnumerable<CheckedPart> Run(DbConnection connection, BodyComparer comparer, VerificationOptions options, Action<string, long>? progress)
    {
        progress?.Invoke("clusters", 0);
        // Clusters that a run in progress, or an interrupted one, has still to work out again.
        HashSet<long> waiting = [.. Component.Read(connection, Component.Pending).Variants.Select(v => v.Id)];
        IReadOnlyList<PlannedCluster> plan = [.. ClusterPlan.Work(Component.Read(connection, Component.Everything), comparer.Shingles, options)
            .Where(cluster => !cluster.Members.Any(member => waiting.Contains(member.Variant)))];
        Dictionary<long, StoredVariant> variants = connection.Query<StoredVariant>(
            "SELECT id AS Id, cluster_id AS Cluster, relation AS Relation, resemblance AS Resemblance, excerpt_of AS ExcerptOf FROM variants").ToDictionary(v => v.Id);
        return [Clusters(connection, plan, variants, waiting), SameSite(connection, waiting), Redirects(connection), JudgementChecks.Run(connection)];
    }

    private static CheckedPart Clusters(DbConnection connection, IReadOnlyList<PlannedCluster> plan, Dictionary<long, StoredVariant> variants, HashSet<long> waiting)
    {
        var part = new PartCheck("clusters, relations, representatives, origins and claimed dates against those worked out at once");
        Dictionary<long, StoredCluster> stored = connection.Query<StoredCluster>(
            """
            SELECT id AS Id, representative AS Representative, origin AS Origin, origin_reasons AS Reasons, documents AS Documents, sites AS Sites,
                   first_published AS FirstPublished, last_published AS LastPublished FROM clusters
            """).ToDictionary(c => c.Id);
        Dictionary<long, long?> idOf = plan.ToDictionary(c => c.Variant, c => variants[c.Variant].Cluster);
        foreach (PlannedCluster cluster in plan)
        {
            string name = $"cluster of '{cluster.Representative}'";
            long? id = idOf[cluster.Variant];
            if (id is null || !stored.Remove(id.Value, out StoredCluster? row))
            {
                part.Add($"{name} is not stored, or its id {id} is another's too");
                continue;
            }
            Placement? misplaced = cluster.Members.FirstOrDefault(p => variants[p.Variant] is var v
                && (v.Cluster != id || v.Relation != p.Relation.Word() || v.Resemblance != p.Resemblance || v.ExcerptOf != (p.ExcerptOf is long story ? idOf.GetValueOrDefault(story) : null)));
            part.Add(misplaced is not null ? $"{name}: variant {misplaced.Variant} stands elsewhere or as something else"
                : row.Representative != cluster.Representative ? $"{name}: cluster {id} has the representative '{row.Representative}'"
                : row.Origin != cluster.Origin.Key || row.Reasons != JsonSerializer.Serialize(cluster.Origin.Reasons) ? $"{name}: cluster {id} has the origin '{row.Origin}' and not '{cluster.Origin.Key}', or other grounds"
                : row.Documents != cluster.Documents.Count || row.Sites != cluster.Sites ? $"{name}: cluster {id} counts {row.Documents} documents on {row.Sites} sites and not {cluster.Documents.Count} on {cluster.Sites}"
                : row.FirstPublished != cluster.FirstPublished || row.LastPublished != cluster.LastPublished
                    ? $"{name}: cluster {id} claims dates from {row.FirstPublished ?? "none"} to {row.LastPublished ?? "none"} and not from {cluster.FirstPublished ?? "none"} to {cluster.LastPublished ?? "none"}"
                : null);
        }
        HashSet<long> inWork = [.. waiting.Select(v => variants[v].Cluster).OfType<long>(), .. connection.Query<long>("SELECT cluster_id FROM pending_clusters")];
        part.AddFaults(stored.Keys.Where(id => !inWork.Contains(id)).Select(id => $"cluster {id} has no member"));
        return part.Result;
    }

    private static CheckedPart SameSite(DbConnection connection, HashSet<long> waiting)
    {
        var part = new PartCheck("links that stand on one site");
        part.Cover(connection.ExecuteScalar<long>("SELECT count(*) FROM links"));
        var sites = new SiteIndex(connection.Query<(long, string?)>("SELECT variant_id, site FROM documents", buffered: false));
        part.AddFaults(connection.Query<(long A, long B, long SameSite)>("SELECT a, b, same_site FROM links", buffered: false)
            .Where(link => !waiting.Contains(link.A) && sites.ShareSite(link.A, link.B) != (link.SameSite != 0))
            .Select(link => $"link of variants {link.A} and {link.B} is marked wrongly"));
        return part.Result;
    }

    private static CheckedPart Redirects(DbConnection connection)
    {
        var part = new PartCheck("redirects of merged clusters");
        part.Cover(connection.ExecuteScalar<long>("SELECT count(*) FROM redirects"));
        part.AddFaults(connection.Query<long>("SELECT cluster_id FROM redirects WHERE cluster_id IN (SELECT id FROM clusters)").Select(id => $"cluster {id} is live and redirects to another"));
        part.AddFaults(connection.Query<long>("SELECT cluster_id FROM redirects WHERE heir_id IN (SELECT cluster_id FROM redirects)").Select(id => $"cluster {id} redirects to one that redirects"));
        part.AddFaults(connection.Query<long>("SELECT cluster_id FROM redirects WHERE heir_id NOT IN (SELECT id FROM clusters) AND heir_id NOT IN (SELECT cluster_id FROM cluster_events)").Select(id => $"cluster {id} redirects to one that never was"));
        return part.Result;
    }

    private sealed class StoredVariant
    {
        public long Id { get; init; }

        public long? Cluster { get; init; }

        public string? Relation { get; init; }

        public double? Resemblance { get; init; }

        public long? ExcerptOf { get; init; }
    }

    private sealed class StoredCluster
    {
        public long Id { get; init; }

        public required string Representative { get; init; }

        public required string Origin { get; init; }

        public required string Reasons { get; init; }

        public long Documents { get; init; }

        public long Sites { get; init; }

        public string? FirstPublished { get; init; }

        public string? LastPublished { get; init; }
    }
}
