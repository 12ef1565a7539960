using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;
using Dedup.Engine.Storage;
using Microsoft.Data.Sqlite;

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
        WHERE (c.id IN (SELECT e.cluster_id FROM variants e WHERE e.excerpt_of IS NOT NULL AND e.cluster_id IS NOT NULL)) = ?1
        ORDER BY c.id
        """;

    /// <summary>The clusters, streamed; only the one at hand is in memory.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="excerpts">True for the clusters of excerpts only, false for all others.</param>
    public static IEnumerable<(long Cluster, IReadOnlyList<Member> Members)> Read(SqliteConnection connection, bool excerpts)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("?1", excerpts ? 1 : 0);
        using SqliteDataReader row = command.ExecuteReader();
        long cluster = 0;
        List<Member> members = [];
        while (row.Read())
        {
            if (row.GetInt64(0) != cluster)
            {
                if (members.Count > 0) yield return (cluster, members);
                cluster = row.GetInt64(0);
                members = [];
            }
            members.Add(ToMember(row));
        }
        if (members.Count > 0) yield return (cluster, members);
    }

    private static Member ToMember(SqliteDataReader row)
    {
        // How many documents carry the body does not bear on the order.
        var variant = new Variant(row.GetInt64(2), Blobs.ToHash((byte[])row[3]), 1, row.GetInt32(4));
        var document = new CopyRow
        {
            Id = row.GetInt64(7),
            Key = row.GetString(8),
            VariantId = variant.Id,
            Url = Text(row, 9),
            Site = Text(row, 10),
            Agency = Text(row, 11),
            Published = Text(row, 12),
            Fetched = Text(row, 13),
        };
        Relation relation = RelationWords.Parse(row.GetString(5));
        return new Member(document.Id, variant.Id, row.IsDBNull(6) ? null : row.GetInt64(6), document.Site,
            document.ToCopy(variant, relation, row.GetInt32(1)));
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
