using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Distributed.Storage;

/// <summary>Makes the tables of a PostgreSQL database and brings them up to date.</summary>
internal static class PostgresSchema
{
    /// <summary>The schema scripts in order; the version of a database is the number of scripts it has seen.</summary>
    private static readonly string[] Scripts = [.. typeof(PostgresSchema).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name =>
        {
            using var reader = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })];

    /// <summary>The version that this program knows.</summary>
    public static int Present => Scripts.Length;

    /// <summary>The version of a database; 0 where it has none of our tables.</summary>
    public static long Version(PostgresConnection connection) =>
        connection.ExecuteScalar<bool>("SELECT to_regclass('dedup_schema') IS NOT NULL") ? connection.ExecuteScalar<long>("SELECT version FROM dedup_schema") : 0;

    /// <summary>Another program's tables must not be written between, nor a newer schema be read.</summary>
    /// <exception cref="DatabaseException">There are such.</exception>
    public static void RequireOurs(PostgresConnection connection, string name)
    {
        long version = Version(connection);
        if (version > Present) throw new DatabaseException($"{name}: has schema {version}, made by a newer dedup; this program knows schema {Present}: use the newer program");
        if (version == 0 && connection.ExecuteScalar<bool>("SELECT to_regclass('documents') IS NOT NULL OR to_regclass('settings') IS NOT NULL"))
            throw new DatabaseException($"{name}: holds tables of another program; name a database of its own, or another schema with 'Search Path=' in the connection string");
        string encoding = connection.ExecuteScalar<string>("SHOW server_encoding")!;
        if (encoding != "UTF8") throw new DatabaseException($"{name}: is encoded in {encoding}; make it with 'createdb --encoding=UTF8 --template=template0'");
    }

    /// <summary>Runs the scripts that the database has not seen, all or none.</summary>
    public static void BringUpToDate(PostgresConnection connection, string name)
    {
        RequireOurs(connection, name);
        long version = Version(connection);
        if (version == Present) return;
        using var transaction = new WriteTransaction(connection);
        if (version == 0) connection.Inner.Execute("CREATE TABLE dedup_schema (version bigint NOT NULL); INSERT INTO dedup_schema VALUES (0);");
        // As they stand: what is PostgreSQL's own is not to be translated.
        for (; version < Present; version++) connection.Inner.Execute(Scripts[version]);
        connection.Inner.Execute("UPDATE dedup_schema SET version = @version", new { version });
        transaction.Commit();
    }
}
