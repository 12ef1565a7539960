using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Search;

namespace Dedup.Distributed.Search;

/// <summary>The search index among the tables of a PostgreSQL database, whose planner knows how many documents hold a word.</summary>
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
        DynamicParameters parameters = conditions.Parameters;
        parameters.Add("Match", Lexemes.Query(request.Query));
        parameters.Add("Weighed", Lexemes.Query(request.Query, all: false));
        parameters.Add("Most", request.Most);
        SearchHit? after = request.After;
        var found = new List<SearchHit>();
        while (true)
        {
            parameters.Add("Score", after is null ? default(double?) : double.Parse(after.Place, CultureInfo.InvariantCulture));
            parameters.Add("Id", after?.Id);
            // Without other conditions nearly all that are best are shown: those that are not are few, and the rows of the others need not be looked at.
            List<(long Id, double Score, bool Passes)> best = [.. connection.Query<(long, double, bool)>(
                $"""
                SELECT f.id, f.score, EXISTS (SELECT 1 {ShownDocuments.Tables} WHERE d.id = f.id AND {conditions.Sql})
                FROM (
                    SELECT r.id, r.score FROM (
                        SELECT document_id AS id, CAST(round(CAST(-ts_rank({Weights}, words, CAST(@Weighed AS tsquery), 1) AS numeric), 6) AS double precision) AS score
                        FROM search_text WHERE {Holds} OFFSET 0) r
                    WHERE {(after is null ? "true" : "(r.score, r.id) > (@Score, @Id)")} {(conditions.IsEmpty ? "" : $"AND EXISTS (SELECT 1 {ShownDocuments.Tables} WHERE d.id = r.id AND {conditions.Sql})")}
                    ORDER BY r.score, r.id LIMIT @Most) f
                ORDER BY f.score, f.id
                """, parameters)];
            foreach ((long id, double score, bool passes) in best)
            {
                after = new SearchHit(id, score.ToString("R", CultureInfo.InvariantCulture));
                if (passes && found.Count < request.Most) found.Add(after);
            }
            if (found.Count == request.Most || best.Count < request.Most) return found;
        }
    }
}
