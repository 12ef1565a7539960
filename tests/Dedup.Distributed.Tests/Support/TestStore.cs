using System.Collections.Concurrent;
using System.Data.Common;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Npgsql;

namespace Dedup.Engine.Tests.Support;

/// <summary>Where the databases of the engine's own tests are here: a schema of a PostgreSQL server for each name of a file.</summary>
internal static class TestStore
{
    private static readonly ConcurrentDictionary<string, string> Databases = new();

    public static DedupOptions Options(string file)
    {
        string database = Databases.GetOrAdd(file, _ => PostgresServer.Running.NewSchema());
        var options = new DedupOptions { Database = database };
        options.Use(new PostgresStore(database));
        return options;
    }

    /// <summary>Skips a test of what a file alone has.</summary>
    public static void RequireFile() => Assert.Skip("skipped: it is of a SQLite file alone");

    /// <summary>A connection past the program.</summary>
    public static DbConnection Open(DedupOptions options, bool readOnly)
    {
        if (readOnly) return options.Store.OpenForReading();
        var connection = new PostgresConnection(new NpgsqlConnection(options.Database));
        connection.Open();
        return connection;
    }
}
