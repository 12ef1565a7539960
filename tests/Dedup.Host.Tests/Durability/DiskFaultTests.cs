using System.Collections.Concurrent;
using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>An ingest whose disk fails at any call says so, harms nothing, and ends as one whose disk worked.</summary>
public sealed class DiskFaultTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 7;

    /// <summary>Fifty faults: what goes wrong and how often.</summary>
    private static readonly (string Call, string Kind, int Times)[] Mix =
    [
        ("write", "eio", 8), ("write", "enospc", 8), ("write", "broken", 6), ("write", "short", 4), ("write", "kill", 5), ("write", "torn", 6),
        ("sync", "eio", 6), ("sync", "kill", 2), ("truncate", "eio", 1), ("truncate", "kill", 1), ("create", "eio", 2), ("create", "enospc", 1),
    ];

    /// <summary>One in so many of them is met: 1 is all.</summary>
    private static readonly int OneIn = int.Parse(Environment.GetEnvironmentVariable("DEDUP_FAULTS_ONE_IN") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    private readonly FailingDisk _disk = new();

    private readonly Cli _cli = new();

    private readonly ConcurrentQueue<string> _outcomes = new();

    public void Dispose()
    {
        _cli.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public void An_ingest_whose_disk_fails_at_any_call_ends_as_an_uninterrupted_one()
    {
        MadeCrawl.Write(_cli.File("crawl"));
        (StoredState expected, DiskLog seen) = Whole(8);
        Assert.True(seen is { Writes: > 500, Syncs: > 20, Truncates: > 0, Creates: > 2, Spoilt: 0 }, $"{seen}");

        DiskFault[] faults = [.. Spread(seen).Where((_, i) => i % OneIn == 0)];
        Parallel.For(0, faults.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => FailAndFinish(i, 8, faults[i], expected));

        output.WriteLine($"{faults.Length} faults, seed {Seed}, of {seen.Writes} writes, {seen.Syncs} syncs, {seen.Truncates} truncates, {seen.Creates} files made");
        foreach (IGrouping<string, string> outcome in _outcomes.GroupBy(o => o).OrderBy(o => o.Key, StringComparer.Ordinal)) output.WriteLine($"  {outcome.Count(),3} × {outcome.Key}");
        Assert.True(_outcomes.Count(o => o.EndsWith("exit 3", StringComparison.Ordinal)) >= 20 / OneIn, "too few faults were told");
    }

    /// <summary>Batches of one: a kill before every sync meets every boundary, those within a file too.</summary>
    [Fact]
    public void An_ingest_killed_before_any_sync_ends_as_an_uninterrupted_one()
    {
        Directory.CreateDirectory(_cli.File("crawl"));
        string[] samples = [.. Directory.GetFiles(Checkout.SamplePages).Order(StringComparer.Ordinal).Take(4).Select(File.ReadAllText)];
        _cli.Write("crawl/1.txt", samples[0]);
        _cli.Write("crawl/2.txt", "");
        _cli.Write("crawl/3.jsonl", $"{MadeCrawl.Line("a", samples[1])}\nbroken\n{MadeCrawl.Line("a", samples[2])}\n");
        _cli.Write("crawl/4.txt", samples[3]);
        (StoredState expected, DiskLog seen) = Whole(1);
        Assert.Equal((3, 3), (expected.Documents.Count, expected.Rejections.Count));

        Parallel.For(0, (int)seen.Syncs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => FailAndFinish(i, 1, new DiskFault("sync", "kill", i + 1), expected));

        output.WriteLine($"{seen.Syncs} kills, one before each sync");
        Assert.True(seen.Syncs > 12, $"{seen}");
    }

    private (StoredState State, DiskLog Seen) Whole(int batch)
    {
        (CliResult whole, DiskLog seen) = _disk.Run(_cli, _cli.File("whole.db"), null, Command("whole.db", batch));
        Assert.True(whole.ExitCode == 0, whole.Error);
        return (StoredState.Read(_cli, "whole.db"), seen);
    }

    /// <summary>Each kind over the whole range: one in each of as many parts as it comes times.</summary>
    private static IEnumerable<DiskFault> Spread(DiskLog seen)
    {
        var random = new Random(Seed);
        foreach ((string call, string kind, int times) in Mix)
        {
            for (int i = 0; i < times; i++) yield return new DiskFault(call, kind, 1 + (long)((i + random.NextDouble()) / times * seen.Of(call)));
        }
    }

    private static string[] Command(string database, int batch) => ["ingest", "crawl", "--db", database, "--set", $"Ingest:BatchPages={batch}", "--json"];

    private void FailAndFinish(int number, int batch, DiskFault fault, StoredState expected)
    {
        string name = $"seed {Seed}, {fault}";
        string folder = Directory.CreateDirectory(_cli.File($"fault-{number}")).FullName;
        string database = Path.Combine(folder, "dedup.db");

        (CliResult result, DiskLog log) = _disk.Run(_cli, database, fault, Command(database, batch));

        Assert.True(log.Spoilt > 0, $"{name}: never came, the disk saw {log}");
        string file = Path.GetFileName(log.Path);
        _outcomes.Enqueue($"{fault.Call} {fault.Kind} on {file}: exit {result.ExitCode}");
        if (fault.Kind is "kill" or "torn") Assert.True(result.ExitCode == 137, $"{name} on {file}: exit {result.ExitCode}: {result.Error}");
        else if (result.ExitCode == 0) expected.RequireSame(StoredState.Read(_cli, database), $"{name} on {file}, which exits 0");
        else Message.RequireClear(result, database, $"{name} on {file}");

        CliResult last = _cli.Run(Command(database, batch));
        Assert.True(last.ExitCode == 0, $"{name} on {file}, then without: {last.Error}");
        JsonElement counts = last.Json.GetProperty("counts");
        Assert.True((counts.GetProperty("pages").GetInt64(), counts.GetProperty("rejected").GetInt64()) == (expected.Documents.Count + expected.Rejections.Count, expected.Rejections.Count), $"{name} on {file}: {counts}");
        expected.RequireSame(StoredState.Read(_cli, database), $"{name} on {file}");
        StoredState.RequireSound(_cli, database, $"{name} on {file}");
        Directory.Delete(folder, recursive: true);
    }
}
