using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Storage;

/// <summary>Reads and writes documents and their pages.</summary>
internal sealed class DocumentStore(DbConnection connection) : IDisposable
{
    private readonly Statement _find = Statement.Prepare(connection,
        """
        SELECT id, page_hash, variant_id, place, run_id = ?2 OR EXISTS (SELECT 1 FROM unchanged u WHERE u.run_id = ?2 AND u.document_id = documents.id)
        FROM documents WHERE key = ?1
        """);

    private readonly Statement _putNew = Statement.Prepare(connection,
        """
        INSERT INTO documents(key, place, page_hash, variant_id, run_id, url, site, section, title, published, agency, dateline, byline, fetched, evidence, canonical, language, method, claims, id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        """);

    private readonly Lazy<Statement> _replace = new(() => Statement.Prepare(connection,
        """
        UPDATE documents SET place = ?2, page_hash = ?3, variant_id = ?4, run_id = ?5, url = ?6, site = ?7, section = ?8, title = ?9,
            published = ?10, agency = ?11, dateline = ?12, byline = ?13, fetched = min(coalesce(fetched, ?14), coalesce(?14, fetched)), evidence = ?15,
            canonical = ?16, language = ?17, method = ?18, claims = ?19
        WHERE key = ?1 AND id = ?20
        """));

    private readonly ChangeNotes _notes = new(connection);

    // What was asked ahead of the pages of a batch; gone as soon as it was used, or may be otherwise.
    private readonly Dictionary<string, Stored?> _ahead = new(StringComparer.Ordinal);

    private readonly Statement _putPage = Statement.Prepare(connection,
        "INSERT INTO pages(document_id, page, hints, body, lines, fetched) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(document_id) DO UPDATE SET page = ?2, hints = ?3, body = ?4, lines = ?5, fetched = ?6");

    private readonly Statement _markUnchanged = Statement.Prepare(connection, "INSERT INTO unchanged(run_id, document_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");

    private readonly Lazy<Statement> _move = new(() => Statement.Prepare(connection, "UPDATE documents SET place = ?2 WHERE id = ?1"));

    private readonly Lazy<Statement> _fetched = new(() => Statement.Prepare(connection, "SELECT fetched FROM pages WHERE document_id = ?1 AND fetched IS NOT NULL"));

    private readonly Lazy<Statement> _seenEarlier = new(() => Statement.Prepare(connection, "UPDATE documents SET fetched = ?2 WHERE id = ?1 AND fetched > ?2 RETURNING id"));

    // Written only where something differs: the row that comes back tells.
    private readonly Lazy<Statement> _rework = new(() => Statement.Prepare(connection,
        """
        UPDATE documents SET site = ?2, section = ?3, title = ?4, published = ?5, agency = ?6, dateline = ?7, byline = ?8, evidence = ?9,
            canonical = ?10, language = ?11, method = ?12, claims = ?13
        WHERE key = ?1 AND (site, section, title, published, agency, dateline, byline, evidence, canonical, language, method, claims)
            IS DISTINCT FROM (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        RETURNING id
        """));

    private readonly Lazy<Statement> _rebody = new(() => Statement.Prepare(connection,
        "UPDATE documents SET variant_id = ?2 WHERE key = ?1 AND variant_id <> ?2 RETURNING id"));

    private readonly Lazy<Statement> _reworkPage = new(() => Statement.Prepare(connection,
        "UPDATE pages SET body = ?2, lines = ?3 WHERE document_id = (SELECT id FROM documents WHERE key = ?1) AND (body <> ?2 OR lines <> ?3)"));

    private readonly Lazy<Statement> _id = new(() => Statement.Prepare(connection, "SELECT id FROM documents WHERE key = ?1"));

    private readonly Lazy<Statement> _delete = new(() => Statement.Prepare(connection, "DELETE FROM documents WHERE id = ?1"));

    public void Dispose()
    {
        _find.Dispose();
        _putNew.Dispose();
        _notes.Dispose();
        _putPage.Dispose();
        _markUnchanged.Dispose();
        foreach (Lazy<Statement> statement in new[] { _replace, _move, _fetched, _seenEarlier, _rework, _rebody, _reworkPage, _id, _delete })
        {
            if (statement.IsValueCreated) statement.Value.Dispose();
        }
    }

    /// <summary>What is known of a stored key.</summary>
    /// <param name="Id">The document.</param>
    /// <param name="PageHash">Hash of its page.</param>
    /// <param name="VariantId">Its body.</param>
    /// <param name="Place">Where the page was read.</param>
    /// <param name="SeenInRun">Whether the run has had a page of this key before.</param>
    public sealed record Stored(long Id, byte[] PageHash, long VariantId, string Place, bool SeenInRun);

    /// <summary>What is stored under a key, where anything is.</summary>
    public Stored? Find(string key, long run) => _ahead.Remove(key, out Stored? known) ? known : _find.First(ReadStored, key, run);

    /// <summary>Asks for what is stored under keys that <see cref="Find"/> will be asked for, where each question would wait for a server.</summary>
    /// <param name="pages">The keys, and the run that each is of.</param>
    public void FindAhead(IEnumerable<(string Key, long Run)> pages)
    {
        _ahead.Clear();
        if (!((IStoreConnection)connection).IsRemote) return;
        foreach (IGrouping<long, string> keys in pages.DistinctBy(page => page.Key).GroupBy(page => page.Run, page => page.Key)) FindAhead([.. keys], keys.Key);
    }

    private void FindAhead(string[] keys, long run)
    {
        foreach (string key in keys) _ahead[key] = null;
        const string Select =
            """
            SELECT d.id, d.page_hash, d.variant_id, d.place, d.run_id = ?2 OR EXISTS (SELECT 1 FROM unchanged u WHERE u.run_id = ?2 AND u.document_id = d.id), d.key
            FROM json_each(?1) j JOIN documents d ON d.key = j.atom
            """;
        foreach ((string key, Stored stored) in Statement.Each(connection, Select, row => (row.Text(5), ReadStored(row)), JsonSerializer.Serialize(keys), run)) _ahead[key] = stored;
    }

    private static Stored ReadStored(SqlRow row) => new(row.Integer(0), row.Blob(1), row.Integer(2), row.Text(3), row.Integer(4) != 0);

    /// <summary>The run was given the page as it is stored, here or elsewhere.</summary>
    public void MarkUnchanged(Stored document, string place, long run)
    {
        _markUnchanged.Execute(run, document.Id);
        if (place != document.Place) _move.Value.Execute(document.Id, place);
    }

    /// <summary>When the stored page was fetched, ISO 8601 in UTC; null where nobody knows.</summary>
    public string? Fetched(Stored document) => _fetched.Value.First(row => row.Text(0), document.Id);

    /// <summary>The run was given an earlier capture of the page than the one that is stored.</summary>
    /// <returns>Whether the document was first seen by it.</returns>
    public bool MarkEarlier(Stored document, string fetched, long run)
    {
        _markUnchanged.Execute(run, document.Id);
        return _seenEarlier.Value.Scalar(document.Id, fetched) is not null;
    }

    /// <summary>Stores a page under its key, in the place of what stood there.</summary>
    /// <param name="prepared">The page.</param>
    /// <param name="variant">Its body.</param>
    /// <param name="run">The run that it came in.</param>
    /// <param name="existing">The document that stands there, or null.</param>
    /// <returns>The document's id.</returns>
    public long Put(PreparedPage prepared, long variant, long run, long? existing)
    {
        StoredFields f = prepared.Fields;
        _ahead.Remove(prepared.Key);
        long id = existing ?? ((IStoreConnection)connection).NextId("documents");
        ReadOnlySpan<SqlValue> row =
        [
            prepared.Key, prepared.Place, Blobs.FromHash(prepared.PageHash), variant, run, prepared.Url,
            f.Site, f.Section, f.Title, f.Published, f.Agency, f.Dateline, f.Byline, prepared.Fetched, f.Evidence, f.Canonical, f.Language, f.Method, f.Claims, id,
        ];
        if (existing is not null)
        {
            _replace.Value.Execute(row);
        }
        else
        {
            _putNew.Execute(row);
            _notes.Stored(id);
        }
        _putPage.Execute(id, prepared.StoredPage, prepared.StoredHints, prepared.StoredBody, prepared.StoredLines, prepared.Fetched);
        return id;
    }

    /// <summary>Stores what was worked out again of a stored page.</summary>
    /// <returns>Whether its body, and whether any of its fields, is another now.</returns>
    public (bool Body, bool Fields) Rework(PreparedPage prepared, long variant)
    {
        bool fields = _rework.Value.Scalar(FieldsOf(prepared)) is not null;
        bool body = _rebody.Value.Scalar(prepared.Key, variant) is not null;
        _reworkPage.Value.Execute(prepared.Key, prepared.StoredBody, prepared.StoredLines);
        return (body, fields);
    }

    /// <summary>Stores what was worked out again of a page that was read with its fields.</summary>
    /// <param name="prepared">What came of it.</param>
    /// <param name="variant">Its body.</param>
    /// <param name="stored">The page as it is stored.</param>
    /// <returns>Whether its body or any of its fields is another now.</returns>
    public bool Rework(PreparedPage prepared, long variant, StoredPage stored)
    {
        bool fields = prepared.Fields != stored.Fields;
        if (fields) _rework.Value.Execute(FieldsOf(prepared));
        if (variant != stored.Variant) _rebody.Value.Execute(prepared.Key, variant);
        _reworkPage.Value.Execute(prepared.Key, prepared.StoredBody, prepared.StoredLines);
        return fields || variant != stored.Variant;
    }

    private static SqlValue[] FieldsOf(PreparedPage prepared)
    {
        StoredFields f = prepared.Fields;
        return [prepared.Key, f.Site, f.Section, f.Title, f.Published, f.Agency, f.Dateline, f.Byline, f.Evidence, f.Canonical, f.Language, f.Method, f.Claims];
    }

    /// <summary>The id of a stored document.</summary>
    public long Id(string key) => _id.Value.Scalar(key)!.Value;

    /// <summary>Gives a document another key.</summary>
    public void Rekey(long document, string key) => connection.Execute("UPDATE documents SET key = @key WHERE id = @document", new { document, key });

    /// <summary>Deletes a document with its page.</summary>
    public void Delete(long document) => _delete.Value.Execute(document);

    /// <summary>The stored pages of some documents, in order of id.</summary>
    public List<StoredPage> Pages(IEnumerable<long> ids)
    {
        const string Select =
            """
            SELECT d.key, d.place, p.page, p.hints, p.fetched, d.page_hash, d.variant_id, p.lines, p.body, v.cluster_id IS NOT NULL,
                   d.site, d.section, d.title, d.published, d.agency, d.dateline, d.byline, d.evidence, d.canonical, d.language, d.method, d.claims
            FROM json_each(?1) j JOIN documents d ON d.id = j.value JOIN pages p ON p.document_id = d.id JOIN variants v ON v.id = d.variant_id ORDER BY d.id
            """;
        return [.. Statement.Each(connection, Select,
            row => new StoredPage(row.Text(0), row.Text(1), row.Blob(2), row.Blob(3), row.TextOrNull(4), Blobs.ToHash(row.Bytes(5)), row.Integer(6), row.Blob(7), row.Blob(8), row.Integer(9) != 0, ReadFields(row, 10)),
            JsonSerializer.Serialize(ids))];
    }

    private static StoredFields ReadFields(SqlRow row, int first) => new(
        row.TextOrNull(first), row.TextOrNull(first + 1), row.TextOrNull(first + 2), row.TextOrNull(first + 3), row.TextOrNull(first + 4), row.TextOrNull(first + 5), row.TextOrNull(first + 6),
        row.Text(first + 7), row.TextOrNull(first + 8), row.TextOrNull(first + 9), row.TextOrNull(first + 10), row.TextOrNull(first + 11));

    /// <summary>Every stored page, as it came, in order of id.</summary>
    public static IEnumerable<SourceItem> Pages(IStore store)
    {
        using DbConnection connection = store.OpenForReading();
        const string Select = "SELECT d.key, d.place, p.page, p.hints, p.fetched FROM documents d JOIN pages p ON p.document_id = d.id ORDER BY d.id";
        foreach (Page page in Statement.Scan(connection, Select, ReadPage)) yield return SourceItem.Of(page);
    }

    /// <summary>A page from the columns key, place, page, hints, fetched.</summary>
    private static Page ReadPage(SqlRow row) => new(
        row.Text(0), row.Text(1), Blobs.ToText(row.Bytes(2)), JsonSerializer.Deserialize<PageHints>(row.Bytes(3))!, row.TextOrNull(4));
}
