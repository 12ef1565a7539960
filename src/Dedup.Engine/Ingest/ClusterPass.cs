using System.Text.Json;
using Dapper;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Ingest;

/// <summary>
/// Works out the clusters of everything that is connected with a pending variant, in one transaction: the same result as
/// clustering the whole database, because links never leave a component.
/// </summary>
internal sealed class ClusterPass(SqliteConnection connection, VariantStore variants, BodyComparer comparer, VerificationOptions options)
{
    public void Run(long run)
    {
        using var transaction = new WriteTransaction(connection);
        IReadOnlyList<Variant> component = variants.PendingComponents();
        var clusterer = new StoryClusterer(options,
            (a, b) => comparer.Shingles(a).CountShared(comparer.Shingles(b)), id => comparer.Shingles(id).Count);
        IReadOnlyList<Placement> placements = clusterer.Cluster(component, variants.ComponentLinks());
        MarkSameSite();

        List<DocumentRow> documents = [.. connection.Query<DocumentRow>(
            """
            SELECT d.key AS Key, d.variant_id AS VariantId, d.url AS Url, d.site AS Site, d.agency AS Agency, d.published AS Published, d.fetched AS Fetched
            FROM component c JOIN documents d ON d.variant_id = c.variant_id
            """)];
        Dictionary<long, long> ids = AssignIds(placements, documents, run);
        WriteClusters(placements, documents, component.ToDictionary(v => v.Id), ids);
        connection.Execute("DELETE FROM pending");
        transaction.Commit();
    }

    /// <summary>A link is marked where some site shows both of its bodies.</summary>
    private void MarkSameSite() => connection.Execute(
        """
        UPDATE links SET same_site = EXISTS (
            SELECT 1 FROM documents x JOIN documents y ON y.site = x.site AND y.variant_id = links.b WHERE x.variant_id = links.a)
        WHERE a IN (SELECT variant_id FROM component)
        """);

    /// <summary>
    /// A cluster keeps the id that most of its documents had (ties: the smallest). An id that no cluster keeps redirects to
    /// the heir that took most of its documents.
    /// </summary>
    private Dictionary<long, long> AssignIds(
        IReadOnlyList<Placement> placements, List<DocumentRow> documents, long run)
    {
        Dictionary<long, long?> before = connection.Query<(long Id, long? Cluster)>(
            "SELECT v.id, v.cluster_id FROM component c JOIN variants v ON v.id = c.variant_id")
            .ToDictionary(row => row.Id, row => row.Cluster);
        Dictionary<long, int> copies = documents.GroupBy(d => d.VariantId).ToDictionary(g => g.Key, g => g.Count());
        var overlaps = placements
            .Where(p => before[p.Variant] is not null)
            .GroupBy(p => (Old: before[p.Variant]!.Value, New: p.Representative))
            .Select(g => (g.Key.Old, g.Key.New, Documents: g.Sum(p => copies[p.Variant])))
            .OrderByDescending(o => o.Documents).ThenBy(o => o.Old).ThenBy(o => o.New)
            .ToList();
        Dictionary<long, long> ids = [];
        HashSet<long> taken = [];
        foreach ((long old, long representative, _) in overlaps)
        {
            if (!taken.Contains(old) && ids.TryAdd(representative, old)) taken.Add(old);
        }
        using var create = new Statement(connection,
            "INSERT INTO clusters(representative, origin, origin_reasons, documents, sites) VALUES ('', '', '[]', 0, 0) RETURNING id", 0);
        foreach (long representative in placements.Select(p => p.Representative).Distinct().Order())
        {
            if (ids.ContainsKey(representative)) continue;
            ids[representative] = create.Scalar()!.Value;
        }
        foreach (long old in overlaps.Select(o => o.Old).Distinct().Where(old => !taken.Contains(old)))
        {
            connection.Execute(
                """
                UPDATE redirects SET heir_id = @heir WHERE heir_id = @old;
                INSERT OR REPLACE INTO redirects(cluster_id, heir_id, run_id) VALUES (@old, @heir, @run);
                """, new { old, heir = ids[overlaps.First(o => o.Old == old).New], run });
        }
        return ids;
    }

    private void WriteClusters(
        IReadOnlyList<Placement> placements, List<DocumentRow> documents, Dictionary<long, Variant> variantsById,
        Dictionary<long, long> ids)
    {
        using var place = new Statement(connection, "UPDATE variants SET cluster_id = ?2, relation = ?3, resemblance = ?4, excerpt_of = ?5 WHERE id = ?1", 5);
        using var describe = new Statement(connection,
            "UPDATE clusters SET representative = ?2, origin = ?3, origin_reasons = ?4, documents = ?5, sites = ?6 WHERE id = ?1", 6);
        foreach (Placement p in placements)
            place.Execute(p.Variant, ids[p.Representative], p.Relation.Word(), p.Resemblance, p.ExcerptOf is long story ? ids[story] : null);

        ILookup<long, DocumentRow> byVariant = documents.ToLookup(d => d.VariantId);
        foreach (IGrouping<long, Placement> cluster in placements.GroupBy(p => p.Representative))
        {
            List<(Copy Copy, long Variant, string? Site)> copies = [.. cluster.SelectMany(p => byVariant[p.Variant].Select(d =>
                (ToCopy(d, p, variantsById[p.Variant], variantsById[p.Representative]), p.Variant, d.Site)))];
            Origin origin = OriginRule.Choose([.. copies.Select(c => c.Copy)]);
            Copy representative = copies.Where(c => c.Variant == cluster.Key).Select(c => c.Copy).Aggregate((x, y) => OriginRule.Compare(x, y) <= 0 ? x : y);
            describe.Execute(ids[cluster.Key], representative.Key, origin.Key, JsonSerializer.Serialize(origin.Reasons), copies.Count,
                copies.Select(c => c.Site).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
        connection.Execute("DELETE FROM clusters WHERE NOT EXISTS (SELECT 1 FROM variants v WHERE v.cluster_id = clusters.id)");
    }

    private static Copy ToCopy(DocumentRow d, Placement p, Variant variant, Variant representative) => new(
        d.Key, variant.BodyHash, variant.Words, p.Relation != Relation.Truncated || variant.Words >= representative.Words, d.Agency,
        d.Agency is not null && AgencyCredit.IsOwnSite(d.Agency, d.Site, d.Url), d.Fetched, d.Published);

    // A class with settable properties: of an empty result SQLite knows no column types, and Dapper then finds no constructor.
    private sealed class DocumentRow
    {
        public required string Key { get; init; }

        public long VariantId { get; init; }

        public string? Url { get; init; }

        public string? Site { get; init; }

        public string? Agency { get; init; }

        public string? Published { get; init; }

        public string? Fetched { get; init; }
    }
}
