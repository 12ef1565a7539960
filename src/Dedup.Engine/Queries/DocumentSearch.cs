using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>Searches for documents, a page at a time.</summary>
internal sealed class DocumentSearch(DbConnection connection, string documents, (SearchIndex? Index, SearchIndexState State) search)
{
    /// <summary>What sorts behind every day of a month and every time of a day.</summary>
    private const string AfterDay = "~";

    private const string Shown = "FROM documents d JOIN variants v ON v.id = d.variant_id AND v.relation IS NOT NULL AND v.cluster_id IS NOT NULL";

    /// <summary>A page behind a cursor.</summary>
    /// <exception cref="CursorException">It is of another list.</exception>
    public DocumentPage Read(DocumentFilter filter, string? cursor)
    {
        SearchQuery query = SearchQuery.Parse(filter.Query);
        DocumentOrder order = search.Index is not null && !query.IsEmpty ? filter.Order : DocumentOrder.Newest;
        object question = filter with { Limit = 0, Order = order };
        IReadOnlyList<string>? place = cursor is null ? null : Cursor.PlaceInList(cursor, question, 2);
        var conditions = new MemberConditions(new DynamicParameters(), filter.Site, filter.Agency, filter.From, filter.To);
        List<Candidate> found = search.Index is not SearchIndex index ? FromTables(query, conditions, place, filter.Limit + 1)
            : [.. Passing(order == DocumentOrder.Rank ? Ranked(query.Expression!, place) : Newest(index, query.Expression, filter, place), conditions).Take(filter.Limit + 1)];
        bool more = found.Count > filter.Limit && filter.Limit > 0;
        if (found.Count > filter.Limit) found.RemoveRange(filter.Limit, found.Count - filter.Limit);
        return new DocumentPage(Rows(found), more ? Cursor.OfList(question, [found[^1].Place, Text(found[^1].Id)]) : null, order, search.State);
    }

    /// <summary>By how well they fit: the whole of what the words are found in is weighed, as far as it is needed it is looked at.</summary>
    private IEnumerable<Candidate> Ranked(string expression, IReadOnlyList<string>? place) => Statement.Each(
        connection,
        $"""
        SELECT id, CAST(score AS TEXT), score FROM (SELECT t.rowid AS id, round(bm25(text, 4.0, 1.0, 1.0), 6) AS score FROM search.text t WHERE t.text MATCH ?1)
        {(place is null ? "" : "WHERE (score, id) > (?2, ?3)")} ORDER BY score, id
        """,
        row => new Candidate(row.Integer(0), row.Text(1)), expression, place is null ? default(double?) : Score(place[0]), place is null ? default(long?) : Id(place[1]));

    /// <summary>By date, of few documents by sorting them, of many by walking through the index of dates.</summary>
    private IEnumerable<Candidate> Newest(SearchIndex index, string? expression, DocumentFilter filter, IReadOnlyList<string>? place)
    {
        List<string> where = [];
        bool few = expression is not null && index.Gather(expression, SearchIndex.Few);
        string from = few ? "temp.found f CROSS JOIN search.documents s ON s.id = f.document_id" : "search.documents s";
        if (expression is not null && !few) where.Add("EXISTS (SELECT 1 FROM search.text t WHERE t.rowid = s.id AND t.text MATCH ?1)");
        if (filter.Site is not null) where.Add("s.site_id = ?2");
        if (place is not null) where.Add("(s.published, s.id) < (?3, ?4)");
        if (filter.From is not null) where.Add("s.published >= ?5");
        if (filter.To is not null) where.Add("s.published < ?6");
        return Statement.Each(
            connection, $"SELECT s.id, s.published FROM {from} {(where.Count == 0 ? "" : "WHERE " + string.Join(" AND ", where))} ORDER BY s.published DESC, s.id DESC",
            row => new Candidate(row.Integer(0), row.Text(1)),
            expression, filter.Site is null ? default(long?) : index.Site(filter.Site).Id, place?[0], place is null ? default(long?) : Id(place[1]), filter.From, filter.To + AfterDay);
    }

    /// <summary>Without an index: what titles tell, by date.</summary>
    private List<Candidate> FromTables(SearchQuery query, MemberConditions conditions, IReadOnlyList<string>? place, int most)
    {
        if (!query.IsEmpty) conditions.Titles(query);
        conditions.Parameters.Add("Published", place?[0]);
        conditions.Parameters.Add("Id", place is null ? null : Id(place[1]));
        conditions.Parameters.Add("Most", most);
        return [.. connection.Query<(long, string)>(
            $"""
            SELECT d.id, coalesce(d.published, '') {Shown} WHERE {conditions.Sql} {(place is null ? "" : "AND (coalesce(d.published, ''), d.id) < (@Published, @Id)")}
            ORDER BY coalesce(d.published, '') DESC, d.id DESC LIMIT @Most
            """, conditions.Parameters).Select(row => new Candidate(row.Item1, row.Item2))];
    }

    /// <summary>Those that are shown, and are as asked in the tables: the index may be behind.</summary>
    private IEnumerable<Candidate> Passing(IEnumerable<Candidate> candidates, MemberConditions conditions)
    {
        using DbCommand passes = connection.CreateCommand();
        passes.CommandText = $"SELECT 1 {Shown} WHERE d.id = @Candidate AND {conditions.Sql}";
        foreach (string name in conditions.Parameters.ParameterNames) Add(name, conditions.Parameters.Get<object?>(name));
        DbParameter id = Add("Candidate", 0L);
        foreach (Candidate candidate in candidates)
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

    private List<SearchedDocument> Rows(List<Candidate> found)
    {
        string ids = JsonSerializer.Serialize(found.Select(c => c.Id));
        Dictionary<string, DocumentRow> rows = connection.Query<DocumentRow>($"{documents} WHERE d.id IN (SELECT value FROM json_each(@ids))", new { ids }).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var leads = Statement.Each(
            connection, $"SELECT d.id, d.key, {StoredBody.Columns} FROM json_each(?1) j JOIN documents d ON d.id = j.value JOIN pages p ON p.document_id = d.id",
            row => (Id: row.Integer(0), Key: row.Text(1), Lead: Lead.Of(StoredBody.Read(row, 2).Text())), ids).ToDictionary(row => row.Id);
        return [.. found.Where(c => leads.ContainsKey(c.Id)).Select(c => new SearchedDocument(rows[leads[c.Id].Key], leads[c.Id].Lead))];
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static long Id(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id) ? id : throw Cursor.NotGiven();

    private static double Score(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) ? score : throw Cursor.NotGiven();

    /// <summary>A document that may be listed.</summary>
    /// <param name="Id">The document.</param>
    /// <param name="Place">What it is ordered by, as text.</param>
    private sealed record Candidate(long Id, string Place);
}
