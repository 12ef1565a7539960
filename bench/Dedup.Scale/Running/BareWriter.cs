using System.Diagnostics;
using Dedup.Engine;
using Microsoft.Data.Sqlite;

namespace Dedup.Scale.Running;

/// <summary>Writes the rows of a database again by SQLite alone, with the same tables and indexes and as many commits: the limit of what stores them so.</summary>
internal static class BareWriter
{
    /// <summary>Documents of a transaction.</summary>
    private static readonly int Batch = new IngestOptions().BatchPages;

    /// <summary>The copy is made beside the database and deleted.</summary>
    /// <returns>Wall seconds.</returns>
    public static double Copy(string database)
    {
        string copy = database + ".bare";
        Delete(copy);
        try
        {
            using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; ATTACH '{database.Replace("'", "''", StringComparison.Ordinal)}' AS old");
            // What triggers wrote is among the rows that are copied.
            foreach (string sql in Rows(connection, "SELECT sql FROM old.sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")) Execute(connection, sql);
            string[] others = [.. Rows(connection, "SELECT name FROM old.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('documents', 'pages')")];
            long last = long.Parse(Rows(connection, "SELECT coalesce(max(id), 0) FROM old.documents").Single(), System.Globalization.CultureInfo.InvariantCulture);
            long started = Stopwatch.GetTimestamp();
            for (long from = 0; from <= last; from += Batch)
            {
                long to = from + Batch;
                Execute(connection, $"""
                    BEGIN IMMEDIATE;
                    INSERT INTO documents SELECT * FROM old.documents WHERE id >= {from} AND id < {to};
                    INSERT INTO pages SELECT * FROM old.pages WHERE document_id >= {from} AND document_id < {to};
                    COMMIT;
                    """);
            }
            foreach (string table in others)
            {
                // Without the columns that SQLite works out.
                string columns = string.Join(", ", Rows(connection, $"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}', 'old')"));
                Execute(connection, $"INSERT INTO \"{table}\"({columns}) SELECT {columns} FROM old.\"{table}\"");
            }
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            Delete(copy);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    private static void Delete(string file)
    {
        foreach (string part in new[] { "", "-wal", "-shm" }) File.Delete(file + part);
    }
}
