using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Search;

/// <summary>The search index of a SQLite file, attached to the connection that reads the file as <c>search</c>. It may be behind, so that what it says is held against the tables.</summary>
internal sealed class FileSearchIndex(DbConnection connection) : ISearchIndex
{
    /// <summary>A query that finds no more documents than this is answered from these; else what is listed is walked through in its order and each row asked for the words: it is met soon.</summary>
    public const int ManyDocuments = 20_000;

    /// <summary>What sorts behind every day of a month and every time of a day.</summary>
    private const string AfterDay = "~";

    /// <inheritdoc/>
    public List<SearchHit> Find(SearchRequest request, MemberConditions conditions) =>
        [.. Passing(request.ByRank ? Ranked(request.Query.Expression!, request.After) : Newest(request), conditions).Take(request.Most)];

    /// <inheritdoc/>
    public string? Few(SearchQuery query, string? site, MemberConditions conditions, long most)
    {
        if (query.Expression is string expression)
        {
            if (Gather(expression, most)) return "temp.found f JOIN documents d ON d.id = f.document_id";
            conditions.Add("EXISTS (SELECT 1 FROM search.text t WHERE t.rowid = d.id AND t.text MATCH @Match)", "Match", expression);
        }
        if (site is null) return null;
        (long id, long documents) = Site(site);
        if (documents > most) return null;
        conditions.Parameters.Add("SiteId", id);
        return "(SELECT id FROM search.documents WHERE site_id = @SiteId) f JOIN documents d ON d.id = f.id";
    }

    /// <summary>By how well they fit: the whole of what the words are found in is weighed, as far as it is needed it is looked at.</summary>
    private IEnumerable<SearchHit> Ranked(string expression, SearchHit? after) => Statement.Each(
        connection,
        $"""
        SELECT id, CAST(score AS TEXT), score FROM (SELECT t.rowid AS id, round(bm25(text, 4.0, 1.0, 1.0), 6) AS score FROM search.text t WHERE t.text MATCH ?1)
        {(after is null ? "" : "WHERE (score, id) > (?2, ?3)")} ORDER BY score, id
        """,
        row => new SearchHit(row.Integer(0), row.Text(1)), expression, after is null ? default(double?) : double.Parse(after.Place, CultureInfo.InvariantCulture), after?.Id);

    /// <summary>By date, of few documents by sorting them, of many by walking through the index of dates.</summary>
    private IEnumerable<SearchHit> Newest(SearchRequest request)
    {
        List<string> where = [];
        string? expression = request.Query.Expression;
        bool few = expression is not null && Gather(expression, ManyDocuments);
        string from = few ? "temp.found f CROSS JOIN search.documents s ON s.id = f.document_id" : "search.documents s";
        if (expression is not null && !few) where.Add("EXISTS (SELECT 1 FROM search.text t WHERE t.rowid = s.id AND t.text MATCH ?1)");
        if (request.Site is not null) where.Add("s.site_id = ?2");
        if (request.After is not null) where.Add("(s.published, s.id) < (?3, ?4)");
        if (request.From is not null) where.Add("s.published >= ?5");
        if (request.To is not null) where.Add("s.published < ?6");
        return Statement.Each(
            connection, $"SELECT s.id, s.published FROM {from} {(where.Count == 0 ? "" : "WHERE " + string.Join(" AND ", where))} ORDER BY s.published DESC, s.id DESC",
            row => new SearchHit(row.Integer(0), row.Text(1)),
            expression, request.Site is null ? default(long?) : Site(request.Site).Id, request.After?.Place, request.After?.Id, request.From, request.To + AfterDay);
    }

    /// <summary>Those that are shown, and are as asked in the tables.</summary>
    private IEnumerable<SearchHit> Passing(IEnumerable<SearchHit> candidates, MemberConditions conditions)
    {
        using DbCommand passes = connection.CreateCommand();
        passes.CommandText = $"SELECT 1 {ShownDocuments.Tables} WHERE d.id = @Candidate AND {conditions.Sql}";
        foreach (string name in conditions.Parameters.ParameterNames) Add(name, conditions.Parameters.Get<object?>(name));
        DbParameter id = Add("Candidate", 0L);
        foreach (SearchHit candidate in candidates)
        {
            id.Value = candidate.Id;
            if (passes.ExecuteScalar() is not null) yield return candidate;
        }

        DbParameter Add(string name, object? value)
        {
            DbParameter parameter = passes.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value ?? DBNull.Value);
            passes.Parameters.Add(parameter);
            return parameter;
        }
    }

    /// <summary>Gathers the documents that hold the words in the temporary table <c>found</c>, where they are few.</summary>
    /// <param name="expression">The words.</param>
    /// <param name="most">How many are few.</param>
    /// <returns>Whether all are in it.</returns>
    private bool Gather(string expression, long most)
    {
        connection.Execute("DELETE FROM temp.found");
        return connection.Execute(
            "INSERT INTO temp.found(document_id) SELECT t.rowid FROM search.text t WHERE t.text MATCH @expression LIMIT @most + 1", new { expression, most }) <= most;
    }

    /// <summary>The number of a site and how many documents it has; (0, 0) where it has none.</summary>
    private (long Id, long Documents) Site(string name) => connection.QueryFirstOrDefault<(long, long)>("SELECT id, documents FROM search.sites WHERE name = @name", new { name });
}
