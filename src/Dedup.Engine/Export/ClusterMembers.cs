using System.Data.Common;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Export;

/// <summary>Reads the documents of every cluster, one cluster at a time.</summary>
internal static class ClusterMembers
{
    // A body that waits for its cluster may have inherited one from the body before it, and has no relation yet: it is left out.
    // CROSS JOIN fixes the order of the loops, in which indexes give everything by cluster and nothing is sorted. A cluster whose
    // representative is gone would be stale; its documents are decided on all the same.
    private const string Sql =
        """
        SELECT c.id, coalesce(rv.words, 0), v.id, v.body_hash, v.words, v.relation, v.excerpt_of,
               d.id, d.key, d.url, d.site, d.agency, d.published, d.fetched
        FROM clusters c
        LEFT JOIN documents r ON r.key = c.representative
        LEFT JOIN variants rv ON rv.id = r.variant_id
        CROSS JOIN variants v ON v.cluster_id = c.id AND v.relation IS NOT NULL
        CROSS JOIN documents d ON d.variant_id = v.id
        WHERE CASE WHEN c.id IN (SELECT e.cluster_id FROM variants e WHERE e.excerpt_of IS NOT NULL AND e.cluster_id IS NOT NULL) THEN 1 ELSE 0 END = ?1
        ORDER BY c.id
        """;

    /// <summary>The clusters, streamed; only the one at hand is in memory.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="excerpts">True for the clusters of excerpts only, false for all others.</param>
    public static IEnumerable<(long Cluster, IReadOnlyList<Member> Members)> Read(DbConnection connection, bool excerpts)
    {
        long cluster = 0;
        List<Member> members = [];
        foreach ((long id, Member member) in Statement.Scan(connection, Sql, row => (row.Integer(0), ToMember(row)), excerpts))
        {
            if (id != cluster)
            {
                if (members.Count > 0) yield return (cluster, members);
                (cluster, members) = (id, []);
            }
            members.Add(member);
        }
        if (members.Count > 0) yield return (cluster, members);
    }

    private static Member ToMember(SqlRow row)
    {
        // How many documents carry the body does not bear on the order.
        var variant = new Variant(row.Integer(2), Blobs.ToHash(row.Bytes(3)), 1, (int)row.Integer(4));
        var document = new CopyRow
        {
            Id = row.Integer(7),
            Key = row.Text(8),
            VariantId = variant.Id,
            Url = row.TextOrNull(9),
            Site = row.TextOrNull(10),
            Agency = row.TextOrNull(11),
            Published = row.TextOrNull(12),
            Fetched = row.TextOrNull(13),
        };
        Relation relation = RelationWords.Parse(row.Text(5));
        return new Member(document.Id, variant.Id, row.IsNull(6) ? null : row.Integer(6), document.Site,
            document.ToCopy(variant, relation, (int)row.Integer(1)));
    }
}
