using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Storage;

/// <summary>How far a file has been read.</summary>
/// <param name="RunId">The run that reads or read it.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Size">Bytes when it was listed.</param>
/// <param name="Modified">Ticks when it was listed.</param>
/// <param name="Line">Last line whose page is stored or rejected.</param>
/// <param name="Done">Whether it has been read to its end.</param>
internal sealed record FileState(long RunId, string Path, long Size, long Modified, long Line, bool Done)
{
    /// <summary>Whether the file is the one that was read.</summary>
    public bool IsOf(SourceFile file) => Size == file.Size && Modified == file.Modified;
}

/// <summary>Reads and writes runs, how far they have read, and what they rejected.</summary>
internal sealed class RunStore(DbConnection connection) : IDisposable
{
    private readonly Statement _mark = Statement.Prepare(connection,
        "INSERT INTO files(run_id, path, size, modified, line, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(run_id, path) DO UPDATE SET line = max(files.line, ?5), done = ?6");

    private readonly Statement _hasMark = Statement.Prepare(connection, "SELECT 1 FROM files WHERE run_id = ?1 AND path = ?2");

    private readonly Statement _endFile = Statement.Prepare(connection, "DELETE FROM files WHERE path = ?2 AND run_id <> ?1 AND run_id IN (SELECT id FROM runs WHERE command = ?3); DELETE FROM unchanged WHERE run_id = ?1;");

    // Schema 1 kept paths as they were given.
    private readonly Statement _clear = Statement.Prepare(connection, "DELETE FROM rejections WHERE source IN (?1, ?2)");

    private readonly Statement _start = Statement.Prepare(connection,
        "INSERT INTO runs(started, sources, command, request) VALUES (?1, ?2, ?3, ?4) RETURNING id");

    private readonly Statement _update = Statement.Prepare(connection,
        "UPDATE runs SET finished = ?2, pages = ?3, added = ?4, changed = ?5, unchanged = ?6, rejected = ?7 WHERE id = ?1");

    public void Dispose()
    {
        _mark.Dispose();
        _hasMark.Dispose();
        _endFile.Dispose();
        _clear.Dispose();
        _start.Dispose();
        _update.Dispose();
    }

    /// <summary>Begins a run.</summary>
    /// <param name="command">Its command.</param>
    /// <param name="sources">What was asked for, as a person reads it.</param>
    /// <param name="request">What tells it from other runs, or null where it cannot be taken up again.</param>
    /// <param name="now">ISO 8601.</param>
    public IngestRun Start(string command, IReadOnlyList<string> sources, string? request, string now) =>
        new(_start.Scalar(now, JsonSerializer.Serialize(sources), command, request)!.Value, new IngestCounts());

    /// <summary>The last interrupted run of this request with what it has counted, or null.</summary>
    public IngestRun? FindInterrupted(string command, string request) => connection.Query<(long Id, long Pages, long Added, long Changed, long Unchanged, long Rejected)>(
            "SELECT id, pages, added, changed, unchanged, rejected FROM runs WHERE finished IS NULL AND command = @command AND request = @request ORDER BY id DESC LIMIT 1",
            new { command, request })
        .Select(row => new IngestRun(row.Id, new IngestCounts
        {
            Pages = row.Pages,
            Added = row.Added,
            Changed = row.Changed,
            Unchanged = row.Unchanged,
            Rejected = row.Rejected,
        }))
        .FirstOrDefault();

    /// <summary>An interrupted run whose files have changed since is not taken up again.</summary>
    public void Abandon(long run)
    {
        connection.Execute("UPDATE runs SET request = NULL WHERE id = @run", new { run });
        Forget(run);
    }

    /// <summary>Stores the counts of a run, and its end where there is one.</summary>
    public void Update(IngestRun run) => _update.Execute(
        run.Id, run.Finished, run.Counts.Pages, run.Counts.Added, run.Counts.Changed, run.Counts.Unchanged, run.Counts.Rejected);

    /// <summary>A run has deleted documents; what runs saw of them is of no use any more.</summary>
    public void Deleted(long run, long documents) => connection.Execute(
        "UPDATE runs SET removed = removed + @documents WHERE id = @run; DELETE FROM unchanged WHERE document_id NOT IN (SELECT id FROM documents);", new { run, documents });

    /// <summary>How far a run has read each file.</summary>
    public Dictionary<string, FileState> Files(long run) =>
        ReadFiles("WHERE run_id = @run", new { run }).ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Every file that runs of a command have read, the last run last, streamed.</summary>
    public IEnumerable<FileState> FilesOf(string command) =>
        ReadFiles("WHERE run_id IN (SELECT id FROM runs WHERE command = @command) ORDER BY run_id", new { command });

    /// <summary>How far the last run that began with a file and did not end it has read it, or null.</summary>
    public FileState? Unfinished(string command, string path) => ReadFiles(
        "WHERE path = @path AND done = 0 AND run_id IN (SELECT id FROM runs WHERE command = @command) ORDER BY run_id DESC LIMIT 1", new { command, path }).FirstOrDefault();

    public void Mark(long run, SourceFile file, long line, bool done) =>
        _mark.Execute(run, file.FullPath, file.Size, file.Modified, line, done);

    /// <summary>Whether the run has begun with the file.</summary>
    public bool HasMark(long run, SourceFile file) => _hasMark.Scalar(run, file.FullPath) is not null;

    /// <summary>Forgets how far a run has read: its end has come.</summary>
    public void Forget(long run) => connection.Execute("DELETE FROM files WHERE run_id = @run; DELETE FROM unchanged WHERE run_id = @run;", new { run });

    /// <summary>A run of one file has read it to its end: what it has seen, and what earlier runs read of the file, is of no use any more.</summary>
    public void EndFile(string command, long run, SourceFile file) => _endFile.Execute(run, file.FullPath, command);

    /// <summary>Forgets what runs of a command have read of a file that is gone: another may come under its name.</summary>
    public void Forget(string command, string path) => connection.Execute(
        "DELETE FROM files WHERE path = @path AND run_id IN (SELECT id FROM runs WHERE command = @command)", new { command, path });

    /// <summary>Forgets what runs that will not be taken up again have seen.</summary>
    public void ForgetAbandoned() => connection.Execute(
        "DELETE FROM unchanged WHERE run_id IN (SELECT id FROM runs WHERE request IS NULL); DELETE FROM files WHERE run_id IN (SELECT id FROM runs WHERE request IS NULL);");

    /// <summary>The last run; 0 where there is none.</summary>
    public long Last() => connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM runs");

    /// <summary>A source is read from its beginning: what it was rejected for before is out of date.</summary>
    /// <param name="source">Its absolute path.</param>
    /// <param name="given">Its path as it was given.</param>
    public void ClearRejections(string source, string given) => _clear.Execute(source, given);

    /// <summary>A run reads a file on: that it could not be read whole before is out of date, what its lines were rejected for is not.</summary>
    /// <returns>Rejections taken back.</returns>
    public long WithdrawUnreadable(long run, string source) =>
        connection.Execute("DELETE FROM rejections WHERE run_id = @run AND source = @source AND line IS NULL", new { run, source });

    public void Reject(long run, string source, long line, string reason) => connection.Execute(
        "INSERT INTO rejections(run_id, source, line, reason) VALUES (@run, @source, @line, @reason)",
        new { run, source, line = line > 0 ? line : (long?)null, reason });

    private IEnumerable<FileState> ReadFiles(string where, object parameters) => connection.Query<(long Run, string Path, long Size, long Modified, long Line, long Done)>(
            $"SELECT run_id, path, size, modified, line, done FROM files {where}", parameters, buffered: false)
        .Select(f => new FileState(f.Run, f.Path, f.Size, f.Modified, f.Line, f.Done != 0));
}
