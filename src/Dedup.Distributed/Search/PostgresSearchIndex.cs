using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Search;

namespace Dedup.Distributed.Search;

/// <summary>The search index among the tables of a PostgreSQL database: its planner knows how many documents hold a word, and asks the rows as they stand.</summary>
internal sealed class PostgresSearchIndex(DbConnection connection) : ISearchIndex
{
    /// <summary>Weights of D, C, B and A: a word of a title counts four times one of a body.</summary>
    private const string Weights = "'{0, .25, .25, 1}'";

    private const string Holds = "words @@ CAST(@Match AS tsquery)";

    /// <inheritdoc/>
    public List<SearchHit> Find(SearchRequest request, MemberConditions conditions)
    {
        if (request.ByRank) return Ranked(request, conditions);
        if (Lexemes.Query(request.Query) is string expression) conditions.Add($"EXISTS (SELECT 1 FROM search_text t WHERE t.document_id = d.id AND t.{Holds})", "Match", expression);
        return ShownDocuments.Newest(connection, conditions, request.After, request.Most);
    }

    /// <inheritdoc/>
    public string? Few(SearchQuery query, string? site, MemberConditions conditions, long most)
    {
        if (Lexemes.Query(query) is not string expression) return null;
        conditions.Parameters.Add("Match", expression);
        return $"(SELECT document_id FROM search_text WHERE {Holds}) f JOIN documents d ON d.id = f.document_id";
    }

    /// <summary>By how often the words occur and how near to one another, against the length of all (ts_rank with 1; PostgreSQL's manual, 12.3.3).</summary>
    private List<SearchHit> Ranked(SearchRequest request, MemberConditions conditions)
    {
        conditions.Parameters.Add("Match", Lexemes.Query(request.Query));
        conditions.Parameters.Add("Weighed", Lexemes.Query(request.Query, all: false));
        conditions.Parameters.Add("Score", request.After is null ? default(double?) : double.Parse(request.After.Place, CultureInfo.InvariantCulture));
        conditions.Parameters.Add("Id", request.After?.Id);
        conditions.Parameters.Add("Most", request.Most);
        return [.. connection.Query<(long, double)>(
            $"""
            SELECT f.id, f.score FROM (
                SELECT document_id AS id, CAST(round(CAST(-ts_rank({Weights}, words, CAST(@Weighed AS tsquery), 1) AS numeric), 6) AS double precision) AS score
                FROM search_text WHERE {Holds}) f
            WHERE {(request.After is null ? "true" : "(f.score, f.id) > (@Score, @Id)")} AND EXISTS (SELECT 1 {ShownDocuments.Tables} WHERE d.id = f.id AND {conditions.Sql})
            ORDER BY f.score, f.id LIMIT @Most
            """, conditions.Parameters).Select(row => new SearchHit(row.Item1, row.Item2.ToString("R", CultureInfo.InvariantCulture)))];
    }
}
