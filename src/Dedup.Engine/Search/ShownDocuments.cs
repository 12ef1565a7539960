using System.Data.Common;
using Dapper;

namespace Dedup.Engine.Search;

/// <summary>Documents of which all is worked out, from the tables.</summary>
internal static class ShownDocuments
{
    /// <summary>The documents <c>d</c> with what they are in their stories.</summary>
    public const string Tables = "FROM documents d JOIN variants v ON v.id = d.variant_id AND v.relation IS NOT NULL AND v.cluster_id IS NOT NULL";

    /// <summary>The newest of those that pass the conditions.</summary>
    /// <param name="connection">Reads the database.</param>
    /// <param name="conditions">The conditions.</param>
    /// <param name="after">The one behind which they come.</param>
    /// <param name="most">Most of them.</param>
    public static List<SearchHit> Newest(DbConnection connection, MemberConditions conditions, SearchHit? after, int most)
    {
        conditions.Parameters.Add("Published", after?.Place);
        conditions.Parameters.Add("Id", after?.Id);
        conditions.Parameters.Add("Most", most);
        return [.. connection.Query<(long, string)>(
            $"""
            SELECT d.id, coalesce(d.published, '') {Tables} WHERE {conditions.Sql} {(after is null ? "" : "AND (coalesce(d.published, ''), d.id) < (@Published, @Id)")}
            ORDER BY coalesce(d.published, '') DESC, d.id DESC LIMIT @Most
            """, conditions.Parameters).Select(row => new SearchHit(row.Item1, row.Item2))];
    }
}
