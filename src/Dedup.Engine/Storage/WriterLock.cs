using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>
/// Lets one process at a time write a database: the candidate indexes live in its memory, so a second writer would miss
/// pairs. The operating system drops the lock with the process, so a lock left by a killed one holds nobody up. The file
/// stays: removing it would let two processes lock two files of one name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    /// <summary>What the runtime says where another process holds the file: EWOULDBLOCK, or a sharing violation.</summary>
    private const int HeldOnUnix = 11, HeldOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <summary>Takes the lock beside the database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="file">Something else that belongs to it and is to be locked; null for the database itself.</param>
    /// <exception cref="DatabaseException">Another process holds it; the message names it.</exception>
    public static WriterLock Take(string database, string? file = null) =>
        TryTake(file ?? database) ?? throw new DatabaseException($"{database}: {Holder(database)} is writing it; wait for it to end, or stop it");

    /// <summary>Takes the lock beside a file; null where another process holds it.</summary>
    /// <exception cref="DatabaseException">There is no room for a lock.</exception>
    public static WriterLock? TryTake(string file)
    {
        try
        {
            return new WriterLock(new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is HeldOnUnix or HeldOnWindows)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"{file}: cannot be written ({e.Message}); check that its folder exists and may be written", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(string database)
    {
        try
        {
            using DbConnection connection = SqliteFile.OpenAsIs(database);
            return WriterRecord.Read(connection) is { } writer ? $"process {writer.Process} (dedup {writer.Command})" : "another process";
        }
        catch (Exception e) when (e is DatabaseException or DbException)
        {
            return "another process";
        }
    }
}

/// <summary>Who writes a database, or wrote it last, in its own words.</summary>
public sealed record WriterRecord
{
    /// <summary>ingest, serve, rebuild, delete, rekey, link or unlink.</summary>
    public required string Command { get; init; }

    /// <summary>Number of the process.</summary>
    public required long Process { get; init; }

    /// <summary>Name of its machine.</summary>
    public required string Host { get; init; }

    /// <summary>When the process started, ISO 8601 UTC.</summary>
    public required string Started { get; init; }

    /// <summary>What it does, or did last.</summary>
    public required string State { get; init; }

    /// <summary>When it said so, ISO 8601 UTC.</summary>
    public required string Updated { get; init; }

    /// <summary>When it let go of the database; null while it writes, and where it was killed.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether the process still runs; null where it is another machine's.</summary>
    public bool? FindAlive()
    {
        if (Ended is not null) return false;
        if (Host != Environment.MachineName) return null;
        try
        {
            using Process process = System.Diagnostics.Process.GetProcessById((int)Process);
            // The number may be another process's by now.
            return StartOf(process) == Started;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    internal static WriterRecord? Read(DbConnection connection) => connection.QueryFirstOrDefault<WriterRecord>(
        "SELECT command AS Command, process AS Process, host AS Host, started AS Started, state AS State, updated AS Updated, ended AS Ended FROM writer");

    /// <summary>Signs for this process.</summary>
    internal static void Sign(DbConnection connection, string command, string state, string now)
    {
        using Process self = System.Diagnostics.Process.GetCurrentProcess();
        connection.Execute(
            "DELETE FROM writer; INSERT INTO writer(one, command, process, host, started, state, updated, ended) VALUES (1, @command, @process, @host, @started, @state, @now, NULL)",
            new { command, process = Environment.ProcessId, host = Environment.MachineName, started = StartOf(self), state, now });
    }

    /// <summary>Says that this process lets go, so that nobody takes it for killed.</summary>
    internal static void End(DbConnection connection, string now)
    {
        try
        {
            connection.Execute("UPDATE writer SET ended = @now", new { now });
        }
        catch (DbException)
        {
            // The database may be what failed; the process number tells the rest.
        }
    }

    private static string StartOf(Process process) =>
        process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
