using Dapper;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Search;

/// <summary>Puts documents into the file of a search index and takes them out; the one that holds its lock.</summary>
internal sealed class FileSearchWriter : ISearchWriter
{
    private readonly string _path;
    private readonly bool _bodies;
    private readonly WriterLock _lock;
    private readonly SqliteConnection _file;
    private Statements _statements;

    /// <summary>Opens the file of a database; the lock is let go with it, or where it cannot be opened.</summary>
    public FileSearchWriter(string database, bool bodies, WriterLock held)
    {
        (_path, _bodies, _lock) = (SearchFile.Of(database), bodies, held);
        try
        {
            _file = SearchFile.OpenForWriting(database, bodies);
            _statements = new Statements(_file);
        }
        catch
        {
            _file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SearchMark Mark => SqliteFile.Guard(_path, () => SearchFile.ReadMark(_file)!);

    /// <inheritdoc/>
    public void MakeAnew() => SqliteFile.Guard(_path, () =>
    {
        _statements.Dispose();
        SearchFile.MakeAnew(_file, _bodies);
        _statements = new Statements(_file);
    });

    /// <inheritdoc/>
    public void Take(IEnumerable<(long Document, IndexedText? Text)> documents, ChangePosition to) => SqliteFile.Guard(_path, () =>
    {
        using var transaction = new WriteTransaction(_file);
        foreach ((long document, IndexedText? text) in documents)
        {
            _statements.Remove(document);
            if (text is not null) _statements.Put(document, text);
        }
        _file.Execute("UPDATE mark SET seq = @Seq, salt = @Salt", new { to.Seq, to.Salt });
        transaction.Commit();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _statements.Dispose();
        _file.Dispose();
        _lock.Dispose();
    }

    private sealed class Statements(SqliteConnection file) : IDisposable
    {
        private readonly Statement _forget = Statement.Prepare(file,
            """
            UPDATE sites SET documents = documents - 1 WHERE id = (SELECT site_id FROM documents WHERE id = ?1);
            DELETE FROM text WHERE rowid = ?1;
            DELETE FROM documents WHERE id = ?1;
            """);

        private readonly Statement _holds = Statement.Prepare(file, "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)");

        private readonly Statement _site = Statement.Prepare(file, "INSERT INTO sites(name, documents) VALUES (?1, 1) ON CONFLICT(name) DO UPDATE SET documents = documents + 1 RETURNING id");

        private readonly Statement _put = Statement.Prepare(file,
            """
            INSERT INTO documents(id, site_id, published) VALUES (?1, ?2, ?3);
            INSERT INTO text(rowid, title, lead, body) VALUES (?1, ?4, ?5, ?6);
            """);

        public void Remove(long document)
        {
            if (_holds.Scalar(document) != 0) _forget.Execute(document);
        }

        public void Put(long document, IndexedText text)
        {
            long? site = text.Site is null ? null : _site.Scalar(text.Site);
            _put.Execute(document, site, text.Published ?? string.Empty, string.Join(' ', text.Title), string.Join(' ', text.Lead), string.Join(' ', text.Body));
        }

        public void Dispose()
        {
            _forget.Dispose();
            _holds.Dispose();
            _site.Dispose();
            _put.Dispose();
        }
    }
}
