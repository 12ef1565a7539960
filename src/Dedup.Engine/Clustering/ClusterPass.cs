using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Clustering;

/// <summary>
/// Works out the clusters of everything that is connected with a pending variant: the same result as clustering the whole
/// database, because links never leave a component. Each part of the work is whole by itself: what is written of it stands in the caller's transaction.
/// </summary>
internal sealed class ClusterPass(DbConnection connection, BodyComparer comparer, DedupOptions options)
{
    /// <summary>Runs where anything waits.</summary>
    /// <param name="run">The run that history names.</param>
    /// <param name="former">The cluster that each document was in, where its variant does not tell.</param>
    /// <param name="beside">Works out clusters while those before are written; null where something is not committed that it must know of.</param>
    /// <param name="between">Called between two parts with the variants that are done: what is written may be committed.</param>
    public void Run(long run, IReadOnlyDictionary<long, long>? former = null, WriterBeside? beside = null, Action<int>? between = null)
    {
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM pending_clusters)") == 0) return;
        using var history = new ClusterHistory(connection, run);
        using Statement done = Statement.Prepare(connection, "DELETE FROM pending WHERE variant_id IN (SELECT value FROM json_each(?1))");
        int all = 0;
        foreach ((Component component, List<(long A, long B, bool Shares)> marks, IReadOnlyList<PlannedCluster> plan, List<Overlap> overlaps) in beside is null ? Plans(connection, comparer, former) : Ahead.Of(Plans(beside.Connection, beside.Comparer, former), most: 2))
        {
            if (all > 0) between?.Invoke(all);
            all += component.Variants.Count;
            MarkSameSite(marks);
            Dictionary<long, long> ids = AssignIds(plan, overlaps, history);
            Place(plan, ids);
            Retire(overlaps, ids, history, run);
            done.Execute(JsonSerializer.Serialize(component.Variants.Select(variant => variant.Id)));
        }
        RemoveEmptied(history, run);
        connection.Execute("DELETE FROM pending; DELETE FROM pending_clusters;");
    }

    /// <summary>What comes of each part of what waits, worked out and not written.</summary>
    private IEnumerable<(Component Component, List<(long A, long B, bool Shares)> Marks, IReadOnlyList<PlannedCluster> Plan, List<Overlap> Overlaps)> Plans(DbConnection reading, BodyComparer bodies, IReadOnlyDictionary<long, long>? former)
    {
        foreach (Component component in ComponentParts.Pending(reading, former, options.BodiesTogether))
        {
            IReadOnlyList<PlannedCluster> plan = ClusterPlan.Work(component, bodies.Shingles, options.Verification);
            yield return (component, SiteMarks(component), plan, ClusterIds.Overlaps(plan, former ?? Component.FormerClusters(reading)));
        }
    }

    /// <summary>A link is marked where some site shows both of its bodies: those whose mark is another than it was.</summary>
    private static List<(long A, long B, bool Shares)> SiteMarks(Component component)
    {
        var sites = new SiteIndex(component.Documents.Select(document => (document.VariantId, document.Site)));
        return [.. component.Links.Select(link => (link.A, link.B, Shares: sites.ShareSite(link.A, link.B))).Where(mark => mark.Shares != component.SameSite.Contains((mark.A, mark.B)))];
    }

    private void MarkSameSite(List<(long A, long B, bool Shares)> marks)
    {
        using Statement mark = Statement.Prepare(connection, "UPDATE links SET same_site = ?3 WHERE a = ?1 AND b = ?2");
        foreach ((long a, long b, bool shares) in marks) mark.Execute(a, b, shares);
    }

    /// <summary>A cluster that has a former id keeps it and is described anew; others are made.</summary>
    /// <returns>Ids by representative variant.</returns>
    private Dictionary<long, long> AssignIds(IReadOnlyList<PlannedCluster> plan, List<Overlap> overlaps, ClusterHistory history)
    {
        Dictionary<long, long> ids = ClusterIds.Keep(overlaps);
        const string Columns = "representative, origin, origin_reasons, documents, sites, first_published, last_published";
        using Statement create = Statement.Prepare(connection, $"INSERT INTO clusters({Columns}, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        using Statement read = Statement.Prepare(connection, "SELECT documents, representative FROM clusters WHERE id = ?1");
        using Statement describe = Statement.Prepare(connection, $"UPDATE clusters SET ({Columns}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7) WHERE id = ?8");
        foreach (PlannedCluster cluster in plan)
        {
            SqlValue[] values =
            [
                cluster.Representative, cluster.Origin.Key, JsonSerializer.Serialize(cluster.Origin.Reasons), cluster.Documents.Count, cluster.Sites,
                cluster.FirstPublished, cluster.LastPublished,
            ];
            if (ids.TryGetValue(cluster.Variant, out long kept))
            {
                (long documents, string representative) = read.First(row => Tuple.Create(row.Integer(0), row.Text(1)), kept)!.ToValueTuple();
                history.Described(kept, documents, representative, cluster);
                describe.Execute([.. values, kept]);
                continue;
            }
            long id = ids[cluster.Variant] = ((IStoreConnection)connection).NextId("clusters");
            create.Execute([.. values, id]);
            history.Created(id, cluster);
        }
        return ids;
    }

    private void Place(IReadOnlyList<PlannedCluster> plan, Dictionary<long, long> ids)
    {
        using Statement place = Statement.Prepare(connection, "UPDATE variants SET cluster_id = ?2, relation = ?3, resemblance = ?4, excerpt_of = ?5 WHERE id = ?1");
        using var notes = new ChangeNotes(connection);
        foreach ((PlannedCluster cluster, Placement p) in plan.SelectMany(cluster => cluster.Members.Select(member => (cluster, member))))
        {
            (long id, string relation, long? excerptOf) = (ids[cluster.Variant], p.Relation.Word(), p.ExcerptOf is long story ? ids[story] : default(long?));
            notes.Placed(p.Variant, id, relation, excerptOf);
            place.Execute(p.Variant, id, relation, p.Resemblance, excerptOf);
        }
    }

    /// <summary>An id that no cluster keeps redirects to the heir that took most of its documents.</summary>
    private void Retire(List<Overlap> overlaps, Dictionary<long, long> ids, ClusterHistory history, long run)
    {
        HashSet<long> kept = [.. ids.Values];
        foreach (IGrouping<long, Overlap> old in overlaps.GroupBy(o => o.Former).OrderBy(g => g.Key))
        {
            foreach (Overlap part in old.Where(o => ids[o.Variant] != o.Former))
                history.Moved(old.Key, ids[part.Variant], part.Documents, survives: kept.Contains(old.Key), isHeir: part == old.First());
            if (kept.Contains(old.Key)) continue;
            Redirect(old.Key, ids[old.First().Variant], run);
        }
    }

    /// <summary>An id whose documents all carry other bodies redirects to the cluster of one that tells on their story; where there is none, it vanishes.</summary>
    private void RemoveEmptied(ClusterHistory history, long run)
    {
        foreach ((long emptied, long documents, long? heir) in connection.Query<(long, long, long?)>(
            """
            SELECT c.id, c.documents, h.cluster_id FROM pending_clusters p CROSS JOIN clusters c ON c.id = p.cluster_id LEFT JOIN variants h ON h.id = p.heir
            WHERE NOT EXISTS (SELECT 1 FROM variants v WHERE v.cluster_id = c.id) ORDER BY p.cluster_id
            """).ToList())
        {
            if (heir is long cluster)
            {
                history.Moved(emptied, cluster, (int)documents, survives: false, isHeir: true);
                Redirect(emptied, cluster, run);
            }
            else
            {
                history.Vanished(emptied);
                connection.Execute("DELETE FROM clusters WHERE id = @emptied", new { emptied });
            }
        }
    }

    private void Redirect(long old, long heir, long run) => connection.Execute(
        """
        UPDATE redirects SET heir_id = @heir WHERE heir_id = @old;
        INSERT INTO redirects(cluster_id, heir_id, run_id) VALUES (@old, @heir, @run) ON CONFLICT(cluster_id) DO UPDATE SET heir_id = @heir, run_id = @run;
        DELETE FROM clusters WHERE id = @old;
        """, new { old, heir, run });
}
