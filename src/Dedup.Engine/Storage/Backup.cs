using Dapper;
using Dedup.Engine.Search;
using Dedup.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>Copies a database whole, at one moment, while others read and write it.</summary>
public static class Backup
{
    /// <summary>Writes the copy beside its name, checks and syncs it, then gives it its name: there is never half a backup.</summary>
    /// <param name="store">What to copy.</param>
    /// <param name="target">The file to make.</param>
    /// <param name="replace">Whether it may take the place of another file.</param>
    /// <returns>Bytes of the copy.</returns>
    /// <exception cref="DatabaseException">The database cannot be read, or the copy not written.</exception>
    public static long Write(IStore store, string target, bool replace)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store is not SqliteStore) throw new DatabaseException($"{store.Name}: is kept by a PostgreSQL server: back it up with pg_dump, or by what the server's backups are made with");
        string database = store.Files;
        if (SqliteFile.Owns(database, target)) throw new DatabaseException($"{target}: is the database itself, or belongs to it; name another file");
        if (Directory.Exists(target) || Path.GetFullPath(target).StartsWith("/dev/", StringComparison.Ordinal))
            throw new DatabaseException($"{target}: is no file; name a file");
        if (File.Exists(target) && !replace) throw new DatabaseException($"{target}: exists; name another file, or replace it with --replace");
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is string folder && !Directory.Exists(folder))
            throw new DatabaseException($"{target}: no such folder as {folder}; make it, or name another file");
        // Who writes the target must not have it replaced under its hands; a file without a lock beside it has had no writer.
        using WriterLock? held = File.Exists(target + ".lock") ? WriterLock.Take(target) : null;
        string partial = target + ".partial";
        try
        {
            Delete(partial);
            using (SqliteConnection source = SqliteFile.OpenForReading(database))
            using (SqliteConnection copy = SqliteFile.OpenNew(partial))
            {
                SqliteFile.Guard(partial, () => source.BackupDatabase(copy));
                // Saved index and search index are not copied; any process makes them again.
                SqliteFile.Guard(partial, () => StoredIndex.ForgetSaved(copy));
            }
            using (SqliteConnection copy = SqliteFile.OpenImmutable(partial))
            {
                string? fault = SqliteFile.Guard(partial, () => copy.QueryFirst<string>("PRAGMA quick_check(1)"));
                if (fault != "ok") throw new DatabaseException($"{database}: is damaged ({fault}); see 'dedup check'. No backup was made");
            }
            using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            // The log of what stood there would be played into the copy.
            File.Delete(target + "-wal");
            File.Delete(target + "-shm");
            File.Delete(IndexFile.Of(target));
            SearchFile.Delete(target);
            File.Move(partial, target, replace);
            return new FileInfo(target).Length;
        }
        catch (Exception e)
        {
            // The first error is the one to report.
            try
            {
                Delete(partial);
            }
            catch (Exception other) when (other is IOException or UnauthorizedAccessException)
            {
            }
            if (e is IOException or UnauthorizedAccessException)
                throw new DatabaseException($"{target}: cannot be written ({e.Message}); check the disk and the rights of its folder, then run the same command again", e);
            throw;
        }
    }

    /// <summary>Deletes half a copy with its journal or log, which would be played into the next: a process that was killed may have left either.</summary>
    private static void Delete(string partial)
    {
        foreach (string part in new[] { "-journal", "-wal", "-shm", string.Empty }) File.Delete(partial + part);
    }
}
