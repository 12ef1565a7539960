using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>Reads and writes documents and their pages.</summary>
internal sealed class DocumentStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection,
        """
        SELECT id, page_hash, variant_id, place, run_id = ?2 OR EXISTS (SELECT 1 FROM unchanged u WHERE u.run_id = ?2 AND u.document_id = documents.id)
        FROM documents WHERE key = ?1
        """, 2);

    private readonly Statement _put = new(connection,
        """
        INSERT INTO documents(key, place, page_hash, variant_id, run_id, url, site, section, title, published, agency, dateline, byline, fetched, evidence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        ON CONFLICT(key) DO UPDATE SET place = ?2, page_hash = ?3, variant_id = ?4, run_id = ?5, url = ?6, site = ?7, section = ?8, title = ?9,
            published = ?10, agency = ?11, dateline = ?12, byline = ?13,
            fetched = min(coalesce(fetched, ?14), coalesce(?14, fetched)), evidence = ?15
        RETURNING id
        """, 15);

    private readonly Statement _putPage = new(connection,
        "INSERT OR REPLACE INTO pages(document_id, page, hints, body, lines, fetched) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6);

    private readonly Statement _markUnchanged = new(connection, "INSERT OR IGNORE INTO unchanged(run_id, document_id) VALUES (?1, ?2)", 2);

    public void Dispose()
    {
        _find.Dispose();
        _put.Dispose();
        _putPage.Dispose();
        _markUnchanged.Dispose();
    }

    /// <summary>What is known of a stored key.</summary>
    /// <param name="Id">The document.</param>
    /// <param name="PageHash">Hash of its page.</param>
    /// <param name="VariantId">Its body.</param>
    /// <param name="Place">Where the page was read.</param>
    /// <param name="SeenInRun">Whether the run has had a page of this key before.</param>
    public sealed record Stored(long Id, byte[] PageHash, long VariantId, string Place, bool SeenInRun);

    public Stored? Find(string key, long run) =>
        _find.First(row => new Stored(row.GetInt64(0), (byte[])row[1], row.GetInt64(2), row.GetString(3), row.GetBoolean(4)), key, run);

    /// <summary>The run was given the page as it is stored.</summary>
    public void MarkUnchanged(long id, long run) => _markUnchanged.Execute(run, id);

    /// <summary>Stores a page under its key, in the place of what stood there.</summary>
    public void Put(PreparedPage prepared, long variant, long run)
    {
        Article article = prepared.Article;
        long id = _put.Scalar(
            prepared.Page.Key, prepared.Page.Place, Blobs.FromHash(prepared.PageHash), variant, run, prepared.Page.Hints.Url,
            article.Site?.Value, article.Section?.Value, article.Title?.Value, article.Published?.Value, article.Agency?.Value,
            article.Dateline?.Value, article.Byline?.Value, prepared.Page.Fetched, prepared.Evidence)!.Value;
        _putPage.Execute(id, prepared.StoredPage, prepared.StoredHints, prepared.StoredBody, prepared.StoredLines, prepared.Page.Fetched);
    }
}
