using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>A database that cannot be used as asked; the message says which and what to do.</summary>
public sealed class DatabaseException : Exception
{
    /// <summary>With a message for the user.</summary>
    public DatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the user and the cause.</summary>
    public DatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Not used.</summary>
    public DatabaseException()
    {
    }
}

/// <summary>Opens SQLite files and brings their schema up to date.</summary>
/// <remarks>
/// Write-ahead log with synchronous = FULL: a committed transaction survives the loss of power, as far as the disk keeps
/// its word. Foreign keys are on. Calls are synchronous: SQLite's own asynchronous methods only hide the blocking.
/// </remarks>
public static class Database
{
    /// <summary>Opens the file for writing, and makes it where it is missing.</summary>
    /// <exception cref="DatabaseException">Not a database, of a newer version, or not writable.</exception>
    public static SqliteConnection OpenForWriting(string path)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            Migrate(connection, path);
            return connection;
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

    /// <summary>Opens an existing file for reading; readers and the one writer do not wait for each other.</summary>
    /// <exception cref="DatabaseException">Missing, not a database, or of another version.</exception>
    public static SqliteConnection OpenForReading(string path)
    {
        if (!File.Exists(path))
            throw new DatabaseException($"{path}: no such database; make it with 'dedup ingest PATH --db {path}', or name another with --db");
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            long version = Version(connection);
            if (version > Migrations.Count) throw Newer(path, version);
            if (version < Migrations.Count)
                throw new DatabaseException($"{path}: has schema {version}, this program reads schema {Migrations.Count}; 'dedup ingest' brings it up to date");
            return connection;
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

    /// <summary>Opens an existing file for reading, whatever its version.</summary>
    internal static SqliteConnection OpenAsIs(string path) => Open(path, SqliteOpenMode.ReadOnly);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Explain(path, e);
        }
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        using var transaction = new WriteTransaction(connection);
        long version = Version(connection);
        if (version > Migrations.Count) throw Newer(path, version);
        for (; version < Migrations.Count; version++)
        {
            connection.Execute(Migrations[(int)version]);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
        }
        transaction.Commit();
    }

    /// <summary>The schema scripts in order; the version of a file is the number of scripts it has seen.</summary>
    private static IReadOnlyList<string> Migrations { get; } = [.. typeof(Database).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name =>
        {
            using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })];

    private static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    private static DatabaseException Newer(string path, long version) =>
        new($"{path}: has schema {version}, made by a newer dedup; this program knows schema {Migrations.Count}: use the newer program");

    private static DatabaseException Explain(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        26 => new($"{path}: is not a SQLite database; name another file with --db", e),
        14 => new($"{path}: cannot be opened; check that its folder exists and may be written", e),
        8 => new($"{path}: is read-only; check the rights of the file and its folder", e),
        13 => new($"{path}: the disk is full; what was stored before is safe", e),
        11 => new($"{path}: is damaged: {e.Message}", e),
        _ => new($"{path}: {e.Message}", e),
    };
}
