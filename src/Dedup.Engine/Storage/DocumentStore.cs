using System.Text.Json;
using Dapper;
using Dedup.Engine.Ingest;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>Reads and writes documents, their pages, runs and rejections.</summary>
internal sealed class DocumentStore(SqliteConnection connection)
{
    /// <summary>What is known of a stored key.</summary>
    public sealed record Stored(long Id, byte[] PageHash, long VariantId);

    public Stored? Find(string key) => connection.QueryFirstOrDefault<Stored>(
        "SELECT id AS Id, page_hash AS PageHash, variant_id AS VariantId FROM documents WHERE key = @key", new { key });

    /// <summary>Stores a page under its key, in the place of what stood there.</summary>
    public void Put(PreparedPage prepared, long variant, long run, long? existing)
    {
        var article = prepared.Article;
        var row = new
        {
            id = existing,
            key = prepared.Page.Key,
            place = prepared.Page.Place,
            pageHash = Blobs.FromHash(prepared.PageHash),
            variant,
            run,
            url = prepared.Page.Hints.Url,
            site = article.Site?.Value,
            section = article.Section?.Value,
            title = article.Title?.Value,
            published = article.Published?.Value,
            agency = article.Agency?.Value,
            dateline = article.Dateline?.Value,
            byline = article.Byline?.Value,
            fetched = prepared.Page.Fetched,
            evidence = JsonSerializer.Serialize(new
            {
                site = article.Site?.Evidence,
                section = article.Section?.Evidence,
                title = article.Title?.Evidence,
                published = article.Published?.Evidence,
                agency = article.Agency?.Evidence,
                dateline = article.Dateline?.Evidence,
                byline = article.Byline?.Evidence,
            }),
        };
        long id = existing is null
            ? connection.ExecuteScalar<long>(
                """
                INSERT INTO documents(key, place, page_hash, variant_id, run_id, url, site, section, title, published, agency, dateline, byline, fetched, evidence)
                VALUES (@key, @place, @pageHash, @variant, @run, @url, @site, @section, @title, @published, @agency, @dateline, @byline, @fetched, @evidence)
                RETURNING id
                """, row)
            : connection.ExecuteScalar<long>(
                """
                UPDATE documents SET place = @place, page_hash = @pageHash, variant_id = @variant, run_id = @run, url = @url, site = @site, section = @section,
                    title = @title, published = @published, agency = @agency, dateline = @dateline, byline = @byline, fetched = @fetched, evidence = @evidence
                WHERE id = @id RETURNING id
                """, row);
        connection.Execute(
            "INSERT OR REPLACE INTO pages(document_id, page, hints, body, lines) VALUES (@id, @page, @hints, @body, @lines)",
            new
            {
                id,
                page = Blobs.FromText(prepared.Page.Text),
                hints = JsonSerializer.Serialize(prepared.Page.Hints),
                body = Blobs.FromText(article.Body),
                lines = article.Lines.Select(line => (byte)line.Reason).ToArray(),
            });
    }

    public long StartRun(string started, IReadOnlyList<string> sources) => connection.ExecuteScalar<long>(
        "INSERT INTO runs(started, sources) VALUES (@started, @sources) RETURNING id", new { started, sources = JsonSerializer.Serialize(sources) });

    public void UpdateRun(long run, string? finished, IngestCounts counts) => connection.Execute(
        "UPDATE runs SET finished = @finished, pages = @Pages, added = @Added, changed = @Changed, unchanged = @Unchanged, rejected = @Rejected WHERE id = @run",
        new { run, finished, counts.Pages, counts.Added, counts.Changed, counts.Unchanged, counts.Rejected });

    public void Reject(long run, string place, string reason) => connection.Execute(
        "INSERT INTO rejections(run_id, place, reason) VALUES (@run, @place, @reason)", new { run, place, reason });
}
