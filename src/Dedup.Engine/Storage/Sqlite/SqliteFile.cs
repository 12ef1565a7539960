using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedup.Engine.Storage.Sqlite;

/// <summary>Opens SQLite files and brings their schema up to date.</summary>
/// <remarks>
/// Write-ahead log with synchronous = FULL: each commit is synced to the disk before it returns, so a committed transaction
/// survives the loss of power, as far as the disk keeps its word. Foreign keys are on. Calls are synchronous: SQLite's own
/// asynchronous methods only hide the blocking.
/// </remarks>
public static class SqliteFile
{
    /// <summary>Opens the file for writing, and makes it where it is missing. The caller holds the writer's lock.</summary>
    /// <exception cref="DatabaseException">Not a database, another program's, of a newer version, or not writable.</exception>
    public static SqliteConnection OpenForWriting(string path) => Guarded(path, Open(path, SqliteOpenMode.ReadWriteCreate), connection =>
    {
        RequireOurs(connection, path);
        connection.Execute($"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CacheKib}; PRAGMA wal_autocheckpoint = {CheckpointPages};");
        Migrate(connection);
        return connection;
    });

    /// <summary>Opens an existing file for reading; readers and the one writer do not wait for each other.</summary>
    /// <remarks>A file of an older version is brought up to date first, unless some process is writing it.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="once">Whether rows are mostly read once: only the upper pages of trees are worth their memory.</param>
    /// <exception cref="DatabaseException">Missing, not a database, or of another version.</exception>
    public static SqliteConnection OpenForReading(string path, bool once = false)
    {
        if (Directory.Exists(path)) throw new DatabaseException($"{path}: is a folder and no database; name another with --db");
        if (!File.Exists(path))
            throw new DatabaseException($"{path}: no such database; make it with 'dedup ingest PATH --db {path}', or name another with --db");
        SqliteConnection connection = OpenAsIs(path);
        return Guarded(path, connection, _ =>
        {
            RequireOurs(connection, path);
            if (Version(connection) == Migrations.Count) return WithCache(connection, once);
            if (Version(connection) == 0) throw new DatabaseException($"{path}: is empty and no database of dedup; make one with 'dedup ingest PATH --db FILE', or name another with --db");
            connection.Dispose();
            Upgrade(path);
            return WithCache(OpenAsIs(path), once);
        });
    }

    private static SqliteConnection WithCache(SqliteConnection connection, bool once)
    {
        connection.Execute($"PRAGMA cache_size = -{(once ? CacheOnceKib : CacheKib)}");
        return connection;
    }

    /// <summary>Whether a path is the database's own file, or one that belongs to it: its log, its lock, its saved index or its search index.</summary>
    public static bool Owns(string database, string path) =>
        Parts.Any(part => Path.GetFullPath(database + part) == Path.GetFullPath(path));

    /// <summary>Refuses a file that is not one of dedup's databases, before anything is made beside it.</summary>
    /// <exception cref="DatabaseException">It is none, or a newer one.</exception>
    internal static void RequireOurs(string path)
    {
        if (!(new FileInfo(path) is { Exists: true, Length: > 0 })) return;
        using SqliteConnection connection = OpenAsIs(path);
        Guard(path, () => RequireOurs(connection, path));
    }

    /// <summary>Opens an existing file for reading, whatever its version.</summary>
    internal static SqliteConnection OpenAsIs(string path) => Guarded(path, Open(path, SqliteOpenMode.ReadOnly), connection =>
    {
        try
        {
            Version(connection);
            return connection;
        }
        catch (SqliteException e) when (Primary(e) is CannotOpen or ReadOnly && !(new FileInfo(path + "-wal") is { Exists: true, Length: > 0 }))
        {
            // In a folder that may not be written SQLite cannot make the index of the log; without a log there is nothing to index.
            connection.Dispose();
            return OpenImmutable(path);
        }
    });

    /// <summary>Opens a file that nobody writes, without a log beside it.</summary>
    internal static SqliteConnection OpenImmutable(string path) =>
        Open($"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly);

    /// <summary>Makes an empty file.</summary>
    internal static SqliteConnection OpenNew(string path) => Open(path, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Does some work on a file; an error of SQLite names the file.</summary>
    internal static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Explain(path, e);
        }
    }

    /// <summary>Does some work on a file; an error of SQLite names the file.</summary>
    internal static void Guard(string path, Action work) => Guard(path, () =>
    {
        work();
        return 0;
    });

    /// <summary>What an error of SQLite means for the file, and what to do.</summary>
    public static DatabaseException Explain(string path, SqliteException e) => Primary(e) switch
    {
        26 => new($"{path}: is not a SQLite database; name another file with --db", e),
        CannotOpen => new($"{path}: cannot be opened; check that its folder exists and may be written", e),
        ReadOnly => new($"{path}: is read-only; check the rights of the file and its folder", e),
        13 => new($"{path}: the disk is full; what was stored before is safe: make room and run the same command again", e),
        10 => new($"{path}: the disk failed to read or write it ({e.Message}); what was reported as stored before is safe: check the disk, then run the same command again", e),
        5 or 6 => new($"{path}: another program keeps it locked; close it and run the same command again", e),
        11 => new($"{path}: is damaged ({e.Message}); restore it from a backup ('dedup backup' makes them)", e),
        _ => new($"{path}: {e.Message}", e),
    };

    /// <summary>The error without what SQLite adds to it: some calls give the extended code in its place.</summary>
    internal static int Primary(SqliteException e) => e.SqliteErrorCode & 0xFF;

    // A page's key and its body's hash fall anywhere in their indexes; with SQLite's own 2 MB each look-up was a read from the file.
    private const int CacheKib = 64 << 10, CacheOnceKib = 4 << 10;

    // Rows of pages and documents are a kilobyte or two: pages of SQLite's own 4 KB are left a tenth empty by them. A file that is there keeps its own.
    private const int PageBytes = 8 << 10;

    // 64 MB: each checkpoint waits for the disk twice.
    private const int CheckpointPages = (64 << 20) / PageBytes;

    private static readonly string[] Parts =
        ["", "-wal", "-shm", "-journal", ".lock", ".index", ".index.partial", ".search", ".search-wal", ".search-shm", ".search-journal", ".search.lock"];

    private const int CannotOpen = 14;
    private const int ReadOnly = 8;

    /// <summary>The schema scripts in order; the version of a file is the number of scripts it has seen.</summary>
    private static IReadOnlyList<string> Migrations { get; } = [.. typeof(SqliteFile).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name =>
        {
            using var reader = new StreamReader(typeof(SqliteFile).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })];

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteStoreConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        return Guarded(path, connection, _ =>
        {
            connection.Open();
            // Of a statement that SQLite is asked for itself; the provider waits by its own time.
            raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1000);
            return connection;
        });
    }

    private static SqliteConnection Guarded(string path, SqliteConnection connection, Func<SqliteConnection, SqliteConnection> open)
    {
        try
        {
            return open(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Explain(path, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Upgrade(string path)
    {
        try
        {
            using WriterLock writer = WriterLock.Take(path);
            using SqliteConnection connection = OpenForWriting(path);
        }
        catch (DatabaseException e)
        {
            throw new DatabaseException($"{path}: was made by an older dedup and cannot be brought up to date: {e.Message}", e);
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        if (Version(connection) == Migrations.Count) return;
        using var transaction = new WriteTransaction(connection);
        long version = Version(connection);
        for (; version < Migrations.Count; version++)
        {
            connection.Execute(Migrations[(int)version]);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
        }
        transaction.Commit();
    }

    /// <summary>Another program's database must not be written into, nor a newer one's read.</summary>
    private static void RequireOurs(SqliteConnection connection, string path)
    {
        long version = Version(connection);
        long tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        long ours = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('settings', 'variants', 'documents', 'links')");
        if (version == 0 ? tables > 0 : ours < 4)
            throw new DatabaseException($"{path}: is another program's SQLite database, not one of dedup's; name another file with --db");
        if (version > Migrations.Count)
            throw new DatabaseException($"{path}: has schema {version}, made by a newer dedup; this program knows schema {Migrations.Count}: use the newer program");
    }

    private static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");
}
