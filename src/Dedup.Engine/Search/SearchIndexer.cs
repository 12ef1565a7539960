using System.Data.Common;
using Dapper;
using Dedup.Core.Text;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Search;

/// <summary>Brings the search index of a database up to date; one at a time, in whatever process.</summary>
/// <remarks>
/// It reads the changes behind the last that it has seen, and of each document that they name what is stored now: a batch is one transaction, with how far it has come, so that it
/// goes on where it was interrupted, and memory is bounded by a batch. The database is only read, and its snapshot let go after each batch.
/// </remarks>
public sealed class SearchIndexer : IDisposable
{
    private const int TitleTokens = 256;

    private readonly DedupOptions _options;
    private readonly WriterLock _lock;
    private readonly DbConnection _database;
    private readonly DbConnection _index;
    private readonly Statement _read;
    private SearchWriter _writer;

    private SearchIndexer(DedupOptions options, WriterLock held)
    {
        _options = options;
        _lock = held;
        try
        {
            _database = options.Store.OpenForReading();
            _index = SearchFile.OpenForWriting(options.Store.Files, options.Search.Bodies);
            _read = Statement.Prepare(_database, $"SELECT d.title, d.site, d.published, {StoredBody.Columns} FROM documents d JOIN pages p ON p.document_id = d.id WHERE d.id = ?1");
            _writer = new SearchWriter(_index);
        }
        catch
        {
            _read?.Dispose();
            _index?.Dispose();
            _database?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the index for writing; null where another process brings it up to date, and for a server's database, of which questions use no index yet.</summary>
    /// <exception cref="DatabaseException">The database cannot be read, or the index not written.</exception>
    public static SearchIndexer? TryOpen(DedupOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Store is not SqliteStore) return null;
        if (!options.Store.Exists()) throw new DatabaseException($"{options.Store.Name}: no such database; make it with 'dedup ingest PATH --db {options.Store.Files}', or name another with --db");
        return WriterLock.TryTake(SearchFile.Of(options.Store.Files)) is WriterLock held ? new SearchIndexer(options, held) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _read.Dispose();
        _index.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    /// <summary>Takes up changes. The index is a file in any case; what it follows may be a server's, and each explains its own errors.</summary>
    /// <param name="maxDocuments">Stops behind the first batch with which so many documents are taken up.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Changes that remain; 0 where it is up to date.</returns>
    public long CatchUp(int maxDocuments, CancellationToken cancellation) => _options.Store.Guard(() => SqliteFile.Guard(SearchFile.Of(_options.Store.Files), () =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDocuments, 1);
        long remaining;
        int taken = 0;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            remaining = TakeBatch(Math.Min(_options.Search.BatchDocuments, maxDocuments - taken), ref taken);
        }
        while (remaining > 0 && taken < maxDocuments);
        return remaining;
    }));

    private long TakeBatch(int most, ref int taken)
    {
        _database.Execute("BEGIN DEFERRED");
        try
        {
            ChangePosition from = SearchFile.ReadMark(_index)!.Position;
            if (!ChangeLog.Knows(_database, from))
            {
                // A backup took the place of the database that was indexed: ids are other documents' now.
                _writer.Dispose();
                SearchFile.MakeAnew(_index, _options.Search.Bodies);
                _writer = new SearchWriter(_index);
                from = default;
            }
            (IReadOnlyCollection<long> documents, ChangePosition to) = Named(from, most);
            if (to == from) return 0;
            using var transaction = new WriteTransaction(_index);
            foreach (long document in documents)
            {
                if (_read.First(Text, document) is IndexedText text) _writer.Put(document, text);
                else _writer.Remove(document);
            }
            _index.Execute("UPDATE mark SET seq = @Seq, salt = @Salt", new { to.Seq, to.Salt });
            transaction.Commit();
            taken += documents.Count;
            return ChangeLog.End(_database).Seq - to.Seq;
        }
        finally
        {
            _database.Execute("ROLLBACK");
        }
    }

    /// <summary>The next documents that have changed, each once, and how far that is.</summary>
    private (IReadOnlyCollection<long> Documents, ChangePosition To) Named(ChangePosition from, int most)
    {
        var documents = new HashSet<long>();
        ChangePosition to = from;
        foreach ((long seq, long salt, long? document) in Statement.Each(
            _database, "SELECT seq, salt, document_id FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2",
            row => (row.Integer(0), row.Integer(1), row.IsNull(2) ? default(long?) : row.Integer(2)), from.Seq, 8L * most))
        {
            if (documents.Count == most && document is long next && !documents.Contains(next)) break;
            if (document is long named) documents.Add(named);
            to = new ChangePosition(seq, salt);
        }
        return (documents, to);
    }

    private IndexedText Text(SqlRow row)
    {
        string body = Body(StoredBody.Read(row, 3));
        return new IndexedText(
            Spell(row.TextOrNull(0), TitleTokens), Spell(Lead.Of(body), int.MaxValue), _options.Search.Bodies ? Spell(body, int.MaxValue) : string.Empty, row.TextOrNull(1), row.TextOrNull(2));
    }

    /// <summary>A page that is damaged has no words; 'dedup check' names it.</summary>
    private static string Body(StoredBody stored)
    {
        try
        {
            return stored.Text();
        }
        catch (Exception e) when (e is ZstdSharp.ZstdException or ArgumentException)
        {
            return string.Empty;
        }
    }

    private static string Spell(string? text, int most) => string.Join(' ', TokenSpelling.Of(text, most));
}
