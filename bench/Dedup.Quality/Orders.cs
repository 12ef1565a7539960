using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;

namespace Dedup.Quality;

/// <summary>The same pages in other orders and other numbers of runs: every result must be the same.</summary>
internal static class Orders
{
    private const int Shuffles = 20;

    /// <summary>A shuffle is taken in by so many runs: each costs as much as all of its pages.</summary>
    private static readonly (int Runs, int Workers)[] Few = [(3, 0), (50, 0), (1, 0), (3, 0), (50, 0)];

    public static IEnumerable<Measure> Run(SourceItem[] items) => Run(items, Few);

    /// <summary>
    /// Twenty shuffles over splits and threads; page by page is slow, and so comes twice. With DEDUP_ORDERS=all each of the
    /// twenty in one run, three and twenty, by one thread, two and eight.
    /// </summary>
    public static IEnumerable<Measure> RunMany(SourceItem[] items)
    {
        int[] workers = [1, 2, 8];
        if (Environment.GetEnvironmentVariable("DEDUP_ORDERS") == "all")
            return Run(items, [.. from runs in (int[])[1, 3, 20] from threads in workers from shuffle in Enumerable.Range(1, Shuffles) select (runs, threads)]);
        return Run(items, [.. Enumerable.Range(0, 18).Select(i => (i % 2 == 0 ? 1 : 3, workers[i % 3])), (items.Length, 8), (items.Length, 1)]);
    }

    /// <summary>Chrome is learned when all pages are stored.</summary>
    private const int AtTheEnd = 1_000_000;

    private static IEnumerable<Measure> Run(SourceItem[] items, (int Runs, int Workers)[] shuffles)
    {
        string expected = Result(items, 1, 0, AtTheEnd);
        int unlike = 0;
        int made = 0;
        foreach ((int runs, int workers) in shuffles)
        {
            SourceItem[] shuffled = [.. items];
            int seed = 1 + (made++ % Shuffles);
            new Random(seed).Shuffle(shuffled);
            if (Result(shuffled, runs, workers, 50 * seed) == expected) continue;
            unlike++;
            Console.WriteLine($"  shuffle of seed {seed} in {runs} runs of {workers} workers differs");
        }
        yield return new Measure("orders and splits", made);
        yield return new Measure("unlike results", unlike);
    }

    /// <summary>What was learned, and every document with its body, relation and origin, and its cluster by the name of the representative: ids depend on arrival.</summary>
    private static string Result(SourceItem[] items, int runs, int workers, int learnAfter)
    {
        string folder = Directory.CreateTempSubdirectory("dedup-orders-").FullName;
        try
        {
            var options = new DedupOptions { Database = Path.Combine(folder, "orders.db") };
            options.Ingest.Workers = workers;
            options.Ingest.LearnAfterPages = learnAfter;
            foreach (SourceItem[] part in items.Chunk((items.Length + runs - 1) / runs))
                new Ingestor(options, TimeProvider.System).Run(["orders"], part, null, CancellationToken.None);
            using var reader = new Reader(options.Database);
            Dictionary<long, ClusterRow> clusters = reader.AllClusters().ToDictionary(c => c.Cluster);
            IEnumerable<string> documents = reader.AllDocuments(withBody: true).Select(row => (row.Document.Key, clusters[row.Document.Cluster].Representative,
                clusters[row.Document.Cluster].Origin, clusters[row.Document.Cluster].OriginReasons, row.Document.Relation, row.Document.Resemblance,
                row.Document.ExcerptOf is long story ? clusters[story].Representative : null, row.Body).ToString());
            IEnumerable<string> learned = ChromeGroupRow.Read(reader, null).Select(group => group.ToString())
                .Concat(ChromeGroupRow.Read(reader, null).SelectMany(group => ChromeLineRow.Read(reader, group.Name)).Select(line => line.ToString()));
            return string.Join('\n', documents.Concat(learned));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
