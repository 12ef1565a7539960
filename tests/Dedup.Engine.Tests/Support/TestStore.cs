using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Tests.Support;

/// <summary>Where the databases of these tests are: files. The tests of the PostgreSQL store run some of the same tests there.</summary>
internal static class TestStore
{
    public static DedupOptions Options(string file) => new() { Database = file };

    /// <summary>Skips a test of what a file alone has, where the databases are none.</summary>
    public static void RequireFile()
    {
    }

    /// <summary>A connection past the program.</summary>
    public static DbConnection Open(DedupOptions options, bool readOnly)
    {
        var connection = new SqliteConnection($"Data Source={options.Database};Pooling=False{(readOnly ? ";Mode=ReadOnly" : "")}");
        connection.Open();
        return connection;
    }
}
