using System.Globalization;
using Dedup.Distributed.Storage;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Npgsql;

namespace Dedup.Distributed.Posts;

/// <summary>Posts and jobs of all hosts that wait for the writer, in PostgreSQL: what is acknowledged there is stored, whichever host goes.</summary>
/// <remarks>
/// The writer's host has what it works at as files beside it, which are copies. Posts that come to a host while others are written go together
/// into one row, as long as no key stands in it twice. A row stays, empty, until the clusters of its pages are worked out. Safe for concurrent use.
/// </remarks>
public sealed class PostgresQueue : IPostQueue, IJobRecords
{
    private const string Pages = ".ndjson", Job = ".job";

    /// <summary>Pages and bytes of one row.</summary>
    private const int FullPages = 4096, FullBytes = 16 << 20;

    /// <summary>Bytes that the writer's host has as files, at least one row.</summary>
    private const long MostSpooled = 64 << 20;

    /// <summary>A server that has gone without a word is not waited for longer.</summary>
    private const int LongestSeconds = 30;

    private static readonly TimeSpan StateFor = TimeSpan.FromMilliseconds(200);

    private readonly PostgresStore _store;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Lock _asking = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private List<Waiting> _waiting = [];
    private bool _isWriting;
    private QueueState _state;
    private long _stateAt;

    /// <summary>The queue of a database.</summary>
    /// <param name="store">The database.</param>
    /// <param name="folder">Where the copies lie; what lies there from before is deleted.</param>
    /// <param name="mostBytes">Bytes that may wait, from all hosts together.</param>
    /// <param name="clock">Tells how old what is known of the queue is.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public PostgresQueue(PostgresStore store, string folder, long mostBytes, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, Folder, MostBytes, _clock) = (store, Path.GetFullPath(folder), mostBytes, clock);
        Directory.CreateDirectory(Folder);
        foreach (string copy in Directory.GetFiles(Folder)) File.Delete(copy);
    }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public long MostBytes { get; }

    /// <inheritdoc/>
    public QueueState State
    {
        get
        {
            // One asks, and others take what was known before: they must not all wait for a server that has gone.
            if (!_asking.TryEnter()) return _state;
            try
            {
                if (_stateAt != 0 && _clock.GetElapsedTime(_stateAt) < StateFor) return _state;
                _state = Each(
                    "SELECT coalesce(sum(pages), 0)::bigint, coalesce(sum(bytes), 0)::bigint, count(*) FILTER (WHERE is_job) FROM posts WHERE NOT stored",
                    row => new QueueState(row.GetInt64(0), row.GetInt64(1), (int)row.GetInt64(2)))[0];
                _stateAt = _clock.GetTimestamp();
                return _state;
            }
            finally
            {
                _asking.Exit();
            }
        }
    }

    /// <inheritdoc/>
    public Task<long> Post(IReadOnlyList<Page> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        return Enqueue(new Waiting(PostedPage.Lines(pages), [.. pages.Select(page => page.Key)], IsJob: false));
    }

    /// <inheritdoc/>
    public Task<long> AddJob(ReadOnlyMemory<byte> job) => Enqueue(new Waiting(job.ToArray(), [], IsJob: true));

    /// <inheritdoc/>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation) => _arrived.WaitAsync(longest, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<QueueEntry> Seal()
    {
        var entries = new List<QueueEntry>();
        long spooled = 0;
        foreach ((long number, bool isJob, int bytes) in Each(
            "SELECT number, is_job, bytes FROM posts WHERE NOT stored ORDER BY number LIMIT 256", row => (row.GetInt64(0), row.GetBoolean(1), row.GetInt32(2))))
        {
            if (entries.Count > 0 && (spooled += bytes) > MostSpooled) break;
            string path = PathOf(number, isJob ? Job : Pages);
            if (!File.Exists(path) && !TrySpool(number, path)) continue;
            entries.Add(new QueueEntry(number, path, isJob));
        }
        return entries;
    }

    /// <inheritdoc/>
    public string? Progress(long number) => Ask(
        """
        SELECT coalesce((SELECT CASE WHEN stored THEN 'stored' ELSE 'waiting' END FROM posts WHERE number = $1),
                        CASE WHEN $1 BETWEEN 1 AND pg_sequence_last_value(pg_get_serial_sequence('posts', 'number')::regclass) THEN 'settled' END)
        """, number) as string;

    /// <inheritdoc/>
    public byte[]? FindJob(long number) => Ask("SELECT body FROM posts WHERE number = $1 AND is_job AND NOT stored", number) as byte[];

    /// <inheritdoc/>
    public IEnumerable<long> Jobs() => Each("SELECT number FROM posts WHERE is_job AND NOT stored", row => row.GetInt64(0));

    /// <inheritdoc/>
    public void Remove(string path)
    {
        Ask("UPDATE posts SET body = NULL, stored = true WHERE number = $1", long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture));
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Settled() => Ask("DELETE FROM posts WHERE stored");

    /// <inheritdoc/>
    public void Write(long number, byte[] record) => Ask("INSERT INTO job_records(number, record) VALUES ($1, $2) ON CONFLICT (number) DO UPDATE SET record = excluded.record", number, record);

    /// <inheritdoc/>
    public byte[]? Read(long number) => Ask("SELECT record FROM job_records WHERE number = $1", number) as byte[];

    /// <inheritdoc/>
    public IEnumerable<long> Numbers() => Each("SELECT number FROM job_records", row => row.GetInt64(0));

    /// <inheritdoc/>
    public void Forget(int kept) => Ask("DELETE FROM job_records WHERE number NOT IN (SELECT number FROM job_records ORDER BY number DESC LIMIT $1)", (long)kept);

    /// <inheritdoc/>
    public void Dispose() => _arrived.Dispose();

    private Task<long> Enqueue(Waiting post)
    {
        QueueState state = State;
        lock (_gate)
        {
            if (state.Bytes + _waiting.Sum(waiting => (long)waiting.Bytes.Length) + post.Bytes.Length > MostBytes)
                throw new QueueFullException(string.Create(CultureInfo.InvariantCulture, $"the queue is full: {state.Pages} pages and {state.Jobs} jobs, {state.Bytes >> 20} MiB, wait to be stored; come again later"));
            _waiting.Add(post);
            if (!_isWriting) _ = Task.Run(WriteAll);
            _isWriting = true;
        }
        return post.Done.Task;
    }

    /// <summary>Writes what has come while the last was written.</summary>
    private async Task WriteAll()
    {
        while (true)
        {
            List<Waiting> posts;
            lock (_gate)
            {
                posts = _waiting;
                _waiting = [];
                if (posts.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
            }
            foreach (List<Waiting> row in Rows(posts)) await Write(row);
            if (_arrived.CurrentCount == 0) _arrived.Release();
        }
    }

    private async Task Write(List<Waiting> row)
    {
        try
        {
            await using NpgsqlCommand command = _store.Source.CreateCommand("INSERT INTO posts(is_job, pages, bytes, body, host) VALUES ($1, $2, $3, $4, $5) RETURNING number");
            byte[] body = row.Count == 1 ? row[0].Bytes : [.. row.SelectMany(post => post.Bytes)];
            foreach (object value in new object[] { row[0].IsJob, row.Sum(post => post.Keys.Count), body.Length, body, _store.Host }) command.Parameters.Add(new NpgsqlParameter { Value = value });
            var number = (long)(await command.ExecuteScalarAsync())!;
            foreach (Waiting post in row) post.Done.TrySetResult(number);
        }
        catch (Exception e)
        {
            // It may be stored all the same, where the server's answer was lost: who posts it again stores it once.
            foreach (Waiting post in row) post.Done.TrySetException(e is System.Data.Common.DbException failed ? _store.Explain(failed) : new IOException($"the queue cannot be written: {e.Message}", e));
        }
    }

    /// <summary>Posts that go into one row together, in order.</summary>
    private static IEnumerable<List<Waiting>> Rows(List<Waiting> posts)
    {
        var row = new List<Waiting>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (Waiting post in posts)
        {
            if (row.Count > 0 && (post.IsJob || row[0].IsJob || keys.Count + post.Keys.Count > FullPages || bytes + post.Bytes.Length > FullBytes || post.Keys.Any(keys.Contains)))
            {
                yield return row;
                row = [];
                keys.Clear();
                bytes = 0;
            }
            row.Add(post);
            keys.UnionWith(post.Keys);
            bytes += post.Bytes.Length;
        }
        if (row.Count > 0) yield return row;
    }

    /// <summary>Another host may have stored it meanwhile, if it is that one's turn.</summary>
    private bool TrySpool(long number, string path)
    {
        if (Ask("SELECT body FROM posts WHERE number = $1 AND NOT stored", number) is not byte[] body) return false;
        File.WriteAllBytes(path + ".partial", body);
        File.Move(path + ".partial", path, overwrite: true);
        return true;
    }

    private object? Ask(string sql, params object[] values) => _store.Guard(() =>
    {
        using NpgsqlCommand command = _store.Source.CreateCommand(sql);
        command.CommandTimeout = LongestSeconds;
        foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteScalar();
    });

    private List<T> Each<T>(string sql, Func<NpgsqlDataReader, T> read) => _store.Guard(() =>
    {
        var rows = new List<T>();
        using NpgsqlCommand command = _store.Source.CreateCommand(sql);
        command.CommandTimeout = LongestSeconds;
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    });

    private string PathOf(long number, string kind) => Path.Combine(Folder, number.ToString("D15", CultureInfo.InvariantCulture) + kind);

    private sealed record Waiting(byte[] Bytes, IReadOnlyList<string> Keys, bool IsJob)
    {
        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
