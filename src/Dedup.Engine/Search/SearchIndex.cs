using System.Data.Common;
using Dapper;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Search;

/// <summary>The search index of a database that is being read, attached to its connection as <c>search</c>.</summary>
internal sealed class SearchIndex
{
    /// <summary>A query that finds no more documents than this is answered from these; else what is listed is walked through in its order and each row asked for the words: it is met soon.</summary>
    public const int Few = 20_000;

    /// <summary>True of a document <c>d</c> that holds the words of the parameter <c>Match</c>.</summary>
    public const string Holds = "EXISTS (SELECT 1 FROM search.text t WHERE t.rowid = d.id AND t.text MATCH @Match)";

    private readonly DbConnection _connection;

    private SearchIndex(DbConnection connection) => _connection = connection;

    /// <summary>Attaches it, where there is one that fits.</summary>
    public static (SearchIndex? Index, SearchIndexState State) Attach(DbConnection connection, string database)
    {
        string path = SearchFile.Of(database);
        if (connection is not SqliteStoreConnection || !File.Exists(path)) return (null, new SearchIndexState(SearchIndexHealth.Missing, 0, false));
        var unusable = new SearchIndexState(SearchIndexHealth.Unusable, 0, false);
        try
        {
            // Attached, a damaged file would fail every statement of the connection.
            using (DbConnection alone = SqliteFile.OpenAsIs(path))
            {
                if (SearchFile.ReadMark(alone) is null) return (null, unusable);
            }
            connection.Execute("ATTACH @path AS search; CREATE TEMP TABLE found(document_id INTEGER PRIMARY KEY);", new { path = Path.GetFullPath(path) });
            if (SearchFile.ReadMark(connection, "search") is not { } mark || !Fits(connection, database, mark.Position)) return (null, unusable);
            return (new SearchIndex(connection), new SearchIndexState(SearchIndexHealth.Usable, Math.Max(0, ChangeLog.End(connection).Seq - mark.Seq), mark.Bodies != 0));
        }
        catch (Exception e) when (e is DatabaseException or DbException)
        {
            return (null, unusable);
        }
    }

    /// <summary>Lets go of what <see cref="Attach"/> has attached, outside of any transaction.</summary>
    public static void Detach(DbConnection connection)
    {
        if (connection is not SqliteStoreConnection || connection.ExecuteScalar<long>("SELECT count(*) FROM pragma_database_list WHERE name = 'search'") == 0) return;
        connection.Execute("DROP TABLE IF EXISTS temp.found; DETACH search;");
    }

    /// <summary>Gathers the documents that hold the words in the temporary table <c>found</c>, where they are few.</summary>
    /// <param name="expression">The words.</param>
    /// <param name="most">How many are few.</param>
    /// <returns>Whether all are in it.</returns>
    public bool Gather(string expression, long most)
    {
        _connection.Execute("DELETE FROM temp.found");
        return _connection.Execute(
            "INSERT INTO temp.found(document_id) SELECT t.rowid FROM search.text t WHERE t.text MATCH @expression LIMIT @most + 1", new { expression, most }) <= most;
    }

    /// <summary>The number of a site and how many documents it has; (0, 0) where it has none.</summary>
    public (long Id, long Documents) Site(string name) => _connection.QueryFirstOrDefault<(long, long)>("SELECT id, documents FROM search.sites WHERE name = @name", new { name });

    /// <summary>The index may be ahead of the moment that the connection sees.</summary>
    private static bool Fits(DbConnection connection, string database, ChangePosition position)
    {
        if (position.Seq <= ChangeLog.End(connection).Seq) return ChangeLog.Knows(connection, position);
        using DbConnection now = SqliteFile.OpenAsIs(database);
        return ChangeLog.Knows(now, position);
    }
}
