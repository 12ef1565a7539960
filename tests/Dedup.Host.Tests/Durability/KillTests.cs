using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>An ingest that is killed at any moment, and run again, ends as one that was left alone.</summary>
[Collection(DurabilityCollection.Name)]
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 19;

    private const string AtEnd = "all pages stored, clusters not", Finished = "finished", Before = "before the first batch";

    private readonly Cli _cli = new();

    private readonly ConcurrentDictionary<string, int> _reached = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void An_ingest_killed_at_any_moment_ends_as_an_uninterrupted_one()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("DEDUP_KILLS") ?? "20", CultureInfo.InvariantCulture);
        MadeCrawl.Write(_cli.File("crawl"));
        JsonElement whole = Ingest("whole.db").Json;
        StoredState expected = StoredState.Read(_cli, "whole.db");
        Assert.True(expected.Rejections.Count >= 8, "the crawl has too little to reject");
        TimeSpan taken = Enumerable.Range(0, 3).Select(_ => MeasureTwoAtATime()).Min();
        var random = new Random(Seed);
        // Every fifth is killed twice before it may end.
        var runs = Enumerable.Range(0, kills).Select(i => (Number: i, Moments: Enumerable.Range(0, i % 5 == 4 ? 2 : 1).Select(_ => random.NextDouble() * taken).ToArray())).ToList();

        Parallel.ForEach(runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, run => KillAndFinish(run.Number, run.Moments, whole, expected));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills, seed {Seed}, over {taken.TotalSeconds:0.00} s; {expected.Documents.Count} documents, {expected.Links.Count} links, {expected.Rejections.Count} rejections"));
        foreach ((string place, int count) in _reached.OrderBy(r => r.Key, StringComparer.Ordinal)) output.WriteLine($"  {count,3} × {place}");
        if (kills < 100) return;
        Assert.True(_reached.ContainsKey(Before), "no kill hit before the first batch");
        Assert.True(_reached.Count(r => r.Key.Contains('%', StringComparison.Ordinal)) >= 5, "the kills were not spread over the batches");
        Assert.True(_reached.GetValueOrDefault(Finished) < kills / 3, "too many kills came too late");
    }

    private CliResult Ingest(string database)
    {
        CliResult result = _cli.Run(Command(database));
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static string[] Command(string database) => ["ingest", "crawl", "--db", database, "--set", "Ingest:BatchPages=8", "--json"];

    private TimeSpan MeasureTwoAtATime()
    {
        long began = Stopwatch.GetTimestamp();
        Parallel.For(0, 2, i => Ingest($"measure-{i}.db"));
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        foreach (string file in Directory.GetFiles(_cli.Folder, "measure-*")) File.Delete(file);
        return taken;
    }

    private void KillAndFinish(int number, TimeSpan[] moments, JsonElement whole, StoredState expected)
    {
        string name = $"kill {number} of seed {Seed} after {string.Join(" and ", moments.Select(m => m.TotalMilliseconds.ToString("0 ms", CultureInfo.InvariantCulture)))}";
        string folder = Directory.CreateDirectory(_cli.File($"kill-{number}")).FullName;
        string database = Path.Combine(folder, "dedup.db");
        // On a machine that is now faster than it was measured, the end may come first: then earlier, from the start.
        for (double share = 1; !moments.Select(moment => KillAfter(database, moment * share)).ToList().TrueForAll(killed => killed); share /= 2)
        {
            foreach (string file in Directory.GetFiles(folder)) File.Delete(file);
        }
        (long pages, bool finished) = Reached(folder);
        long all = whole.GetProperty("counts").GetProperty("pages").GetInt64();
        _reached.AddOrUpdate(finished ? Finished : pages == 0 ? Before : pages == all ? AtEnd : $"{pages * 10 / all * 10:00} % of the pages", 1, (_, n) => n + 1);

        JsonElement last = Ingest(database).Json;

        RequireCounts(name, pages, finished, last, whole);
        expected.RequireSame(StoredState.Read(_cli, database), name);
        StoredState.RequireSound(_cli, database, name);
        Directory.Delete(folder, recursive: true);
    }

    /// <returns>Whether it had not ended before.</returns>
    private bool KillAfter(string database, TimeSpan moment)
    {
        long began = Stopwatch.GetTimestamp();
        using StartedProgram program = _cli.Start(Command(database));
        TimeSpan left = moment - Stopwatch.GetElapsedTime(began);
        if (left > TimeSpan.Zero) Thread.Sleep(left);
        return program.Kill();
    }

    /// <summary>How far the run came, asked of a copy: the next run must meet the files as the kill left them.</summary>
    private (long Pages, bool Finished) Reached(string folder)
    {
        string copy = Directory.CreateDirectory(folder + "-copy").FullName;
        foreach (string file in Directory.GetFiles(folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        string database = Path.Combine(copy, "dedup.db");
        (long, bool) reached = (0, false);
        CliResult? status = File.Exists(database) ? _cli.Run("status", "--json", "--db", database) : null;
        // A kill between the making of the file and its tables leaves it empty.
        if (status is not null && !status.Error.Contains("is empty and no database", StringComparison.Ordinal))
        {
            Assert.True(status.ExitCode == 0, status.Error);
            JsonElement[] runs = [.. status.Json.GetProperty("runs").EnumerateArray()];
            if (runs.Length > 0) reached = (runs[^1].GetProperty("pages").GetInt64(), runs[^1].GetProperty("finished").ValueKind != JsonValueKind.Null);
        }
        Directory.Delete(copy, recursive: true);
        return reached;
    }

    private static void RequireCounts(string name, long pages, bool finished, JsonElement last, JsonElement whole)
    {
        long Count(JsonElement summary, string field) => summary.GetProperty("counts").GetProperty(field).GetInt64();
        if (finished)
        {
            // The kill came after the end: the second run finds everything as it is.
            Assert.True((Count(last, "added"), Count(last, "changed"), Count(last, "unchanged")) == (0, 0, Count(whole, "added")), $"{name}: {last}");
            return;
        }
        Assert.True(last.GetProperty("resumed").GetInt64() == pages, $"{name}: {pages} pages were stored, and the last run went on after {last.GetProperty("resumed")}");
        foreach (string field in new[] { "pages", "added", "changed", "unchanged", "rejected" })
            Assert.True(Count(whole, field) == Count(last, field), $"{name}: {field} {Count(last, field)} instead of {Count(whole, field)}");
        foreach (string field in new[] { "documents", "variants", "clusters", "excerpts", "links" })
            Assert.True(whole.GetProperty(field).GetInt64() == last.GetProperty(field).GetInt64(), $"{name}: {field} {last.GetProperty(field)} instead of {whole.GetProperty(field)}");
    }
}
