using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dedup.Engine.Ingest;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Watch;

/// <summary>Takes in what is posted, and what is dropped into watched folders, each file once; does the jobs that wait between.</summary>
/// <remarks>
/// A file is known by path, size and time. That it is done is written in the transaction that stores its last page, so a
/// process killed at any moment neither repeats nor loses one: what was half read goes on behind its last stored line, and
/// what was read but not yet moved is only moved. After a failure of the store the session must be disposed: its index may
/// hold what was rolled back.
/// </remarks>
public sealed class WatchSession : IDisposable
{
    private const string Command = "serve";

    /// <summary>Files of one look: clusters are worked out after each.</summary>
    private const int MaxFiles = 4096;

    /// <summary>A file that could not be read is tried again after so long.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>In a long file clusters are worked out after so long.</summary>
    private static readonly TimeSpan ClusterAfter = TimeSpan.FromSeconds(30);

    /// <summary>Working out clusters may take a third of the time where it takes long.</summary>
    private const int RestFactor = 2;

    /// <summary>Where nothing has come for so long there is nothing to rest for.</summary>
    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(5);

    /// <summary>What takes less is done after every look.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private readonly DedupOptions _options;
    private readonly TimeProvider _clock;
    private readonly IPostQueue? _posts;
    private readonly JobStore? _jobs;
    private readonly Inbox? _postBox;
    private WriteSession _session;
    private readonly List<Inbox> _inboxes;
    private readonly HashSet<UInt128> _done = [];
    private readonly Dictionary<string, FileState> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _failed = new(StringComparer.Ordinal);
    private long _settledAt;
    private long _tookInAt;
    private TimeSpan _settling;
    private bool _unsettled;

    /// <summary>Opens the database and reads what has been taken in before.</summary>
    /// <param name="options">The database, and the folders.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="posts">Posts and jobs that wait; null for none.</param>
    /// <param name="jobs">Takes what came of the jobs.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public WatchSession(DedupOptions options, TimeProvider clock, IPostQueue? posts = null, JobStore? jobs = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        (_posts, _jobs) = (posts, jobs);
        if (posts is not null) _postBox = new Inbox(new WatchedFolder { Path = posts.Folder }, TimeSpan.Zero, clock, file => posts.Remove(file.Path));
        _inboxes = [.. options.Watch.Folders.Select(folder => new Inbox(folder, TimeSpan.FromSeconds(options.Watch.SettleSeconds), clock))];
        _session = options.Store.Guard(() => new WriteSession(options, clock, Command));
        try
        {
            Guard(Resume);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Reads what has been taken in before, and finishes what a killed process left.</summary>
    private void Resume()
    {
        using (var transaction = new WriteTransaction(_session.Connection))
        {
            var gone = new List<FileState>();
            foreach (FileState file in _session.Runs.FilesOf(Command))
            {
                if (!File.Exists(file.Path)) gone.Add(file);
                else if (file.Done) _done.Add(Version(file.Path, file.Size, file.Modified));
                else _begun[file.Path] = file;
            }
            foreach (FileState file in gone)
            {
                if (!file.Done) _session.Runs.Abandon(file.RunId);
                _session.Runs.Forget(Command, file.Path);
            }
            transaction.Commit();
        }
        // What a killed process stored and had no time to cluster.
        SettleAll();
    }

    /// <summary>What questions beside this session ask; another after a rebuild.</summary>
    public LiveIndex Live => _session.Live;

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Leaves word that the session is alive and has nothing to do.</summary>
    public void SayIdle(long settling) => Guard(() => _session.Say(settling == 0 ? "watching" : $"watching; {settling} files are still coming"));

    /// <summary>Looks into the folders and takes in what is complete.</summary>
    /// <param name="cancellation">What is stored is committed, the rest is left for the next start.</param>
    /// <exception cref="DatabaseException">The store failed; dispose of the session and open another.</exception>
    public WatchReport Cycle(CancellationToken cancellation)
    {
        var work = new Work();
        TakePosts(work, cancellation);
        foreach (Inbox inbox in _inboxes) Look(inbox, work);
        long waiting = Math.Max(0, work.Ready.Count - MaxFiles);
        MoveAway(work);
        if (work.Ready.Count > 0) Guard(() => TakeIn(work, cancellation));
        else if (_unsettled && (IsDue(waits: false) || _clock.GetElapsedTime(_tookInAt) >= QuietAfter)) Guard(SettleAll);
        return new WatchReport(
            work.Files, work.Counts, waiting, _inboxes.Sum(inbox => (long)inbox.Settling), work.Rejections, work.Problems, work.Jobs, _unsettled);
    }

    /// <summary>Does the jobs at the head of the queue, and lists the posts up to the next.</summary>
    private void TakePosts(Work work, CancellationToken cancellation)
    {
        if (_posts is null) return;
        foreach (QueueEntry entry in _posts.Seal())
        {
            if (!entry.IsJob)
            {
                SourceFile file = SourceFile.At(entry.Path, Path.GetFileName(entry.Path));
                // Stored before, but the process ended before it was removed.
                if (IsDone(file)) work.Finished.Add((_postBox!, file));
                else if (!IsKnown(_postBox!, file)) work.Ready.Add((_postBox!, file));
                continue;
            }
            // Those behind a post wait until it is stored.
            if (work.Ready.Count > 0 || cancellation.IsCancellationRequested) return;
            MoveAway(work);
            Do(entry, work, cancellation);
        }
    }

    private void Do(QueueEntry entry, Work work, CancellationToken cancellation)
    {
        var runner = new JobRunner(_options, _clock);
        JobRecord record;
        if (JobStore.ReadJob(entry.Path) is not Job job) record = runner.Ended(entry.Number, JobRecord.Failed, new Job("unknown", ""), "the file of the job is damaged", 0);
        else if (job.Kind == JobKind.Rebuild) record = Rebuild(runner, entry.Number, job, cancellation);
        else
        {
            Guard(() => _session.Say($"doing job {entry.Number} ({job.Kind})"));
            try
            {
                record = _options.Store.Guard(() => runner.Run(_session, entry.Number, job, cancellation));
            }
            catch (Exception e) when (e is not (DatabaseException or OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException))
            {
                // A fault of ours in one job must not end the service at every start; and what the session remembers may not be what is stored.
                string fault = $"a fault in dedup itself, please report it: {e.GetType().Name}: {e.Message}";
                End(entry, runner.Ended(entry.Number, JobRecord.Failed, job, fault, 0));
                throw new DatabaseException($"job {entry.Number} ({job.Kind}): {fault}", e);
            }
            Guard(() => _session.Say("watching"));
        }
        End(entry, record);
        // Pages that came before may still be without their clusters.
        if (!_unsettled) _posts!.Settled();
        work.Jobs.Add(record);
    }

    private void End(QueueEntry entry, JobRecord record)
    {
        _jobs!.Record(record);
        _posts!.Remove(entry.Path);
    }

    private JobRecord Rebuild(JobRunner runner, long number, Job job, CancellationToken cancellation)
    {
        _session.Dispose();
        try
        {
            return runner.Rebuild(number, job, cancellation);
        }
        finally
        {
            _session = _options.Store.Guard(() => new WriteSession(_options, _clock, Command));
        }
    }

    /// <summary>Whether clusters are to be worked out now: at once where that is quick, else with a rest between that is longer than the work.</summary>
    /// <param name="waits">Whether pages wait to be stored.</param>
    private bool IsDue(bool waits)
    {
        TimeSpan rest = _clock.GetElapsedTime(_settledAt);
        return (_settling <= Quick || rest >= RestFactor * _settling) && (!waits || rest >= ClusterAfter);
    }

    private void SettleAll()
    {
        Settle(_session.Runs.Last());
        _session.Say("watching");
    }

    private void Settle(long run)
    {
        long began = _clock.GetTimestamp();
        _session.WorkOutClusters(run);
        _settledAt = _clock.GetTimestamp();
        _settling = _clock.GetElapsedTime(began, _settledAt);
        _unsettled = false;
        _posts?.Settled();
    }

    private void Look(Inbox inbox, Work work)
    {
        try
        {
            foreach (SourceFile file in inbox.Look(file => IsKnown(inbox, file)))
            {
                // Taken in before, but the process ended before it was moved.
                if (IsDone(file)) work.Finished.Add((inbox, file));
                else work.Ready.Add((inbox, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            work.Problems.Add($"{e.Message}; it is tried again at the next look");
        }
    }

    private bool IsKnown(Inbox inbox, SourceFile file) =>
        (IsDone(file) && !inbox.Moves) || (_failed.TryGetValue(file.FullPath, out long at) && _clock.GetElapsedTime(at) < RetryAfter);

    private bool IsDone(SourceFile file) => _done.Contains(Version(file.FullPath, file.Size, file.Modified));

    private void TakeIn(Work work, CancellationToken cancellation)
    {
        List<(Inbox Inbox, SourceFile File)> files = [.. work.Ready.Take(MaxFiles)];
        Dictionary<SourceFile, Inbox> inboxOf = files.ToDictionary(f => f.File, f => f.Inbox);
        // Worked out before reading begins: another thread reads.
        Dictionary<SourceFile, (IngestRun Run, long Line)> begun = [];
        foreach ((Inbox inbox, SourceFile file) in files)
        {
            if (TakeUp(inbox, file) is { } resumed) begun[file] = resumed;
        }
        IEnumerable<SourceItem> items = files.SelectMany(f => new PageSource(f.Inbox.Reading(_options.Ingest.MaxPageBytes))
            .ReadOn([f.File], () => Stream.Null, file => begun.TryGetValue(file, out (IngestRun Run, long Line) at) ? at.Line : 0));
        IngestRun? run = null;
        SourceFile? current = null;
        long began = _clock.GetTimestamp();
        foreach ((_, SourceFile file) in files) _failed[file.FullPath] = _clock.GetTimestamp();
        try
        {
            _session.Take(items, item =>
            {
                if (run is not null && ReferenceEquals(current, item.File)) return run;
                current = item.File!;
                return run = begun.TryGetValue(current, out (IngestRun Run, long Line) at)
                    ? at.Run
                    : _session.Runs.Start(Command, [current.Path], Request(inboxOf[current], current), _session.Now());
            }, rejection =>
            {
                if (work.Rejections.Count < Ingestor.ListedRejections) work.Rejections.Add(rejection);
            }, (file, its) =>
            {
                its.Finished = _session.Now();
                _session.Runs.EndFile(Command, its.Id, file);
                work.Count(its);
                work.Ended.Add(file);
            }, () =>
            {
                // Only now it is stored, whatever happens next; clusters may have been worked out since the batch before.
                _unsettled = true;
                foreach (SourceFile file in work.Ended) Finish(inboxOf[file], file, work);
                work.Ended.Clear();
                MoveAway(work);
                if (_clock.GetElapsedTime(began) >= ClusterAfter && IsDue(waits: true)) Settle(run!.Id);
            }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is stored is committed, the others are given back: the next start reads them again.
            foreach ((_, SourceFile file) in files) _failed.Remove(file.FullPath);
        }
        if (cancellation.IsCancellationRequested || IsDue(waits: _posts?.State.Pages > 0)) Settle(run?.Id ?? _session.Runs.Last());
        _tookInAt = _clock.GetTimestamp();
        // What could not be read to its end goes on with its run when it is tried again.
        foreach ((_, SourceFile file) in files.Where(f => _failed.ContainsKey(f.File.FullPath)))
        {
            if (_session.Runs.Unfinished(Command, file.FullPath) is FileState left) _begun[file.FullPath] = left;
        }
        _session.Say("watching");
    }

    /// <summary>The interrupted run of a file and its last stored line, where the file and how it is read are as they were.</summary>
    private (IngestRun Run, long Line)? TakeUp(Inbox inbox, SourceFile file)
    {
        if (!_begun.Remove(file.FullPath, out FileState? state)) return null;
        if (state.IsOf(file) && _session.Runs.FindInterrupted(Command, Request(inbox, file)) is IngestRun run && run.Id == state.RunId) return (run, state.Line);
        _session.Runs.Abandon(state.RunId);
        return null;
    }

    private static string Request(Inbox inbox, SourceFile file) =>
        JsonSerializer.Serialize(new { Path = file.FullPath, inbox.Folder.Source, inbox.Folder.Fields });

    private void Finish(Inbox inbox, SourceFile file, Work work)
    {
        work.Files++;
        _failed.Remove(file.FullPath);
        _done.Add(Version(file.FullPath, file.Size, file.Modified));
        if (inbox.Moves) work.Finished.Add((inbox, file));
    }

    /// <summary>Moves what is stored out of the folders and forgets it: another may come under its name.</summary>
    private void MoveAway(Work work)
    {
        var moved = new List<SourceFile>();
        foreach ((Inbox inbox, SourceFile file) in work.Finished)
        {
            try
            {
                // Another that has come under the name meanwhile stays, and is taken in by the next look.
                if (inbox.Move(file)) moved.Add(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                work.Problems.Add($"{file.Path}: was taken in and cannot be moved to {inbox.Folder.MoveTo}: {e.Message}");
            }
        }
        work.Finished.Clear();
        if (moved.Count == 0) return;
        Guard(() =>
        {
            using var transaction = new WriteTransaction(_session.Connection);
            foreach (SourceFile file in moved) _session.Runs.Forget(Command, file.FullPath);
            transaction.Commit();
        });
        foreach (SourceFile file in moved) _done.Remove(Version(file.FullPath, file.Size, file.Modified));
    }

    private void Guard(Action work) => _options.Store.Guard(work);

    /// <summary>16 bytes for each file of a folder that may hold millions.</summary>
    private static UInt128 Version(string path, long size, long modified)
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(path.AsSpan()));
        hash.Append(MemoryMarshal.AsBytes((ReadOnlySpan<long>)[size, modified]));
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>One look and what came of it.</summary>
    private sealed class Work
    {
        public List<(Inbox Inbox, SourceFile File)> Ready { get; } = [];

        public List<(Inbox Inbox, SourceFile File)> Finished { get; } = [];

        public List<SourceFile> Ended { get; } = [];

        public long Files { get; set; }

        public IngestCounts Counts { get; } = new();

        public List<Rejection> Rejections { get; } = [];

        public List<string> Problems { get; } = [];

        public List<JobRecord> Jobs { get; } = [];

        public void Count(IngestRun run)
        {
            Counts.Pages += run.Counts.Pages - run.Before.Pages;
            Counts.Added += run.Counts.Added - run.Before.Added;
            Counts.Changed += run.Counts.Changed - run.Before.Changed;
            Counts.Unchanged += run.Counts.Unchanged - run.Before.Unchanged;
            Counts.Rejected += run.Counts.Rejected - run.Before.Rejected;
        }
    }
}
