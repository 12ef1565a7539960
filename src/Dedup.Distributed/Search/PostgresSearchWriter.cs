using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Search;

/// <summary>Puts documents into the search tables and takes them out. Of all hosts the one whose session holds the lock does so: what loses its session loses both.</summary>
internal sealed class PostgresSearchWriter : ISearchWriter
{
    /// <summary>Another form of what is put in asks for another number.</summary>
    public const int Format = 1;

    /// <summary>Of the advisory lock, beside the schema's name: the letters "sear".</summary>
    private const int Key = 0x73_65_61_72;

    private const int Together = 50;

    /// <summary>The server ends the session of a host that is gone without a word, or the lock would be nobody's for hours.</summary>
    private const string NoticeGone = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    private readonly PostgresStore _store;
    private readonly NpgsqlConnection _connection;
    private readonly bool _bodies;

    private PostgresSearchWriter(PostgresStore store, NpgsqlConnection connection, bool bodies) => (_store, _connection, _bodies) = (store, connection, bodies);

    /// <summary>Takes the lock; null where another session has it.</summary>
    public static PostgresSearchWriter? TryOpen(PostgresStore store, bool bodies) => store.Guard(() =>
    {
        NpgsqlConnection connection = store.Source.OpenConnection();
        var writer = new PostgresSearchWriter(store, connection, bodies);
        try
        {
            if (connection.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@Key, hashtext(current_schema()))", new { Key }))
            {
                connection.Execute(NoticeGone);
                return writer;
            }
            connection.Dispose();
            return null;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    });

    /// <summary>How far the index has come; null where none was made yet.</summary>
    public static SearchMark? ReadMark(System.Data.Common.DbConnection connection) => connection.QueryFirstOrDefault<SearchMark>("SELECT format AS Format, bodies AS Bodies, seq AS Seq, salt AS Salt FROM search_mark");

    /// <inheritdoc/>
    public SearchMark Mark => _store.Guard(() =>
    {
        // Each time: what a dump brings back under a host that runs may be another.
        if (ReadMark(_connection) is { Format: Format } mark && mark.Bodies == (_bodies ? 1 : 0)) return mark;
        MakeAnew();
        return ReadMark(_connection)!;
    });

    /// <inheritdoc/>
    public void MakeAnew() => _store.Guard(() =>
    {
        using NpgsqlTransaction transaction = _connection.BeginTransaction();
        _connection.Execute("DELETE FROM search_text; DELETE FROM search_mark; INSERT INTO search_mark(one, format, bodies, seq, salt) VALUES (1, @Format, @bodies, 0, 0)", new { Format, bodies = _bodies ? 1L : 0L });
        transaction.Commit();
    });

    /// <inheritdoc/>
    public void Take(IEnumerable<(long Document, IndexedText? Text)> documents, ChangePosition to) => _store.Guard(() =>
    {
        using NpgsqlTransaction transaction = _connection.BeginTransaction();
        foreach ((long Document, string? Words)[] part in documents.Select(row => (row.Document, row.Text is null ? null : Lexemes.Vector(row.Text))).Chunk(Together))
        {
            _connection.Execute("DELETE FROM search_text WHERE document_id = ANY(@gone)", new { gone = part.Where(row => row.Words is null).Select(row => row.Document).ToArray() });
            (long Document, string? Words)[] rows = [.. part.Where(row => row.Words is not null)];
            using NpgsqlCommand put = _connection.CreateCommand();
            put.CommandText =
                """
                INSERT INTO search_text(document_id, words) SELECT r.id, CAST(r.words AS tsvector) FROM unnest($1, $2) AS r(id, words)
                ON CONFLICT (document_id) DO UPDATE SET words = excluded.words WHERE search_text.words <> excluded.words
                """;
            put.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row.Document).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
            put.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row.Words).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            put.ExecuteNonQuery();
        }
        _connection.Execute("UPDATE search_mark SET seq = @Seq, salt = @Salt", new { to.Seq, to.Salt });
        transaction.Commit();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // A connection that is pooled is not closed: the next would be told that this one still writes.
            if (_connection.State == System.Data.ConnectionState.Open) _connection.Execute("SELECT pg_advisory_unlock_all()");
        }
        catch (System.Data.Common.DbException)
        {
            // A session that has failed holds nothing any more.
        }
        _connection.Dispose();
    }
}
