using System.Data.Common;
using Dapper;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Search;

/// <summary>The search index of a SQLite file, in a file beside it (see <see cref="SearchFile"/>).</summary>
/// <param name="database">The database.</param>
internal sealed class FileSearchStore(string database) : ISearchStore
{
    private static readonly SearchIndexState Missing = new(SearchIndexHealth.Missing, 0, false), Unusable = new(SearchIndexHealth.Unusable, 0, false);

    /// <summary>Attached as <c>search</c>.</summary>
    public (ISearchIndex? Index, SearchIndexState State) Attach(DbConnection reader)
    {
        string path = SearchFile.Of(database);
        if (!File.Exists(path)) return (null, Missing);
        try
        {
            // Attached, a damaged file would fail every statement of the connection.
            using (DbConnection alone = SqliteFile.OpenAsIs(path))
            {
                if (SearchFile.ReadMark(alone) is null) return (null, Unusable);
            }
            reader.Execute("ATTACH @path AS search; CREATE TEMP TABLE found(document_id INTEGER PRIMARY KEY);", new { path = Path.GetFullPath(path) });
            if (SearchFile.ReadMark(reader, "search") is not { } mark || !Fits(reader, mark.Position)) return (null, Unusable);
            return (new FileSearchIndex(reader), new SearchIndexState(SearchIndexHealth.Usable, Math.Max(0, ChangeLog.End(reader).Seq - mark.Seq), mark.Bodies != 0));
        }
        catch (Exception e) when (e is DatabaseException or DbException)
        {
            return (null, Unusable);
        }
    }

    /// <inheritdoc/>
    public void Detach(DbConnection reader)
    {
        if (reader.ExecuteScalar<long>("SELECT count(*) FROM pragma_database_list WHERE name = 'search'") == 0) return;
        reader.Execute("DROP TABLE IF EXISTS temp.found; DETACH search;");
    }

    /// <inheritdoc/>
    public ISearchWriter? TryOpen(bool bodies) => WriterLock.TryTake(SearchFile.Of(database)) is WriterLock held ? new FileSearchWriter(database, bodies, held) : null;

    /// <summary>The index may be ahead of the moment that the connection sees.</summary>
    private bool Fits(DbConnection reader, ChangePosition position)
    {
        if (position.Seq <= ChangeLog.End(reader).Seq) return ChangeLog.Knows(reader, position);
        using DbConnection now = SqliteFile.OpenAsIs(database);
        return ChangeLog.Knows(now, position);
    }
}
