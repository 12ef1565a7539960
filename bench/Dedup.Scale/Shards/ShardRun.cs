using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dedup.Distributed.Shards;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Storage;
using Dedup.Scale.Cluster;
using Dedup.Scale.Indexes;
using Microsoft.Extensions.DependencyInjection;

namespace Dedup.Scale.Shards;

/// <summary>The candidate stage alone over several hosts and one PostgreSQL, all on this machine: bodies are added, which each shard logs before it answers, and their candidates found.</summary>
/// <remarks>Hosts have no gateways for clients, so the process that measures is itself one of them. What it does beside, to make sketches and to prove what was found, stands still while the clock runs.</remarks>
internal static class ShardRun
{
    /// <summary>As the engine adds them.</summary>
    private const int Together = 1_024;

    /// <summary>Bodies that come before the clock runs: the runtime compiles what runs often once more, and three hosts at once take seconds for it.</summary>
    private const int Warm = 20 * Together;

    private const int AskedAgain = 10_000;
    private const int FirstPort = 21_311;

    /// <summary>Measures so many bodies.</summary>
    /// <param name="bodies">How many.</param>
    /// <param name="hosts">Hosts, each a process of its own.</param>
    /// <param name="database">An empty database, which is left as it is then.</param>
    /// <returns>The figures as Markdown.</returns>
    public static string Of(int bodies, int hosts, string database)
    {
        string[] addresses = [.. Enumerable.Range(FirstPort, hosts).Select(port => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"))];
        DedupOptions options = ShardHost.Options(addresses[0], database);
        var store = (PostgresStore)options.Store;
        if (store.Exists()) throw new InvalidOperationException($"{store.Name} holds tables of dedup already: name an empty database");
        IGrainFactory grains = ShardHost.Start(options).GetRequiredService<IGrainFactory>();
        List<HostProcess> others = [];
        try
        {
            foreach (string address in addresses[1..]) others.Add(new HostProcess(address, database));
            foreach (HostProcess other in others) other.Wait();
            IReadOnlyList<int> spread = ShardSpread.Wait(store, options.Cluster, addresses);
            using DbConnection connection = store.OpenForReading();
            using var variants = new VariantStore(connection);
            using ShardedIndex index = ShardedIndex.ForWriting(grains, options, variants, store);
            return Measure(index, bodies, others, spread);
        }
        finally
        {
            foreach (HostProcess other in others) other.Dispose();
        }
    }

    private static string Measure(ShardedIndex index, int bodies, List<HostProcess> others, IReadOnlyList<int> spread)
    {
        int all = Warm + bodies;
        var sketches = new MadeSketches(all);
        var alone = new IndexAlone();
        Take(index, sketches, 0, Warm, alone);
        double server = ClusterRun.ServerSeconds();
        double[] before = [.. others.Select(other => other.ProcessorTime.TotalSeconds)];
        List<BatchTime> took = Take(index, sketches, Warm, all, alone);
        double[] used = [.. others.Select((other, i) => other.ProcessorTime.TotalSeconds - before[i])];
        server = ClusterRun.ServerSeconds() - server;
        AskAgain(index, sketches, (all - 1) / Together * Together, alone);
        double seconds = took.Sum(batch => batch.Seconds), making = took.Sum(batch => batch.Making);
        int tenth = Math.Max(1, took.Count / 10);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {bodies:N0} distinct bodies behind {Warm:N0}, in batches of {Together:N0}, each added and then asked for its candidates; hosts, each a process, and one PostgreSQL on the same {Environment.ProcessorCount} processors.
            The sketches are made, not read, and outside of the measured time. The process that measures is the first of the hosts.

            | measure | figure |
            |---|---|
            | added and found | {seconds:0.0} s, {bodies / seconds:N0} bodies/s |
            | messages made by the first host, for adding and again for finding | about {Share(2 * making, bodies)} |
            | added but for that: sent, logged, indexed | {Share(took.Sum(batch => batch.Adding) - making, bodies)} |
            | found but for that: sent, looked up, put together | {Share(took.Sum(batch => batch.Finding) - making, bodies)} |
            | the last tenth against the first | {Each(took[^tenth..]) / Each(took[..tenth]):0.00} times the time, {1 / Each(took[^tenth..]):N0} bodies/s |
            | shards by host | {string.Join(", ", spread)} |
            | processor seconds of the first host | {took.Sum(batch => batch.Processor):0.0} |
            | processor seconds of the other hosts | {(used.Length == 0 ? "none" : string.Join(", ", used.Select(each => each.ToString("0.0", CultureInfo.InvariantCulture))))} |
            | processor seconds of PostgreSQL | {server:0.0} |
            | candidates, beside one index in memory | identical: {alone.Candidates:N0} of {alone.Bodies:N0} questions |

            """);
    }

    /// <summary>Adds bodies and finds their candidates, batch by batch.</summary>
    private static List<BatchTime> Take(ShardedIndex index, MadeSketches sketches, int first, int end, IndexAlone alone)
    {
        var took = new List<BatchTime>();
        for (int from = first; from < end; from += Together)
        {
            SketchedBody[] batch = Made(sketches, Enumerable.Range(from, Math.Min(Together, end - from)));
            // Either call makes them for itself; here they are made once more, only to take their time.
            double making = Seconds(() => index.Messages(batch, _ => true));
            IReadOnlyList<IReadOnlyList<ProposedBody>> found = [];
            TimeSpan before = Environment.CpuUsage.TotalTime;
            double adding = Seconds(() => index.Add(batch, _ => true));
            double finding = Seconds(() => found = index.Find(batch));
            took.Add(new BatchTime(batch.Length, making, adding, finding, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
            alone.Add(batch);
            alone.Compare(batch, found);
        }
        return took;
    }

    /// <summary>What was found when a body came may have changed since: of many before the last batch it is found again when all have come.</summary>
    private static void AskAgain(ShardedIndex index, MadeSketches sketches, int before, IndexAlone alone)
    {
        foreach (int[] asked in Enumerable.Range(0, Math.Min(AskedAgain, before)).Select(i => (int)((long)i * 7_919 % before)).Distinct().Chunk(Together))
        {
            SketchedBody[] batch = Made(sketches, asked);
            alone.Compare(batch, index.Find(batch));
        }
    }

    private static SketchedBody[] Made(MadeSketches sketches, IEnumerable<int> bodies) =>
        [.. bodies.AsParallel().AsOrdered().Select(sketches.Of).Select(body => new SketchedBody(body.Id, body.Sketch, body.Rank))];

    private static string Share(double seconds, int bodies) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s, {1e6 * seconds / bodies:0.0} µs a body");

    private static double Each(List<BatchTime> batches) => batches.Sum(batch => batch.Seconds) / batches.Sum(batch => batch.Bodies);

    private static double Seconds(Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>What a batch took: seconds to make its messages once, to add it, to find its candidates, and the processor's of this host for both.</summary>
    private readonly record struct BatchTime(int Bodies, double Making, double Adding, double Finding, double Processor)
    {
        public double Seconds => Adding + Finding;
    }
}
