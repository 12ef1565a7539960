using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dedup.Distributed.Cluster;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;
using Npgsql;

namespace Dedup.Distributed.Tests.Cluster;

/// <summary>Three hosts over one PostgreSQL, each the built program in a process of its own, beside one machine with a SQLite file.</summary>
public sealed class ClusterTests : IDisposable
{
    private const int Batch = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly TempFolder _folder = new();
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly List<ClusterProcess> _hosts = [];
    private readonly List<NetworkNamespace> _networks = [];

    private readonly ITestOutputHelper _output;

    public ClusterTests(ITestOutputHelper output)
    {
        _output = output;
        _server = PostgresServer.Own();
        _database = _server.NewSchema().Replace(";Pooling=false", "", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (ClusterProcess host in _hosts) host.Dispose();
        foreach (NetworkNamespace network in _networks) network.Dispose();
        NpgsqlConnection.ClearAllPools();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Hosts_take_pages_and_answer_as_one_machine_would()
    {
        List<Page> pages = Crawl.Shuffled(MadeWorld.Pages(seed: 4, stories: 40), seed: 9);
        await Start(3);
        for (int at = 0; at < pages.Count; at += Batch) Assert.NotNull(await _hosts[at / Batch % 3].Post(Lines(pages.Skip(at).Take(Batch))));
        await Settled(pages.Count);
        Assert.Equal(Alone(pages), Partition(new PostgresStore(_database)));

        // Each of them answers, about what any of them took.
        string asked = Lines([pages[0]]).Replace("\"id\":\"" + pages[0].Key + "\"", "\"id\":\"asked\"", StringComparison.Ordinal);
        var answers = new List<string>();
        foreach (ClusterProcess host in _hosts)
        {
            string? answer = null;
            await Until(async () => (answer = await host.Ask("/v1/match", asked)) is not null);
            answers.Add(Best(answer!));
        }
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Contains("exact", answers[0], StringComparison.Ordinal);

        // One of them keeps the search index, which all ask.
        string word = (pages[0].Text!).Split(' ')[0];
        var found = new List<string>();
        foreach (ClusterProcess host in _hosts)
        {
            string? answer = null;
            await Until(async () => (answer = await host.Ask($"/v1/documents?q={word}&limit=50")) is not null && answer.Contains("\"health\":\"usable\",\"behind\":0,", StringComparison.Ordinal));
            found.Add(answer!);
        }
        Assert.Contains(pages[0].Key, found[0], StringComparison.Ordinal);
        Assert.All(found, answer => Assert.Equal(found[0], answer));

        // Those that come later take their part of the shards.
        ClusterStatus status = null!;
        await Until(() => Task.FromResult((status = ClusterStatus.Read(new PostgresStore(_database), "dedup")).Shards.Select(shard => shard.Host).Distinct().Count() == 3));
        Assert.Equal(_hosts.Select(host => host.Address).Order(), status.Hosts.Where(host => host.State == "active").Select(host => host.Address).Order());
        Assert.Single(status.Hosts, host => host.Writes);
        Assert.Equal(12, status.Shards.Count);
        Assert.Equal(status.Hosts.Select(host => host.Address).Order(), status.Shards.Select(shard => shard.Host).Distinct().Order());
        Assert.All(status.Shards, shard => Assert.Equal(status.Shards[0].Bodies, shard.Bodies));
        Assert.Equal(0, status.Lag.Pages);
        using JsonDocument said = JsonDocument.Parse(ClusterProcess.Run("cluster", "status", "--db", _database, "--json"));
        Assert.Equal((3, 12), (said.RootElement.GetProperty("hosts").GetArrayLength(), said.RootElement.GetProperty("shards").GetArrayLength()));
        Assert.Contains("3 active hosts, 12 shards", ClusterProcess.Run("cluster", "status", "--db", _database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_make_of_the_labelled_world_what_one_machine_makes_of_it()
    {
        List<Page> pages = Crawl.Pages(Checkout.LabelledData("world-dev/pages.jsonl"));
        await Start(3);
        const int Many = 200;
        for (int at = 0; at < pages.Count; at += Many) await PostSomewhere(Lines(pages.Skip(at).Take(Many)), at / Many);
        await Settled(pages.DistinctBy(page => page.Key).Count());
        Assert.Equal(Alone(pages), Partition(new PostgresStore(_database)));
    }

    /// <summary>Faults while pages come in: nothing that was acknowledged is lost, nothing is there twice, and the clusters are those of one machine.</summary>
    [Fact]
    public async Task Whatever_fails_while_pages_come_no_page_is_lost_or_doubled_and_the_partition_is_the_same()
    {
        int faults = int.TryParse(Environment.GetEnvironmentVariable("DEDUP_CLUSTER_FAULTS"), out int few) ? few : 20;
        const int Seed = 11;
        // Worlds of their own, one for each fault and one before.
        List<Page> pages = Crawl.Shuffled([.. Enumerable.Range(0, faults + 1).SelectMany(seed => MadeWorld.Pages(seed, stories: 25).Select(page => page with { Key = $"{seed}-{page.Key}" }))], seed: Seed);
        // Some come again with another body: what was known of the first goes.
        pages = [.. pages, .. pages.Where((_, i) => i % 5 == 0).Select((page, i) => page with { Text = $"{page.Text}\n{string.Join(' ', Enumerable.Range(0, 60).Select(word => $"later{i}word{word}"))}", Fetched = "2025-01-01T00:00:00Z" })];
        int documents = pages.DistinctBy(page => page.Key).Count();
        var random = new Random(Seed);
        await Start(3);
        (string Name, Func<Task> Do)[] kinds =
        [
            ("the writer killed, and started again after 8 s", () => Kill(Writer())),
            ("the writer paused for 12 s", () => Pause(Writer())),
            ("PostgreSQL crashed and restarted", Crash),
            ("another killed, and started again after 8 s", () => Kill(Other())),
            ("another paused for 12 s", () => Pause(Other())),
            ("the writer stopped", () => Stop(Writer())),
            ("the others stopped, and the writer killed while they start", () => KillAlone(Writer())),
        ];
        int each = pages.Count / (faults + 1);
        int posted = 0;
        for (int fault = 0; fault <= faults; fault++)
        {
            IEnumerable<Page> part = fault == faults ? pages.Skip(posted) : pages.Skip(posted).Take(each);
            Task posting = Post([.. part]);
            posted += each;
            if (fault < faults)
            {
                (string name, Func<Task> work) = kinds[fault % kinds.Length];
                await Task.Delay(random.Next(1_500), TestContext.Current.CancellationToken);
                long began = Stopwatch.GetTimestamp();
                await work();
                await Stored();
                _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fault {fault + 1}: {name}: the next page was stored {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after it began"));
            }
            await posting.WaitAsync(Longest, TestContext.Current.CancellationToken);
        }
        await Settled(documents + _probes.Count);
        Assert.Equal(Alone([.. pages, .. _probes]), Partition(new PostgresStore(_database)));
    }

    [Fact]
    public async Task With_another_number_of_shards_the_index_is_shared_out_anew()
    {
        List<Page> pages = Crawl.Shuffled(MadeWorld.Pages(seed: 5, stories: 25), seed: 6);
        int half = pages.Count / 2;
        _hosts.Add(new ClusterProcess(_database, _folder.File("first")));
        await Ready();
        await Post(pages[..half]);
        await Settled(half);
        _hosts[0].Dispose();
        _hosts[0] = new ClusterProcess(_database, _folder.File("second"), settings: "Cluster:Shards=5");
        await Ready();
        await Post(pages[half..]);
        await Settled(pages.Count);
        Assert.Equal(Alone(pages), Partition(new PostgresStore(_database)));
    }

    /// <summary>Two hosts cannot reach one another, and both reach the database: one of the two must go, and nothing with it. Or the writer reaches neither of the others.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cut_between_hosts_loses_nothing_and_heals(int cutOff)
    {
        const int Seed = 12;
        List<Page> pages = Crawl.Shuffled([.. Enumerable.Range(0, 4).SelectMany(seed => MadeWorld.Pages(seed, stories: 25).Select(page => page with { Key = $"{seed}-{page.Key}" }))], seed: Seed);
        _networks.AddRange(NetworkNamespace.Make(3));
        string database = _database.Replace("127.0.0.1", NetworkNamespace.Outside, StringComparison.Ordinal);
        foreach (NetworkNamespace network in _networks) _hosts.Add(new ClusterProcess(database, _folder.File(network.Address), network));
        await Ready();
        Task posting = Post(pages[..(pages.Count / 2)]);
        int writer = _hosts.IndexOf(Writer());
        NetworkNamespace[] others = [.. Enumerable.Range(1, cutOff).Select(next => _networks[(writer + next) % 3])];
        foreach (NetworkNamespace other in others)
        {
            _networks[writer].Cut(other);
            other.Cut(_networks[writer]);
        }
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(4_000, TestContext.Current.CancellationToken);
        await Stored();
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cut: the next page was stored {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after it began"));
        await posting.WaitAsync(Longest, TestContext.Current.CancellationToken);
        foreach (NetworkNamespace other in others)
        {
            _networks[writer].Heal(other);
            other.Heal(_networks[writer]);
        }
        await Post(pages[(pages.Count / 2)..]);
        await Settled(pages.Count + _probes.Count);
        await Until(() => Task.FromResult(ClusterStatus.Read(new PostgresStore(_database), "dedup").Hosts.Count(host => host.State == "active") == 3));
        Assert.Equal(Alone([.. pages, .. _probes]), Partition(new PostgresStore(_database)));
    }

    private readonly List<Page> _probes = [];

    private async Task Start(int count)
    {
        for (int host = 0; host < count; host++) _hosts.Add(new ClusterProcess(_database, _folder.File($"host{host}")));
        await Ready();
    }

    private async Task Ready()
    {
        await Until(async () => (await Task.WhenAll(_hosts.Select(host => host.Ask("/health/ready")))).All(answer => answer == "ready") && WriterOrNull() is not null);
    }

    private ClusterProcess Writer()
    {
        ClusterProcess? writer = null;
        SpinWait.SpinUntil(() => (writer = WriterOrNull()) is not null, Longest);
        return writer!;
    }

    private ClusterProcess? WriterOrNull()
    {
        string? address = new PostgresStore(_database).WritingHost();
        return _hosts.FirstOrDefault(host => host.Address == address);
    }

    private ClusterProcess Other() => _hosts.First(host => host != Writer());

    private static Task Kill(ClusterProcess host)
    {
        host.RestartAfter = TimeSpan.FromSeconds(8);
        host.Kill();
        return Task.CompletedTask;
    }

    private static Task Stop(ClusterProcess host)
    {
        host.Terminate();
        return Task.CompletedTask;
    }

    /// <summary>Kills the last host that is active, while the others come back: they are not active yet, and none of them can say that it is dead.</summary>
    private async Task KillAlone(ClusterProcess writer)
    {
        foreach (ClusterProcess other in _hosts.Where(host => host != writer)) other.Terminate();
        await Until(() => Task.FromResult(ClusterStatus.Read(new PostgresStore(_database), "dedup").Hosts.Count(host => host.State == "active") == 1));
        await Kill(writer);
    }

    private static Task Pause(ClusterProcess host)
    {
        host.Pause();
        // Meanwhile the others hold it for dead; it comes back in the middle of what it did.
        _ = Task.Delay(12_000, TestContext.Current.CancellationToken).ContinueWith(_ => host.Resume(), TaskScheduler.Default);
        return Task.CompletedTask;
    }

    private Task Crash()
    {
        _server.Crash();
        return Task.CompletedTask;
    }

    private async Task Post(List<Page> pages)
    {
        for (int at = 0; at < pages.Count; at += Batch) await PostSomewhere(Lines(pages.Skip(at).Take(Batch)), at / Batch);
    }

    /// <summary>As a crawler does: what no host has acknowledged is sent again, to another.</summary>
    private async Task<string> PostSomewhere(string lines, int first)
    {
        string? number = null;
        int host = first;
        await Until(async () => (number = await _hosts[host++ % _hosts.Count].Post(lines)) is not null);
        return number!;
    }

    /// <summary>Posts a page of its own and waits until it is stored.</summary>
    private async Task Stored()
    {
        Page probe = Crawl.Page($"probe-{_probes.Count}", string.Join(' ', Enumerable.Range(0, 80).Select(i => $"probe{_probes.Count}word{i}")));
        _probes.Add(probe);
        string number = await PostSomewhere(Lines([probe]), _probes.Count);
        await Until(async () =>
        {
            foreach (ClusterProcess host in _hosts)
            {
                if (await host.Ask($"/v1/posts/{number}") is string progress) return !progress.Contains("waiting", StringComparison.Ordinal);
            }
            return false;
        });
    }

    private async Task Settled(int documents)
    {
        await Until(async () =>
        {
            foreach (ClusterProcess host in _hosts)
            {
                if (await host.Ask("/v1/status") is not string answer) continue;
                using JsonDocument status = JsonDocument.Parse(answer);
                JsonElement database = status.RootElement.GetProperty("database");
                return database.GetProperty("documents").GetInt64() >= documents && database.GetProperty("waiting").GetInt64() == 0 && status.RootElement.GetProperty("queue").GetProperty("pages").GetInt64() == 0;
            }
            return false;
        });
    }

    private async Task Until(Func<Task<bool>> isDone)
    {
        long began = Stopwatch.GetTimestamp();
        while (!await isDone())
        {
            if (Stopwatch.GetElapsedTime(began) > Longest) throw new TimeoutException(string.Join("\n=====\n", _hosts.Select(host => host.Log.Length > 6_000 ? host.Log[^6_000..] : host.Log)));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What one machine makes of the pages.</summary>
    private string Alone(List<Page> pages)
    {
        var options = new DedupOptions();
        options.Use(new SqliteStore(_folder.File("alone.db")));
        Crawl.Ingest(options, pages);
        return Partition(options.Store);
    }

    /// <summary>The keys of each cluster, in order; every document once.</summary>
    private static string Partition(Dedup.Engine.Storage.IStore store)
    {
        using var reader = new Reader(store);
        using var lines = new StringWriter();
        Dedup.Engine.Export.Exporter.Documents(reader, lines, Dedup.Engine.Export.ExportFormat.JsonLines, withBody: false);
        var documents = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return (Key: row.RootElement.GetProperty("key").GetString()!, Cluster: row.RootElement.GetProperty("cluster").GetInt64());
        }).ToList();
        Assert.Equal(documents.Count, documents.DistinctBy(document => document.Key).Count());
        return string.Join('\n', documents.GroupBy(document => document.Cluster, document => document.Key).Select(keys => string.Join(' ', keys.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
    }

    private static string Best(string answer)
    {
        using JsonDocument matched = JsonDocument.Parse(answer);
        return matched.RootElement.GetProperty("matches")[0].GetRawText();
    }

    private static string Lines(IEnumerable<Page> pages) => System.Text.Encoding.UTF8.GetString(PostedPage.Lines([.. pages]));
}
