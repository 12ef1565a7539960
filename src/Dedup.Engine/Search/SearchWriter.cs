using System.Data.Common;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Search;

/// <summary>What the search index holds of a document.</summary>
/// <param name="Title">Tokens of its headline.</param>
/// <param name="Lead">Tokens of the beginning of its body.</param>
/// <param name="Body">Tokens of its body; empty where bodies are not indexed.</param>
/// <param name="Site">Its site.</param>
/// <param name="Published">The date that it claims.</param>
internal sealed record IndexedText(string Title, string Lead, string Body, string? Site, string? Published);

/// <summary>Puts documents into the search index and takes them out.</summary>
internal sealed class SearchWriter(DbConnection index) : IDisposable
{
    private readonly Statement _forget = Statement.Prepare(index,
        """
        UPDATE sites SET documents = documents - 1 WHERE id = (SELECT site_id FROM documents WHERE id = ?1);
        DELETE FROM text WHERE rowid = ?1;
        DELETE FROM documents WHERE id = ?1;
        """);

    private readonly Statement _holds = Statement.Prepare(index, "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)");

    private readonly Statement _site = Statement.Prepare(index, "INSERT INTO sites(name, documents) VALUES (?1, 1) ON CONFLICT(name) DO UPDATE SET documents = documents + 1 RETURNING id");

    private readonly Statement _put = Statement.Prepare(index,
        """
        INSERT INTO documents(id, site_id, published) VALUES (?1, ?2, ?3);
        INSERT INTO text(rowid, title, lead, body) VALUES (?1, ?4, ?5, ?6);
        """);

    public void Dispose()
    {
        _forget.Dispose();
        _holds.Dispose();
        _site.Dispose();
        _put.Dispose();
    }

    /// <summary>Takes a document out.</summary>
    public void Remove(long document)
    {
        if (_holds.Scalar(document) != 0) _forget.Execute(document);
    }

    /// <summary>Puts a document in, in the place of what was known of it.</summary>
    public void Put(long document, IndexedText text)
    {
        Remove(document);
        long? site = text.Site is null ? null : _site.Scalar(text.Site);
        _put.Execute(document, site, text.Published ?? string.Empty, text.Title, text.Lead, text.Body);
    }
}
