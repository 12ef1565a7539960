using System.Data.Common;
using Dapper;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Search;

/// <summary>
/// The file of the search index, beside its database: a SQLite database of its own, so that indexing has its own writer and never holds up who stores pages.
/// It is derived; what it does not prove is made anew.
/// </summary>
internal static class SearchFile
{
    /// <summary>Another form of the tables, of the tokens or of what is put in asks for another number.</summary>
    public const int Format = 1;

    private const int CacheKib = 64 << 10;

    private const string Schema =
        """
        CREATE TABLE mark (one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, bodies INTEGER NOT NULL, seq INTEGER NOT NULL, salt INTEGER NOT NULL);
        CREATE VIRTUAL TABLE text USING fts5(title, lead, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'");
        CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, documents INTEGER NOT NULL);
        CREATE TABLE documents (id INTEGER PRIMARY KEY, site_id INTEGER, published TEXT NOT NULL);
        CREATE INDEX documents_by_site ON documents(site_id, published) WHERE site_id IS NOT NULL;
        CREATE INDEX documents_by_date ON documents(published);
        """;

    /// <summary>The file of a database.</summary>
    public static string Of(string database) => database + ".search";

    /// <summary>Deletes it with its log.</summary>
    public static void Delete(string database)
    {
        foreach (string end in new[] { "-wal", "-shm", "-journal", "" }) File.Delete(Of(database) + end);
    }

    /// <summary>Opens it for writing, made anew where it is missing, damaged, of another form, or holds other things than asked.</summary>
    public static SqliteConnection OpenForWriting(string database, bool bodies)
    {
        string path = Of(database);
        try
        {
            return Open(path, bodies);
        }
        catch (DatabaseException e) when (e.InnerException is SqliteException inner && SqliteFile.Primary(inner) is 26 or 11)
        {
            // No database at all, or a damaged one: nothing in it is worth keeping.
            Delete(database);
            return Open(path, bodies);
        }
    }

    /// <summary>What the file says of itself; null where it says nothing that this program understands.</summary>
    public static SearchMark? ReadMark(DbConnection connection, string schema = "main")
    {
        if (connection.ExecuteScalar<long>($"SELECT count(*) FROM {schema}.sqlite_master WHERE name IN ('mark', 'text', 'sites', 'documents')") < 4) return null;
        (long format, long bodies, long seq, long salt) = connection.QueryFirstOrDefault<(long, long, long, long)>($"SELECT format, bodies, seq, salt FROM {schema}.mark");
        return format == Format ? new SearchMark(format, bodies, seq, salt) : null;
    }

    /// <summary>Empties it, in one transaction: who reads it meanwhile sees what it held.</summary>
    public static void MakeAnew(DbConnection connection, bool bodies)
    {
        using var transaction = new WriteTransaction(connection);
        connection.Execute("DROP TABLE IF EXISTS text; DROP TABLE IF EXISTS mark; DROP TABLE IF EXISTS sites; DROP TABLE IF EXISTS documents;");
        connection.Execute(Schema);
        connection.Execute("INSERT INTO mark(one, format, bodies, seq, salt) VALUES (1, @Format, @bodies, 0, 0)", new { Format, bodies });
        transaction.Commit();
    }

    private static SqliteConnection Open(string path, bool bodies)
    {
        SqliteConnection connection = SqliteFile.OpenNew(path);
        try
        {
            // What a loss of power takes is indexed again: the mark goes with it.
            SqliteFile.Guard(path, () => connection.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{CacheKib};"));
            if (SqliteFile.Guard(path, () => ReadMark(connection)) is not { } mark || mark.Bodies != (bodies ? 1 : 0)) SqliteFile.Guard(path, () => MakeAnew(connection, bodies));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
