using System.Text.Json;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Sites;

/// <summary>Counts what speaks against the dates that a site claims.</summary>
internal static class SiteConflicts
{
    /// <summary>The kinds of conflicts with the documents that have each, and the documents that have any.</summary>
    public static (IReadOnlyList<SiteCount> Kinds, long Documents) Count(Reader reader, string site)
    {
        var kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        long documents = 0;
        foreach (List<Member> story in Stories(reader, site))
        {
            foreach (IGrouping<string, DateConflict> conflicts in DateConflicts.Of([.. story.Where(copy => copy.IsOwn).Select(copy => copy.Dates)], [.. story.Select(copy => copy.Dates)])
                .GroupBy(conflict => conflict.Document))
            {
                documents++;
                foreach (string kind in conflicts.Select(conflict => conflict.Kind).Distinct()) kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }
        return (SiteTally.Ordered(kinds), documents);
    }

    /// <summary>The members of each cluster of the site, a cluster at a time: of a large site nearly all that is stored.</summary>
    /// <remarks>Claims are read of the site's own alone: others are set against by the date that they go by.</remarks>
    private static IEnumerable<List<Member>> Stories(Reader reader, string site)
    {
        var story = new List<Member>();
        foreach (Member copy in Statement.Each(reader.Connection,
            """
            WITH own(id) AS (SELECT DISTINCT v.cluster_id FROM documents d JOIN variants v ON v.id = d.variant_id WHERE d.site = ?1 COLLATE NOCASE AND v.relation IS NOT NULL)
            SELECT v.cluster_id, d.key, d.site, d.published, d.fetched, d.site = ?1 COLLATE NOCASE, CASE WHEN d.site = ?1 COLLATE NOCASE THEN d.claims END
            FROM own CROSS JOIN variants v ON v.cluster_id = own.id CROSS JOIN documents d ON d.variant_id = v.id WHERE v.relation IS NOT NULL ORDER BY v.cluster_id
            """, Read, site))
        {
            if (story.Count > 0 && story[0].Cluster != copy.Cluster)
            {
                yield return story;
                story = [];
            }
            story.Add(copy);
        }
        if (story.Count > 0) yield return story;
    }

    private static Member Read(SqlRow row) => new(row.Integer(0), !row.IsNull(5) && row.Integer(5) == 1, new CopyDates(row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4),
        row.IsNull(6) ? [] : JsonSerializer.Deserialize<DateClaim[]>(row.Bytes(6)) ?? []));

    private readonly record struct Member(long Cluster, bool IsOwn, CopyDates Dates);
}
