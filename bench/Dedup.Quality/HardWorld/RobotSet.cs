using System.Diagnostics;
using System.Globalization;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Sources;

namespace Dedup.Quality.HardWorld;

/// <summary>Thousands of fillings of a few form letters, and digests, beside the hard world: none may merge, and ingest must not crawl.</summary>
internal static class RobotSet
{
    private const int DefaultRobots = 5_000;
    private const double BaseScale = 0.5;
    private const int DefaultSeed = 7919;

    public static IEnumerable<Measure> Run(int errors)
    {
        int count = Number("DEDUP_ROBOTS", DefaultRobots);
        int seed = Number("DEDUP_ROBOTS_SEED", DefaultSeed);
        World world = World.Make(BaseScale);
        List<HardPage> robots = World.Robots(world, count, seed);
        Console.WriteLine($"  robots {World.Hash(robots)}: {count} robot stories, {robots.Count - count} digests of seed {seed} beside {world.Pages.Count} pages");
        // Once without measuring: the first pages of a process pay for its compilation.
        Ingest([.. world.Pages.Take(300).Select(p => p.Item)]);
        (double without, double withoutCpu, _) = Ingest([.. world.Pages.Select(p => p.Item)]);
        SourceItem[] all = [.. world.Pages.Concat(robots).Select(p => p.Item)];
        new Random(seed).Shuffle(all);
        double held = Process.GetCurrentProcess().WorkingSet64 / 1e6;
        (double with, double withCpu, IReadOnlyDictionary<string, string> clusters) = Ingest(all);
        HashSet<string> added = [.. robots.Select(p => p.Key)];
        ILookup<string, HardPage> found = world.Pages.Where(p => p.Scored).Concat(robots).ToLookup(p => clusters.GetValueOrDefault(p.Key, p.Key));
        var wrong = found.Where(c => c.Count() > 1 && c.Any(p => added.Contains(p.Key))).OrderByDescending(c => c.Count()).ToList();
        foreach (IGrouping<string, HardPage> cluster in wrong.Take(errors))
        {
            Console.WriteLine($"  cluster {cluster.Key} of {cluster.Count()}:");
            foreach (HardPage page in cluster.OrderByDescending(p => added.Contains(p.Key)).Take(2)) Console.WriteLine($"    {page.Key} ({page.Kind}): '{page.Title}'");
        }
        // Every added page is a story of its own: each pair with one of them is wrong.
        yield return new Measure("false merges of robots", wrong.Sum(c => Wrong(c.Count(), c.Count(p => added.Contains(p.Key) && p.IsRobot))));
        yield return new Measure("false merges of digests", wrong.Sum(c => Wrong(c.Count(), c.Count(p => added.Contains(p.Key) && !p.IsRobot))));
        yield return new Measure("clusters with a wrong member", wrong.Count);
        yield return new Measure("documents a second without", without);
        yield return new Measure("documents a second with", with);
        yield return new Measure("ingest rate over rate without", with / without);
        yield return new Measure("documents a CPU second without", withoutCpu);
        yield return new Measure("documents a CPU second with", withCpu);
        yield return new Measure("memory of the pages, MB", held);
        yield return new Measure("peak memory, MB", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    /// <summary>Pairs of so many with at least one of these few.</summary>
    private static double Wrong(long all, long few) => (all * (all - 1) / 2.0) - ((all - few) * (all - few - 1) / 2.0);

    private static (double Rate, double CpuRate, IReadOnlyDictionary<string, string> Clusters) Ingest(SourceItem[] items)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        return QualitySets.WithItems(items, reader =>
        {
            double rate = items.Length / clock.Elapsed.TotalSeconds;
            double cpuRate = items.Length / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            IReadOnlyDictionary<string, FoundDocument> found = reader.FoundDocuments();
            return (rate, cpuRate, (IReadOnlyDictionary<string, string>)found.ToDictionary(f => f.Key, f => f.Value.Cluster));
        });
    }
}
