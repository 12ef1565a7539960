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
/// database, because links never leave a component. The caller's transaction makes it all or nothing.
/// </summary>
internal sealed class ClusterPass(DbConnection connection, BodyComparer comparer, VerificationOptions options)
{
    /// <summary>Runs where anything waits.</summary>
    /// <param name="run">The run that history names.</param>
    /// <param name="former">The cluster that each document was in, where its variant does not tell.</param>
    public void Run(long run, IReadOnlyDictionary<long, long>? former = null)
    {
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM pending_clusters)") == 0) return;
        using var history = new ClusterHistory(connection, run);
        foreach (Component component in ComponentParts.Pending(connection, former))
        {
            IReadOnlyList<PlannedCluster> plan = ClusterPlan.Work(component, comparer.Shingles, options);
            MarkSameSite(component);
            List<Overlap> overlaps = ClusterIds.Overlaps(plan, former ?? Component.FormerClusters(connection));
            var created = new HashSet<long>();
            Dictionary<long, long> ids = AssignIds(plan, overlaps, created);
            Write(plan, ids, created, history);
            Retire(overlaps, ids, history, run);
        }
        RemoveEmptied(history, run);
        connection.Execute("DELETE FROM pending; DELETE FROM pending_clusters;");
    }

    /// <summary>A link is marked where some site shows both of its bodies.</summary>
    private void MarkSameSite(Component component)
    {
        var sites = new SiteIndex(component.Documents.Select(document => (document.VariantId, document.Site)));
        using Statement mark = Statement.Prepare(connection, "UPDATE links SET same_site = ?3 WHERE a = ?1 AND b = ?2");
        foreach (Link link in component.Links)
        {
            bool shares = sites.ShareSite(link.A, link.B);
            if (shares != component.SameSite.Contains((link.A, link.B))) mark.Execute(link.A, link.B, shares);
        }
    }

    /// <summary>A cluster without a former id gets a new one, and is among those that are created.</summary>
    /// <returns>Ids by representative variant.</returns>
    private Dictionary<long, long> AssignIds(IReadOnlyList<PlannedCluster> plan, List<Overlap> overlaps, HashSet<long> created)
    {
        Dictionary<long, long> ids = ClusterIds.Keep(overlaps);
        const string Columns = "representative, origin, origin_reasons, documents, sites", Empty = "'', '', '[]', 0, 0";
        using Statement create = Statement.Prepare(connection, $"INSERT INTO clusters({Columns}) VALUES ({Empty}) RETURNING id");
        using Statement createAs = Statement.Prepare(connection, $"INSERT INTO clusters({Columns}, id) VALUES ({Empty}, ?1)");
        foreach (PlannedCluster cluster in plan)
        {
            if (ids.ContainsKey(cluster.Variant)) continue;
            long? given = ((IStoreConnection)connection).NextId("clusters");
            if (given is not null) createAs.Execute(given);
            ids[cluster.Variant] = given ?? create.Scalar()!.Value;
            created.Add(ids[cluster.Variant]);
        }
        return ids;
    }

    private void Write(IReadOnlyList<PlannedCluster> plan, Dictionary<long, long> ids, HashSet<long> created, ClusterHistory history)
    {
        using Statement place = Statement.Prepare(connection, "UPDATE variants SET cluster_id = ?2, relation = ?3, resemblance = ?4, excerpt_of = ?5 WHERE id = ?1");
        using Statement read = Statement.Prepare(connection, "SELECT documents, representative FROM clusters WHERE id = ?1");
        using Statement describe = Statement.Prepare(connection,
            "UPDATE clusters SET representative = ?2, origin = ?3, origin_reasons = ?4, documents = ?5, sites = ?6, first_published = ?7, last_published = ?8 WHERE id = ?1");
        foreach (PlannedCluster cluster in plan)
        {
            long id = ids[cluster.Variant];
            foreach (Placement p in cluster.Members)
                place.Execute(p.Variant, id, p.Relation.Word(), p.Resemblance, p.ExcerptOf is long story ? ids[story] : default(long?));
            (long documents, string representative) = created.Contains(id) ? (0, string.Empty) : read.First(row => Tuple.Create(row.Integer(0), row.Text(1)), id)!.ToValueTuple();
            history.Described(id, documents, representative, cluster);
            describe.Execute(
                id, cluster.Representative, cluster.Origin.Key, JsonSerializer.Serialize(cluster.Origin.Reasons), cluster.Documents.Count, cluster.Sites,
                cluster.FirstPublished, cluster.LastPublished);
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
            SELECT c.id, c.documents, h.cluster_id FROM pending_clusters p JOIN clusters c ON c.id = p.cluster_id LEFT JOIN variants h ON h.id = p.heir
            WHERE NOT EXISTS (SELECT 1 FROM variants v WHERE v.cluster_id = c.id) ORDER BY c.id
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
