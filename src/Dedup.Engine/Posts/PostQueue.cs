using System.Globalization;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Posts;

/// <summary>Posts and jobs that wait for the one writer, on the disk.</summary>
/// <remarks>
/// What is acknowledged lies in a synced file and survives the process and the loss of power; the writer, which may be busy with clusters for
/// minutes, is not waited for. Posts that come while others are synced are written and synced together. A file takes posts until the writer
/// wants it; it holds no key twice, because of two pages of one key in one file one is a mistake, and of two posts the later counts.
/// Entries are taken in the order of their numbers, and deleted when what they hold is stored. Safe for concurrent use.
/// </remarks>
public sealed class PostQueue : IPostQueue
{
    private const string Pages = ".ndjson", Job = ".job", Partial = ".partial";

    /// <summary>Pages and bytes at which a file is full: the writer works out clusters between files, and a batch is read into memory as it is stored.</summary>
    private const int FullPages = 4096, FullBytes = 16 << 20;

    private readonly string _folder;
    private readonly WriterLock _lock;
    private readonly long _mostBytes;
    private readonly TimeProvider _clock;
    private readonly Lock _files = new();
    private readonly Lock _waitingLock = new();
    private readonly Thread _thread;
    private readonly SemaphoreSlim _come = new(0);
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private List<Waiting> _waiting = [];
    private long _waitingBytes;
    private FileStream? _open;
    private long _openNumber;
    private long _last;
    private long _settled;
    private readonly long _began;
    private long _pages;
    private long _bytes;
    private int _jobs;
    private volatile bool _closed;

    /// <summary>Opens the queue of a database, and takes up what a killed process left.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="folder">Where the queue lies; made where it is missing.</param>
    /// <param name="mostBytes">Bytes that may wait.</param>
    /// <param name="clock">Numbers are times, so that none is used twice.</param>
    /// <exception cref="DatabaseException">Another process has it open, or its folder cannot be made.</exception>
    /// <exception cref="IOException">What a killed process left cannot be read.</exception>
    public PostQueue(string database, string folder, long mostBytes, TimeProvider clock)
    {
        (_folder, _mostBytes, _clock) = (Path.GetFullPath(folder), mostBytes, clock);
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"{database}: cannot be written ({e.Message}); check that its folder exists and may be written", e);
        }
        _lock = WriterLock.Take(database, _folder);
        foreach (string partial in Directory.GetFiles(_folder, "*" + Partial)) Recover(partial);
        foreach (QueueEntry entry in List())
        {
            _last = Math.Max(_last, entry.Number);
            _bytes += new FileInfo(entry.Path).Length;
            if (entry.IsJob) _jobs++;
            else _pages += CountLines(entry.Path);
        }
        _began = Math.Max(_last + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "posts" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public QueueState State => new(Interlocked.Read(ref _pages), Interlocked.Read(ref _bytes), Volatile.Read(ref _jobs));

    /// <inheritdoc/>
    public long MostBytes => _mostBytes;

    /// <inheritdoc/>
    public Task<long> Post(IReadOnlyList<Page> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        return Enqueue(new Waiting(PostedPage.Lines(pages), [.. pages.Select(page => page.Key)], null));
    }

    /// <inheritdoc/>
    public Task<long> AddJob(ReadOnlyMemory<byte> job) => Enqueue(new Waiting(job.ToArray(), [], Job));

    /// <inheritdoc/>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation) => _arrived.WaitAsync(longest, cancellation);

    /// <summary>Everything that waits, in order; files are closed, and what comes afterwards comes into others.</summary>
    public IReadOnlyList<QueueEntry> Seal()
    {
        lock (_files)
        {
            CloseOpen();
            return List();
        }
    }

    /// <inheritdoc/>
    public string? Progress(long number) => number < 1 || number > Math.Max(Interlocked.Read(ref _last), _began - 1) ? null : number >= Oldest ? "waiting" : number > Interlocked.Read(ref _settled) && number >= _began ? "stored" : "settled";

    /// <inheritdoc/>
    public string Folder => _folder;

    /// <inheritdoc/>
    public byte[]? FindJob(long number)
    {
        try
        {
            return PathOf(number, Job) is string path && File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (IOException)
        {
            // Done meanwhile.
            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<long> Jobs() => List().Where(entry => entry.IsJob).Select(entry => entry.Number);

    /// <inheritdoc/>
    public void Remove(string path)
    {
        bool isJob = path.EndsWith(Job, StringComparison.Ordinal);
        long bytes = new FileInfo(path).Length;
        long pages = isJob ? 0 : CountLines(path);
        File.Delete(path);
        Interlocked.Add(ref _bytes, -bytes);
        if (isJob) Interlocked.Decrement(ref _jobs);
        else Interlocked.Add(ref _pages, -pages);
    }

    /// <inheritdoc/>
    public void Settled() => Interlocked.Exchange(ref _settled, Oldest - 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _come.Release();
        _thread.Join();
        lock (_files) CloseOpen();
        _lock.Dispose();
        _come.Dispose();
        _arrived.Dispose();
    }

    private long Oldest
    {
        get
        {
            lock (_files)
            {
                List<QueueEntry> all = List();
                return all.Count > 0 ? all[0].Number : _open is not null ? _openNumber : _last + 1;
            }
        }
    }

    private List<QueueEntry> List()
    {
        var entries = new List<QueueEntry>();
        foreach (string path in Directory.EnumerateFiles(_folder))
        {
            bool isJob = path.EndsWith(Job, StringComparison.Ordinal);
            if ((isJob || path.EndsWith(Pages, StringComparison.Ordinal))
                && long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                entries.Add(new QueueEntry(number, path, isJob));
        }
        entries.Sort((a, b) => a.Number.CompareTo(b.Number));
        return entries;
    }

    private Task<long> Enqueue(Waiting post)
    {
        lock (_waitingLock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (Interlocked.Read(ref _bytes) + _waitingBytes + post.Bytes.Length > _mostBytes)
                throw new QueueFullException(string.Create(CultureInfo.InvariantCulture, $"the queue is full: {State.Pages} pages and {State.Jobs} jobs, {State.Bytes >> 20} MiB, wait to be stored; come again later"));
            _waiting.Add(post);
            _waitingBytes += post.Bytes.Length;
        }
        _come.Release();
        return post.Done.Task;
    }

    /// <summary>Writes and syncs what has come while the last was written.</summary>
    private void WriteAll()
    {
        while (true)
        {
            _come.Wait();
            List<Waiting> posts;
            lock (_waitingLock)
            {
                posts = _waiting;
                (_waiting, _waitingBytes) = ([], 0);
                // Counted as waiting from here on, or two would see the same room.
                Interlocked.Add(ref _bytes, posts.Sum(post => post.Bytes.Length));
            }
            if (posts.Count > 0) Write(posts);
            if (_closed && posts.Count == 0) return;
        }
    }

    private void Write(List<Waiting> posts)
    {
        var written = new List<(Waiting Post, long Number)>();
        long before = 0;
        lock (_files)
        {
            try
            {
                before = _open?.Length ?? 0;
                foreach (Waiting post in posts)
                {
                    if (post.Kind is not null)
                    {
                        // What came before the job is taken before it.
                        Settle(written);
                        CloseOpen();
                        WriteJob(post);
                        before = 0;
                        continue;
                    }
                    if (_open is not null && (_open.Length + post.Bytes.Length > FullBytes || _keys.Count + post.Keys.Count > FullPages || post.Keys.Any(_keys.Contains)))
                    {
                        Settle(written);
                        CloseOpen();
                        before = 0;
                    }
                    if (_open is null) Open();
                    _open!.Write(post.Bytes);
                    _keys.UnionWith(post.Keys);
                    written.Add((post, _openNumber));
                }
                Settle(written);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Fail(posts, before, e);
            }
        }
        if (_arrived.CurrentCount == 0) _arrived.Release();
    }

    /// <summary>Syncs what was written and says so.</summary>
    private void Settle(List<(Waiting Post, long Number)> written)
    {
        if (written.Count == 0) return;
        _open!.Flush(flushToDisk: true);
        foreach ((Waiting post, long number) in written)
        {
            Interlocked.Add(ref _pages, post.Keys.Count);
            post.Done.TrySetResult(number);
        }
        written.Clear();
    }

    private void WriteJob(Waiting post)
    {
        long number = NextNumber();
        string path = PathOf(number, post.Kind!);
        using (FileStream file = new(path + Partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            file.Write(post.Bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + Partial, path);
        FolderSync.Flush(_folder);
        Interlocked.Increment(ref _jobs);
        post.Done.TrySetResult(number);
    }

    private void Open()
    {
        _openNumber = NextNumber();
        // Without a buffer: a post is written whole or not at all, as far as this process is concerned.
        _open = new FileStream(PathOf(_openNumber, Pages) + Partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        FolderSync.Flush(_folder);
        _keys.Clear();
    }

    private void CloseOpen()
    {
        if (_open is null) return;
        string partial = _open.Name;
        bool isEmpty = _open.Length == 0;
        _open.Dispose();
        _open = null;
        _keys.Clear();
        if (isEmpty) File.Delete(partial);
        else File.Move(partial, partial[..^Partial.Length]);
    }

    /// <summary>What could not be written is taken back, so that nothing of it is stored, and who posted it hears of it.</summary>
    private void Fail(List<Waiting> posts, long before, Exception e)
    {
        List<Waiting> failed = [.. posts.Where(post => !post.Done.Task.IsCompleted)];
        try
        {
            _open?.SetLength(before);
            CloseOpen();
        }
        catch (Exception again) when (again is IOException or UnauthorizedAccessException)
        {
            // A disk that fails altogether: the lines stay, and may be stored though nobody was told so.
            _open = null;
        }
        Interlocked.Add(ref _bytes, -failed.Sum(post => post.Bytes.Length));
        foreach (Waiting post in failed) post.Done.TrySetException(new IOException($"{_folder}: cannot be written: {e.Message}", e));
    }

    /// <summary>Cuts off what a killed process had not written to its end, and nobody was told of.</summary>
    private static void Recover(string partial)
    {
        string path = partial[..^Partial.Length];
        if (path.EndsWith(Job, StringComparison.Ordinal))
        {
            File.Delete(partial);
            return;
        }
        int whole = PostedPage.WholeLength(File.ReadAllBytes(partial));
        if (whole == 0)
        {
            File.Delete(partial);
            return;
        }
        using (FileStream file = new(partial, FileMode.Open, FileAccess.Write))
        {
            file.SetLength(whole);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path);
    }

    private long NextNumber() => _last = Math.Max(_last + 1, _clock.GetUtcNow().ToUnixTimeMilliseconds());

    private string PathOf(long number, string kind) => Path.Combine(_folder, number.ToString("D15", CultureInfo.InvariantCulture) + kind);

    private static long CountLines(string path)
    {
        long lines = 0;
        using FileStream file = File.OpenRead(path);
        byte[] buffer = new byte[1 << 16];
        while (file.Read(buffer) is int read and > 0) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private sealed record Waiting(byte[] Bytes, IReadOnlyList<string> Keys, string? Kind)
    {
        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
