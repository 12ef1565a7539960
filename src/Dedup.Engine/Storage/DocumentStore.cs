using System.Text.Json;
using Dapper;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>Reads and writes documents, their pages, runs and rejections.</summary>
internal sealed class DocumentStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT id, page_hash, variant_id FROM documents WHERE key = ?1", 1);

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
        "INSERT OR REPLACE INTO pages(document_id, page, hints, body, lines) VALUES (?1, ?2, ?3, ?4, ?5)", 5);

    public void Dispose()
    {
        _find.Dispose();
        _put.Dispose();
        _putPage.Dispose();
    }

    /// <summary>What is known of a stored key.</summary>
    public sealed record Stored(long Id, byte[] PageHash, long VariantId);

    public Stored? Find(string key) =>
        _find.First(reader => new Stored(reader.GetInt64(0), (byte[])reader[1], reader.GetInt64(2)), key);

    /// <summary>Stores a page under its key, in the place of what stood there.</summary>
    public void Put(PreparedPage prepared, long variant, long run)
    {
        Article article = prepared.Article;
        long id = _put.Scalar(
            prepared.Page.Key, prepared.Page.Place, Blobs.FromHash(prepared.PageHash), variant, run, prepared.Page.Hints.Url,
            article.Site?.Value, article.Section?.Value, article.Title?.Value, article.Published?.Value, article.Agency?.Value,
            article.Dateline?.Value, article.Byline?.Value, prepared.Page.Fetched, prepared.Evidence)!.Value;
        _putPage.Execute(id, prepared.StoredPage, prepared.StoredHints, prepared.StoredBody, prepared.StoredLines);
    }

    public long StartRun(string started, IReadOnlyList<string> sources) => connection.ExecuteScalar<long>(
        "INSERT INTO runs(started, sources) VALUES (@started, @sources) RETURNING id", new { started, sources = JsonSerializer.Serialize(sources) });

    public void UpdateRun(long run, string? finished, IngestCounts counts) => connection.Execute(
        "UPDATE runs SET finished = @finished, pages = @Pages, added = @Added, changed = @Changed, unchanged = @Unchanged, rejected = @Rejected WHERE id = @run",
        new { run, finished, counts.Pages, counts.Added, counts.Changed, counts.Unchanged, counts.Rejected });

    public void Reject(long run, string place, string reason) => connection.Execute(
        "INSERT INTO rejections(run_id, place, reason) VALUES (@run, @place, @reason)", new { run, place, reason });
}
