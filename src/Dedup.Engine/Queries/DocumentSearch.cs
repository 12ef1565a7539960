using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>Searches for documents, a page at a time.</summary>
internal sealed class DocumentSearch(DbConnection connection, string documents, (ISearchIndex? Index, SearchIndexState State) search)
{
    /// <summary>A page behind a cursor.</summary>
    /// <exception cref="CursorException">It is of another list.</exception>
    public DocumentPage Read(DocumentFilter filter, string? cursor)
    {
        SearchQuery query = SearchQuery.Parse(filter.Query);
        DocumentOrder order = search.Index is not null && !query.IsEmpty ? filter.Order : DocumentOrder.Newest;
        object question = filter with { Limit = 0, Order = order };
        IReadOnlyList<string>? place = cursor is null ? null : Cursor.PlaceInList(cursor, question, 2);
        var conditions = new MemberConditions(new DynamicParameters(), filter.Site, filter.Agency, filter.From, filter.To);
        SearchHit? after = place is null ? null : new SearchHit(Id(place[1]), order == DocumentOrder.Rank ? Score(place[0]) : place[0]);
        if (search.Index is null && !query.IsEmpty) conditions.Titles(query);
        List<SearchHit> found = search.Index is ISearchIndex index
            ? index.Find(new SearchRequest(query, order == DocumentOrder.Rank, filter.Site, filter.From, filter.To, after, filter.Limit + 1), conditions)
            : ShownDocuments.Newest(connection, conditions, after, filter.Limit + 1);
        bool more = found.Count > filter.Limit && filter.Limit > 0;
        if (found.Count > filter.Limit) found.RemoveRange(filter.Limit, found.Count - filter.Limit);
        return new DocumentPage(Rows(found), more ? Cursor.OfList(question, [found[^1].Place, Text(found[^1].Id)]) : null, order, search.State);
    }

    private List<SearchedDocument> Rows(List<SearchHit> found)
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

    private static string Score(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : throw Cursor.NotGiven();
}
