using Dapper;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Sites;

/// <summary>All sites with their figures, read in one walk over the documents: seconds where there are a million. Pages of unknown site are none's.</summary>
public sealed class SiteTable
{
    private static readonly Comparer<string> Names = Comparer<string>.Create(Compare);

    private readonly SiteRow[] _byName;
    private readonly SiteRow[] _byDocuments;

    private SiteTable(IEnumerable<SiteRow> rows)
    {
        _byName = [.. rows.OrderBy(row => row.Site, Names)];
        _byDocuments = [.. _byName.OrderByDescending(row => row.Documents)];
    }

    /// <summary>Reads them.</summary>
    public static SiteTable Read(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new SiteTable(reader.Connection.Query<SiteRow>(
            """
            SELECT min(d.site) AS Site, count(*) AS Documents, count(DISTINCT CASE WHEN c.sites > 1 THEN c.id END) AS SharedClusters, sum(CASE WHEN c.origin <> d.key THEN 1 ELSE 0 END) AS Copies,
                   min(d.published) AS FirstPublished, max(d.published) AS LastPublished, min(d.fetched) AS FirstFetched, max(d.fetched) AS LastFetched
            FROM documents d NOT INDEXED JOIN variants v ON v.id = d.variant_id JOIN clusters c ON c.id = v.cluster_id
            WHERE d.site IS NOT NULL AND v.relation IS NOT NULL
            GROUP BY d.site COLLATE NOCASE
            """, buffered: false));
    }

    /// <summary>The sites that pass the filter, in its order.</summary>
    /// <exception cref="ArgumentException">It goes on behind a site, by documents, and does not say that site's.</exception>
    public IReadOnlyList<SiteRow> List(SiteFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        bool byName = filter.Sort == SiteSort.Name;
        if (filter.AfterSite is not null && !byName && filter.AfterDocuments is null)
            throw new ArgumentException("a list by documents goes on behind a site and its documents", nameof(filter));
        return [.. (byName ? _byName : _byDocuments).Where(row => row.Documents >= filter.MinDocuments && IsBehind(row, filter, byName)).Take(filter.Limit)];
    }

    private static bool IsBehind(SiteRow row, SiteFilter filter, bool byName) =>
        filter.AfterSite is not string after
        || (byName || row.Documents == filter.AfterDocuments ? Names.Compare(row.Site, after) > 0 : row.Documents < filter.AfterDocuments);

    /// <summary>The order of <see cref="SiteCondition.Sql"/>: names that it takes for one are equal, which letters beyond ASCII tell apart.</summary>
    private static int Compare(string a, string b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (Lower(a[i]) - Lower(b[i]) is not 0 and int order) return order;
        }
        return a.Length - b.Length;
    }

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
}
