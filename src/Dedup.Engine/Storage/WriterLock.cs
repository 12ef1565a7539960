using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>
/// Lets one process at a time write a database: the candidate indexes live in its memory, so a second writer would miss
/// pairs. The operating system drops the lock with the process, so a lock left by a killed one holds nobody up. The file
/// stays: removing it would let two processes lock two files of one name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const string HolderSetting = "writer";

    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock beside the database.</summary>
    /// <exception cref="DatabaseException">Another process holds it; the message names it.</exception>
    public static WriterLock Take(string database)
    {
        string path = database + ".lock";
        try
        {
            return new WriterLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new DatabaseException($"{database}: {Holder(database)} is writing it; wait for it to end, or stop it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"{database}: cannot be written; check that its folder exists and may be written", e);
        }
    }

    /// <summary>Leaves word of who holds the lock, for others to report.</summary>
    public static void Sign(SqliteConnection connection) =>
        connection.Execute("INSERT OR REPLACE INTO settings(name, value) VALUES (@name, @value)",
            new { name = HolderSetting, value = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) });

    public void Dispose() => _file.Dispose();

    private static string Holder(string database)
    {
        try
        {
            using SqliteConnection connection = Database.OpenForReading(database);
            return $"process {connection.ExecuteScalar<string>("SELECT value FROM settings WHERE name = @name", new { name = HolderSetting })}";
        }
        catch (Exception e) when (e is DatabaseException or SqliteException)
        {
            return "another process";
        }
    }
}
