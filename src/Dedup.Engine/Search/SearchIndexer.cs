using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Text;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Search;

/// <summary>Brings the search index of a database up to date; one at a time, in whatever process.</summary>
/// <remarks>
/// It reads the changes behind the last that it has seen, and of each document that they name what is stored now: a batch is one transaction, with how far it has come, so that it
/// goes on where it was interrupted, and memory is bounded by a batch. The database is only read, and its snapshot let go after each batch.
/// </remarks>
public sealed class SearchIndexer : IDisposable
{
    private const int TitleTokens = 256;

    /// <summary>Documents that are read at once: each would wait for a server's answer.</summary>
    private const int ReadTogether = 100;

    private readonly DedupOptions _options;
    private readonly DbConnection _database;
    private readonly ISearchWriter _index;
    private readonly Statement _read;

    private SearchIndexer(DedupOptions options, ISearchWriter index)
    {
        (_options, _index) = (options, index);
        try
        {
            _database = options.Store.OpenForReading();
            _read = Statement.Prepare(
                _database,
                $"SELECT d.id, d.title, d.site, d.published, {StoredBody.Columns} FROM json_each(?1) j JOIN documents d ON d.id = j.value JOIN pages p ON p.document_id = d.id");
        }
        catch
        {
            _database?.Dispose();
            index.Dispose();
            throw;
        }
    }

    /// <summary>Opens the index for writing; null where another process brings it up to date.</summary>
    /// <exception cref="DatabaseException">The database cannot be read, or the index not written.</exception>
    public static SearchIndexer? TryOpen(DedupOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Store.Exists()) throw new DatabaseException($"{options.Store.Name}: no such database; make it with 'dedup ingest PATH --db {options.Store.Files}', or name another with --db");
        return ISearchStore.Of(options.Store).TryOpen(options.Search.Bodies) is ISearchWriter index ? new SearchIndexer(options, index) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _read.Dispose();
        _index.Dispose();
        _database.Dispose();
    }

    /// <summary>Takes up changes.</summary>
    /// <param name="maxDocuments">Stops behind the first batch with which so many documents are taken up.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Changes that remain; 0 where it is up to date.</returns>
    public long CatchUp(int maxDocuments, CancellationToken cancellation) => _options.Store.Guard(() =>
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
    });

    private long TakeBatch(int most, ref int taken)
    {
        _database.Execute("BEGIN DEFERRED");
        try
        {
            ChangePosition from = _index.Mark.Position;
            if (!ChangeLog.Knows(_database, from))
            {
                // A backup took the place of the database that was indexed: ids are other documents' now.
                _index.MakeAnew();
                from = default;
            }
            (IReadOnlyCollection<long> documents, ChangePosition to) = Named(from, most);
            if (to == from) return 0;
            _index.Take(documents.Chunk(ReadTogether).SelectMany(Texts), to);
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

    /// <summary>What is stored of documents now, spelled one after another; null of those that are gone.</summary>
    private IEnumerable<(long Document, IndexedText? Text)> Texts(long[] documents)
    {
        Dictionary<long, StoredText> stored = _read.Each(row => new StoredText(row.Integer(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), StoredBody.Read(row, 4)), JsonSerializer.Serialize(documents))
            .ToDictionary(text => text.Document);
        return documents.Select(document => (document, stored.TryGetValue(document, out StoredText? text) ? Indexed(text) : null));
    }

    private IndexedText Indexed(StoredText text)
    {
        string body = Body(text.Body);
        return new IndexedText(Spell(text.Title, TitleTokens), Spell(Lead.Of(body), int.MaxValue), _options.Search.Bodies ? Spell(body, int.MaxValue) : [], text.Site, text.Published);
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

    private sealed record StoredText(long Document, string? Title, string? Site, string? Published, StoredBody Body);

    private static List<string> Spell(string? text, int most) => TokenSpelling.Of(text, most);
}
