using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Search;

namespace Dedup.Engine.Queries;

/// <summary>Lists clusters, a page at a time: a page begins where the one before ended, in an index of its order.</summary>
internal sealed class ClusterList(DbConnection connection, string columns, Func<(ISearchIndex? Index, SearchIndexState State)> search)
{
    /// <summary>Order of clusters: its columns, of which all go down or all up, and the index that holds clusters of two documents and more in it.</summary>
    private sealed record Order(string Index, bool Down, params string[] Columns)
    {
        public string Sql => string.Join(", ", Columns.Select(column => $"c.{column} {(Down ? "DESC" : "ASC")}"));

        public string Behind => $"({string.Join(", ", Columns.Select(column => "c." + column))}) {(Down ? "<" : ">")} ({string.Join(", ", Columns.Select((_, i) => $"@place{i}"))})";

        /// <summary>The columns of a row, as they are compared.</summary>
        public IReadOnlyList<string> Place(ClusterRow row) => [.. Columns.Select(column => column switch
        {
            "documents" => Text(row.Documents),
            "sites" => Text(row.Sites),
            "reversed" => Text(-row.Cluster),
            "id" => Text(row.Cluster),
            "newest" => row.LastPublished ?? string.Empty,
            _ => row.FirstPublished ?? "~",
        })];

        public static object Value(string column, string text) => column is "newest" or "oldest" ? text
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw Cursor.NotGiven();

        private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private static Order Of(ClusterSort sort) => sort switch
    {
        ClusterSort.Size => new("clusters_by_size", true, "documents", "sites", "reversed"),
        ClusterSort.Sites => new("clusters_by_sites", true, "sites", "documents", "reversed"),
        ClusterSort.Newest => new("clusters_by_newest", true, "newest", "reversed"),
        ClusterSort.Oldest => new("clusters_by_oldest", false, "oldest", "id"),
        _ => new(string.Empty, false, "id"),
    };

    /// <summary>A page behind a cursor.</summary>
    /// <exception cref="CursorException">It is of another list.</exception>
    public ClusterPage Read(ClusterFilter filter, string? cursor)
    {
        Order order = Of(filter.Sort);
        object question = filter with { Limit = 0 };
        var parameters = new DynamicParameters(new { filter.MinDocuments, filter.MaxDocuments, filter.MinSites, filter.From, filter.To, Most = (long)filter.Limit + 1 });
        List<string> where = ["+c.documents >= @MinDocuments", "+c.sites >= @MinSites"];
        if (filter.MaxDocuments is not null) where.Add("+c.documents <= @MaxDocuments");
        // Cheaper than to look at the members, and true of every cluster that has the member.
        if (filter.From is not null) where.Add("c.last_published >= @From");
        if (filter.To is not null) where.Add("substr(c.first_published, 1, length(@To)) <= @To");
        SearchQuery query = SearchQuery.Parse(filter.Query);
        (ISearchIndex? index, SearchIndexState? state) = !query.IsEmpty || filter.Site is not null ? search() : (null, null);
        var member = new MemberConditions(parameters, filter.Site, filter.Agency, filter.From, filter.To);
        foreach (string word in filter.Words) member.Title(word);
        bool isWalked = filter.MinDocuments >= 2 && order.Index.Length > 0;
        if (index is null && !query.IsEmpty) member.Titles(query);
        // What no index holds in its order is sorted whole, so that nothing is met soon.
        string? few = index?.Few(query, filter.Site, member, isWalked ? FileSearchIndex.ManyDocuments : long.MaxValue - 1);
        if (few is not null) where.Add($"c.id IN (SELECT v.cluster_id FROM {few} JOIN variants v ON v.id = d.variant_id WHERE {member.Sql})");
        else if (!member.IsEmpty) where.Add($"EXISTS (SELECT 1 FROM variants m JOIN documents d ON d.variant_id = m.id WHERE m.cluster_id = c.id AND {member.Sql})");
        // Spelled out, or SQLite does not know that the index of these holds all that is asked for.
        bool partial = few is null && isWalked;
        if (partial) where.Add("c.documents >= 2");
        if (cursor is not null)
        {
            IReadOnlyList<string> place = Cursor.PlaceInList(cursor, question, order.Columns.Length);
            for (int i = 0; i < place.Count; i++) parameters.Add($"place{i}", Order.Value(order.Columns[i], place[i]));
            where.Add(order.Behind);
        }
        List<ClusterRow> rows = [.. connection.Query<ClusterRow>(
            $"{columns}{(partial ? $" INDEXED BY {order.Index}" : "")} WHERE {string.Join(" AND ", where)} ORDER BY {order.Sql} LIMIT @Most", parameters)];
        if (rows.Count <= filter.Limit) return new ClusterPage(rows, null, state);
        rows.RemoveAt(rows.Count - 1);
        return new ClusterPage(rows, rows.Count == 0 ? null : Cursor.OfList(question, order.Place(rows[^1])), state);
    }
}
