using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Sites;

/// <summary>Counts what speaks against the dates that a site claims.</summary>
internal static class SiteConflicts
{
    /// <summary>The kinds of conflicts with the documents that have each, and the documents that have any.</summary>
    public static (IReadOnlyList<SiteCount> Kinds, long Documents) Count(Reader reader, string site)
    {
        var kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        long documents = 0;
        foreach (List<StoredDates> story in Stories(reader, site))
        {
            var own = story.Where(copy => copy.Own is 1).Select(copy => copy.Key).ToHashSet(StringComparer.Ordinal);
            foreach (IGrouping<string, DateConflict> conflicts in DateConflicts.OfStory([.. story.Select(copy => copy.ToDates())])
                .Where(conflict => own.Contains(conflict.Document)).GroupBy(conflict => conflict.Document))
            {
                documents++;
                foreach (string kind in conflicts.Select(conflict => conflict.Kind).Distinct()) kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }
        return (SiteTally.Ordered(kinds), documents);
    }

    /// <summary>The members of each cluster of the site, a cluster at a time.</summary>
    private static IEnumerable<List<StoredDates>> Stories(Reader reader, string site)
    {
        var story = new List<StoredDates>();
        foreach (StoredDates copy in reader.Connection.Query<StoredDates>(
            $"""
            WITH own(id) AS (SELECT DISTINCT v.cluster_id FROM documents d JOIN variants v ON v.id = d.variant_id WHERE {SiteCondition.Sql} AND v.relation IS NOT NULL)
            SELECT v.cluster_id AS Cluster, d.key AS Key, d.site AS Site, d.published AS Published, d.fetched AS Fetched, {SiteCondition.Sql} AS Own,
                   CASE WHEN {SiteCondition.Sql} THEN d.claims END AS Claims
            FROM own CROSS JOIN variants v ON v.cluster_id = own.id CROSS JOIN documents d ON d.variant_id = v.id WHERE v.relation IS NOT NULL ORDER BY v.cluster_id
            """, new { site }, buffered: false))
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

    private sealed class StoredDates
    {
        public long Cluster { get; init; }

        public string Key { get; init; } = "";

        public string? Site { get; init; }

        public string? Published { get; init; }

        public string? Fetched { get; init; }

        public long? Own { get; init; }

        /// <summary>Of the site's own documents alone: others are set against by the date that they go by.</summary>
        public string? Claims { get; init; }

        public CopyDates ToDates() => new(Key, Site, Published, Fetched, Claims is null ? [] : JsonSerializer.Deserialize<DateClaim[]>(Claims) ?? []);
    }
}
