using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>What was deleted has never been there: everything is as in a database that never had it, but for ids and history.</summary>
public sealed class DeleterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_third_of_the_sample_crawl_leaves_no_trace(int seed) => RequireNoTrace(Crawl.SamplePages(), seed, batch: 256);

    [Theory]
    [InlineData(1, 256)]
    [InlineData(2, 7)]
    [InlineData(3, 1)]
    public void A_third_of_a_generated_world_leaves_no_trace(int seed, int batch) => RequireNoTrace(MadeWorld.Pages(seed, 24), seed, batch);

    [Fact]
    public void The_generated_world_has_all_that_a_deletion_may_bear_on()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, MadeWorld.Pages(1, 24));

        Assert.True(Crawl.Scalar<long>(options, "SELECT count(*) FROM chrome_lines") > 0, "nothing is learned");
        Assert.Equal(["digest", "exact", "excerpt", "lone", "near", "padded", "truncated"], Crawl.Scalar<string>(options, "SELECT group_concat(relation, ',') FROM (SELECT DISTINCT relation FROM variants ORDER BY relation) AS ordered").Split(','));
        Assert.True(Crawl.Scalar<long>(options, "SELECT count(*) FROM variants WHERE words = 0") > 0, "no page is thin");
    }

    [Fact]
    public void Pages_that_return_are_as_if_they_had_never_gone()
    {
        List<Page> pages = MadeWorld.Pages(5, 16);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, pages);

        Delete(options, [.. Crawl.Shuffled(pages, 5).Take(pages.Count / 2).Select(p => p.Key)]);
        Crawl.Ingest(options, Crawl.Shuffled(pages, 6));

        WholeState.RequireSame(once, options, "returned");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_third_that_was_crawled_again_with_other_bodies_leaves_no_trace_of_the_old_ones(int seed)
    {
        List<Page> pages = [.. MadeWorld.Pages(seed, 20), .. Crawl.SamplePages()];
        var random = new Random(seed);
        List<Page> now = [.. pages.Select(page => random.Next(3) > 0 ? page : page with { Text = pages[random.Next(pages.Count)].Text })];
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, now);
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, pages);

        Crawl.Ingest(options, Crawl.Shuffled(now, seed));

        WholeState.RequireSame(once, options, $"seed {seed}");
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void All_documents_of_a_site_go_and_nothing_is_left_of_all()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.SamplePages());
        long ofSite = Crawl.Documents(options).Values.Count(d => d.Site == "Newsbasket");

        DeleteSummary site = new Deleter(options, TimeProvider.System).Run(new DeleteRequest([], "NEWSBASKET"), null, CancellationToken.None);

        Assert.True(ofSite > 1);
        Assert.Equal((ofSite, null), ((long)site.Deleted.Count, site.UnknownSite));
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
        DeleteSummary rest = Delete(options, [.. Crawl.Documents(options).Keys]);
        Assert.Equal((0, 0, 0, 0), (rest.Documents, rest.Variants, rest.Links, rest.Clusters));
        Assert.Empty(WholeState.Read(options));
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void Unknown_keys_are_named_and_the_rest_is_deleted()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.SamplePages());

        DeleteSummary summary = new Deleter(options, TimeProvider.System).Run(new DeleteRequest(["nobody", "skimmer-0508.txt", "skimmer-0508.txt"], "No site"), null, CancellationToken.None);

        Assert.Equal(["skimmer-0508.txt"], summary.Deleted);
        Assert.Equal(["nobody"], summary.Unknown);
        Assert.Equal("No site", summary.UnknownSite);
        Assert.Equal(1, Crawl.Scalar<long>(options, $"SELECT removed FROM runs WHERE id = {summary.Run} AND command = 'delete' AND finished IS NOT NULL"));
        DeleteSummary again = Delete(options, ["skimmer-0508.txt"]);
        Assert.Equal((null, 0, 94), (again.Run, again.Deleted.Count, again.Documents));
    }

    [Fact]
    public void A_dry_run_says_the_same_and_changes_nothing()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.SamplePages());
        string before = Crawl.RowCounts(options) + Crawl.Export(options);
        var request = new DeleteRequest(["calder-1014.txt", "haigang-0206.txt", "skimmer-0508.txt", "nobody"], "Newsbasket");

        DeleteSummary told = new Deleter(options, TimeProvider.System).Foretell(request);

        Assert.Equal(before, Crawl.RowCounts(options) + Crawl.Export(options));
        DeleteSummary done = new Deleter(options, TimeProvider.System).Run(request, null, CancellationToken.None);
        Assert.Equal(done.Deleted, told.Deleted);
        Assert.Equal(["nobody"], told.Unknown);
        Assert.Equal(done.Bodies, told.Bodies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_an_interrupted_deletion_left_is_finished_by_any_next_run(bool byDelete)
    {
        List<Page> pages = MadeWorld.Pages(9, 16);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages.Skip(20));
        DedupOptions options = Crawl.Options(_folder);
        options.Ingest.BatchPages = 10;
        Crawl.Ingest(options, pages);

        // Two batches are stored, and the process ends before it learns and clusters.
        Assert.Throws<IOException>(() => new Deleter(options, TimeProvider.System).Run(new DeleteRequest([.. pages.Take(21).Select(p => p.Key)], null),
            (done, _) => { if (done == 20) throw new IOException("killed"); }, CancellationToken.None));

        Assert.True(Crawl.Scalar<long>(options, "SELECT count(*) FROM chrome_pending") > 0);
        Assert.Empty(DatabaseCheck.Run(options, TimeProvider.System, null).Parts.SelectMany(p => p.Examples));
        if (byDelete) Delete(options, ["nobody"]);
        else Crawl.Ingest(options, Array.Empty<Page>());
        WholeState.RequireSame(once, options, "interrupted");
    }

    [Fact]
    public void A_deletion_that_is_stopped_leaves_its_batches_with_their_clusters()
    {
        List<Page> pages = MadeWorld.Pages(9, 16);
        DedupOptions options = Crawl.Options(_folder);
        options.Ingest.BatchPages = 10;
        Crawl.Ingest(options, pages);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => new Deleter(options, TimeProvider.System).Run(new DeleteRequest([.. pages.Select(p => p.Key)], null), (_, _) => stop.Cancel(), stop.Token));

        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages.OrderBy(p => p.Key, StringComparer.Ordinal).Skip(10));
        WholeState.RequireSame(once, options, "stopped");
    }

    [Fact]
    public void A_database_that_is_not_there_is_not_made()
    {
        DedupOptions options = Crawl.Options(_folder);

        Assert.Throws<DatabaseException>(() => Delete(options, ["a"]));

        Assert.False(options.Store.Exists());
    }

    private void RequireNoTrace(List<Page> pages, int seed, int batch)
    {
        var random = new Random(seed);
        HashSet<string> gone = [.. pages.Where(_ => random.Next(3) == 0).Select(p => p.Key)];
        DedupOptions never = Crawl.Options(_folder, "never.db");
        Crawl.Ingest(never, pages.Where(p => !gone.Contains(p.Key)));
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Shuffled(pages, seed));
        options.Ingest.BatchPages = batch;

        DeleteSummary summary = Delete(options, [.. gone]);

        Assert.Equal(gone.Count, summary.Deleted.Count);
        WholeState.RequireSame(never, options, $"seed {seed}, {gone.Count} of {pages.Count} deleted");
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    private static DeleteSummary Delete(DedupOptions options, IReadOnlyList<string> keys) =>
        new Deleter(options, TimeProvider.System).Run(new DeleteRequest(keys, null), null, CancellationToken.None);
}
