using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>The same pages in any order and any split give the same result.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void Order_and_number_of_runs_do_not_matter(int runs)
    {
        List<Page> pages = Crawl.SamplePages();
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        string expected = Crawl.Canonical(once);
        for (int seed = 1; seed <= 5; seed++)
        {
            DedupOptions options = Crawl.Options(_folder, $"order-{seed}.db");
            options.Ingest.BatchPages = 1 + seed * 7;
            options.Ingest.LearnAfterPages = 3 + seed * 5;
            options.Ingest.SaveIndexAfterBodies = 1 + seed * 2;
            // More wait than are worked out together: another thread goes ahead of the one that writes.
            options.BodiesTogether = seed * 6;
            List<Page> shuffled = Crawl.Shuffled(pages, seed);
            foreach (Page[] part in shuffled.Chunk((shuffled.Count + runs - 1) / runs)) Crawl.Ingest(options, part);

            Assert.True(expected == Crawl.Canonical(options), $"seed {seed} in {runs} runs differs:\n{Difference(expected, Crawl.Canonical(options))}");
        }
    }

    [Fact]
    public void Ten_pages_one_at_a_time_give_the_same_as_at_once()
    {
        // A story with copies, its excerpt, the digest that holds it, and strangers.
        string[] keys = ["coinmeadow-1016", "grantley-0144", "southland-1140", "inkwell-0276", "calder-0662", "calder-1014", "elmsworth-0144", "newsbasket-0660", "primeaxis-0467", "tickerlane-1087"];
        List<Page> pages = [.. Crawl.SamplePages().Where(p => keys.Contains(Path.GetFileNameWithoutExtension(p.Key)))];
        Assert.Equal(keys.Length, pages.Count);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        for (int seed = 1; seed <= 3; seed++)
        {
            DedupOptions options = Crawl.Options(_folder, $"single-{seed}.db");
            foreach (Page page in Crawl.Shuffled(pages, seed)) Crawl.Ingest(options, page);

            Assert.True(Crawl.Canonical(once) == Crawl.Canonical(options), $"seed {seed} differs:\n{Difference(Crawl.Canonical(once), Crawl.Canonical(options))}");
        }
    }

    [Fact]
    public void What_pages_said_before_they_changed_leaves_no_trace()
    {
        List<Page> pages = Crawl.SamplePages();
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            DedupOptions options = Crawl.Options(_folder, $"history-{seed}.db");
            Crawl.Ingest(options, pages.Select(page => random.Next(3) > 0 ? page : page with { Text = pages[random.Next(pages.Count)].Text }));

            Crawl.Ingest(options, Crawl.Shuffled(pages, seed));

            Assert.True(Crawl.Canonical(once) == Crawl.Canonical(options), $"seed {seed} differs:\n{Difference(Crawl.Canonical(once), Crawl.Canonical(options))}");
            Assert.Equal(Crawl.Scalar<long>(once, "SELECT count(*) FROM links"), Crawl.Scalar<long>(options, "SELECT count(*) FROM links"));
            Assert.Equal(Crawl.Scalar<long>(once, "SELECT count(*) FROM variants"), Crawl.Scalar<long>(options, "SELECT count(*) FROM variants"));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2_048)]
    public void A_run_that_was_stopped_in_the_middle_and_run_again_gives_the_same(int transaction)
    {
        List<Page> pages = Crawl.SamplePages();
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        DedupOptions stopped = Crawl.Options(_folder, "stopped.db");
        (stopped.Ingest.BatchPages, stopped.PagesTogether) = (transaction, 4);
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Crawl.Ingest(stopped, pages.Select((page, i) =>
        {
            if (i == 60) stop.Cancel();
            return SourceItem.Of(page);
        }), stop.Token));

        Assert.InRange(Crawl.Scalar<long>(stopped, "SELECT count(*) FROM documents"), 0, pages.Count - 1);
        Assert.Equal(0, Crawl.Scalar<long>(stopped, "SELECT count(*) FROM documents") % 4);
        Assert.Equal(0, Crawl.Scalar<long>(stopped, "SELECT count(*) FROM runs WHERE finished IS NOT NULL"));
        Crawl.Ingest(stopped, pages);
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(stopped));
        Assert.Equal(0, Crawl.Scalar<long>(stopped, "SELECT count(*) FROM pending"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    public void A_run_that_was_stopped_before_its_clusters_were_worked_out_is_completed_by_the_next(int together)
    {
        List<Page> pages = Crawl.SamplePages();
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        DedupOptions failed = Crawl.Options(_folder, "failed.db");
        (failed.Ingest.BatchPages, failed.PagesTogether) = (10, together);

        // The source breaks after all pages were given out: what was stored before waits for its clusters.
        Assert.Throws<IOException>(() => Crawl.Ingest(failed, Crawl.Breaking(pages)));
        Assert.True(Crawl.Scalar<long>(failed, "SELECT count(*) FROM pending") > 0);
        Assert.Equal(0, Crawl.Scalar<long>(failed, "SELECT count(*) FROM clusters"));

        Crawl.Ingest(failed, pages);
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(failed));
    }

    private static string Difference(string expected, string actual) => string.Join('\n', expected.Split('\n')
        .Zip(actual.Split('\n')).Where(p => p.First != p.Second).Take(5).Select(p => $"- {p.First}\n+ {p.Second}"));
}
