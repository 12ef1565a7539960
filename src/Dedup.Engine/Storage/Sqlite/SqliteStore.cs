using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedup.Engine.Storage.Sqlite;

/// <summary>A database in a SQLite file.</summary>
/// <param name="path">The file.</param>
public sealed class SqliteStore(string path) : IStore
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public string Files => path;

    /// <inheritdoc/>
    public bool Exists() => File.Exists(path);

    /// <inheritdoc/>
    public long Bytes() => new[] { path, path + "-wal" }.Sum(file => File.Exists(file) ? new FileInfo(file).Length : 0);

    /// <inheritdoc/>
    public void RequireOurs() => SqliteFile.RequireOurs(path);

    /// <inheritdoc/>
    public IDisposable TakeWriter() => WriterLock.Take(path);

    /// <inheritdoc/>
    public DbConnection OpenForWriting() => SqliteFile.OpenForWriting(path);

    /// <inheritdoc/>
    public DbConnection OpenForReading(bool once = false) => SqliteFile.OpenForReading(path, once);

    /// <inheritdoc/>
    public StoreCheck Check(DbConnection connection)
    {
        const string Name = "SQLite's integrity check and foreign keys";
        long pages = connection.ExecuteScalar<long>("PRAGMA page_count");
        try
        {
            return new StoreCheck(Name, pages,
            [
                .. connection.Query<string>("PRAGMA integrity_check").Where(row => row != "ok"),
                .. connection.Query<(string Table, long Row, string Parent, long Key)>("PRAGMA foreign_key_check").Select(row => $"{row.Table} row {row.Row} refers to a missing row of {row.Parent}"),
            ]);
        }
        catch (SqliteException e) when (SqliteFile.Primary(e) == raw.SQLITE_CORRUPT)
        {
            return new StoreCheck(Name, pages, [e.Message]);
        }
    }

    /// <inheritdoc/>
    public DatabaseException Explain(DbException error) => error is SqliteException e ? SqliteFile.Explain(path, e) : new DatabaseException($"{path}: {error.Message}", error);
}

/// <summary>A connection to a SQLite file.</summary>
internal sealed class SqliteStoreConnection(string connectionString) : SqliteConnection(connectionString), IStoreConnection
{
    public Statement Prepare(string sql) => new SqliteStatement(this, sql);

    public bool IsRemote => false;

    // Beside a trigger, or where a row comes back, SQLite copies each page that an insert touches first, so that it could undo it alone: 52 KB a document.
    public bool NotesPlaced => false;

    // Only the writer asks, and there is one.
    private readonly Dictionary<string, long> _lastIds = [];

    public long NextId(string table)
    {
        if (!_lastIds.TryGetValue(table, out long last))
            last = this.ExecuteScalar<long>($"SELECT max(coalesce((SELECT max(id) FROM {table}), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = @table), 0))", new { table });
        return _lastIds[table] = last + 1;
    }

    public void TakeIds()
    {
        _lastIds.Clear();
        // The largest that a row has had is what the next follows; of clusters some that are gone had larger ones.
        this.Execute("UPDATE sqlite_sequence SET seq = max(seq, (SELECT coalesce(max(cluster_id), 0) FROM cluster_events)) WHERE name = 'clusters'");
    }

    public void Interrupt() => raw.sqlite3_interrupt(Handle);
}
