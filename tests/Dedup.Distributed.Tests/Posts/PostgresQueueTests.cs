using Dedup.Distributed.Posts;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Tests.Support;
using Dedup.Engine.Watch;

namespace Dedup.Distributed.Tests.Posts;

/// <summary>The queue that hosts share: two of them over one database.</summary>
public sealed class PostgresQueueTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _database = PostgresServer.Running.NewSchema();
    private readonly PostgresQueue _one, _other;

    public PostgresQueueTests() => (_one, _other) = (Host("one", 1 << 20), Host("other", 1 << 20));

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_host_takes_posts_and_whichever_writes_sees_them_in_order()
    {
        long first = await _one.Post([Crawl.Page("a", "one"), Crawl.Page("b", "two")]);
        long second = await _other.Post([Crawl.Page("a", "three")]);
        long job = await _one.AddJob("{}"u8.ToArray());
        IReadOnlyList<QueueEntry> entries = _other.Seal();
        Assert.Equal([(first, false), (second, false), (job, true)], entries.Select(entry => (entry.Number, entry.IsJob)));
        Assert.Equal(2, File.ReadAllLines(entries[0].Path).Length);
        Assert.Contains("three", File.ReadAllText(entries[1].Path), StringComparison.Ordinal);
        Assert.Equal(entries.Select(entry => entry.Number), _one.Seal().Select(entry => entry.Number));
        Assert.Equal("{}"u8.ToArray(), _one.FindJob(job));
        Assert.Equal([job], _other.Jobs());
    }

    [Fact]
    public async Task A_post_waits_is_stored_and_is_settled_for_all_hosts()
    {
        long number = await _one.Post([Crawl.Page("a", "one")]);
        Assert.Equal(("waiting", "waiting"), (_one.Progress(number), _other.Progress(number)));
        _other.Remove(_other.Seal()[0].Path);
        Assert.Equal("stored", _one.Progress(number));
        Assert.Empty(_one.Seal());
        Assert.Empty(Directory.GetFiles(_other.Folder));
        _other.Settled();
        Assert.Equal("settled", _one.Progress(number));
        Assert.Null(_one.Progress(number + 1));
        Assert.Null(_one.Progress(0));
    }

    [Fact]
    public async Task Posts_that_come_together_lie_together_and_no_key_twice()
    {
        long[] numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _one.Post([Crawl.Page($"k{i % 50}", $"text {i}")])));
        IReadOnlyList<QueueEntry> entries = _one.Seal();
        Assert.InRange(entries.Count, 4, 199);
        Assert.Equal(numbers.Distinct().Order(), entries.Select(entry => entry.Number));
        Assert.Equal(200, entries.Sum(entry => File.ReadAllLines(entry.Path).Length));
        Assert.All(entries, entry =>
        {
            string[] keys = [.. File.ReadAllLines(entry.Path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];
            Assert.Equal(keys.Distinct().Count(), keys.Length);
        });
    }

    [Fact]
    public async Task Beyond_its_room_nothing_is_taken()
    {
        using PostgresQueue small = Host("small", 2_000);
        await small.Post([Crawl.Page("a", new string('x', 1_500))]);
        // What is known of the queue is a moment old.
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<QueueFullException>(() => small.Post([Crawl.Page("b", new string('y', 1_500))]));
    }

    [Fact]
    public async Task The_writer_takes_posts_of_all_hosts_and_does_their_jobs_once()
    {
        var options = new DedupOptions();
        options.Use(new PostgresStore(_database));
        await _one.Post([Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Ferry))]);
        await _other.Post([Crawl.Page("c", Stories.Text(Stories.Orchard))]);
        var jobs = new JobStore(_one, _one);
        JobRecord asked = await new JobStore(_other, _other).Ask(new Job(JobKind.Delete, "2024-01-01T00:00:00Z") { Keys = ["b"] });
        using (var session = new WatchSession(options, TimeProvider.System, _one, jobs))
        {
            for (int look = 0; look < 4; look++) session.Cycle(CancellationToken.None);
        }
        JobRecord done = new JobStore(_other, _other).Find(asked.Number)!;
        Assert.Equal((JobRecord.Done, 1), (done.State, done.Documents));
        Assert.Equal(["a", "c"], Crawl.Documents(options).Keys.Order());
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(new QueueState(0, 0, 0), _other.State);
    }

    private PostgresQueue Host(string name, long mostBytes)
    {
        var store = new PostgresStore(_database);
        store.Join(new DedupOptions { Cluster = { Address = $"{name}:1" } });
        return new PostgresQueue(store, _folder.File(name), mostBytes, TimeProvider.System);
    }
}
