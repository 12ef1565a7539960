using System.Data.Common;
using Dapper;
using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>What is crowded is bounded, and still the same in any order, after any deletion and after a rebuild.</summary>
public sealed class CrowdIngestTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1, 256)]
    [InlineData(2, 4, 16)]
    [InlineData(3, 9, 5)]
    public void Order_and_number_of_runs_do_not_matter(int seed, int runs, int batch)
    {
        List<Page> pages = MadeCrowd.Pages(seed, 60, 40);
        DedupOptions once = Options("once.db");
        IngestSummary summary = Crawl.Ingest(once, pages);
        DedupOptions options = Options("order.db");
        options.Ingest.BatchPages = batch;
        options.Ingest.LearnAfterPages = batch;
        List<Page> shuffled = Crawl.Shuffled(pages, seed);
        foreach (Page[] part in shuffled.Chunk((shuffled.Count + runs - 1) / runs)) Crawl.Ingest(options, part);

        Assert.True(summary.Crowds.Count > 0 && summary.Crowds[0].Bodies > 40, $"nothing is crowded by seed {seed}");
        WholeState.RequireSame(once, options, $"seed {seed}");
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Deleted_leaders_and_crowds_leave_no_trace(int seed)
    {
        List<Page> pages = MadeCrowd.Pages(seed, 40, 30);
        List<Page> shuffled = Crawl.Shuffled(pages, seed);
        DedupOptions options = Options("all.db");
        Crawl.Ingest(options, pages);
        // A few at a time, so that keys cease to be crowded one after another.
        for (int left = pages.Count; left > 10; left -= 20)
        {
            new Deleter(options, TimeProvider.System).Run(new DeleteRequest([.. shuffled.Skip(left - 20).Take(20).Select(p => p.Key)], null), null, CancellationToken.None);
            DedupOptions never = Options($"never-{left}.db");
            Crawl.Ingest(never, shuffled.Take(left - 20));
            WholeState.RequireSame(never, options, $"seed {seed}, {left - 20} left");
        }
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    /// <summary>As if the process had been killed: what was committed stands, the rest of the session is gone.</summary>
    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void A_run_that_ends_while_links_are_made_is_gone_on_with(int seed, int parts)
    {
        List<Page> pages = Crawl.Shuffled(MadeCrowd.Pages(seed, 240, 160), seed);
        DedupOptions once = Options("once.db");
        Crawl.Ingest(once, pages);
        DedupOptions options = Killed(pages, parts);

        Crawl.Ingest(options, pages);

        WholeState.RequireSame(once, options, $"seed {seed}");
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    /// <summary>Links of the first part were made with regard to bodies that still wait; those go before they are linked, and that process is killed as well.</summary>
    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void Bodies_that_go_while_they_wait_leave_no_trace(int seed, int parts)
    {
        List<Page> pages = Crawl.Shuffled(MadeCrowd.Pages(seed, 240, 160), seed);
        DedupOptions options = Killed(pages, parts);
        HashSet<string> waiting;
        using (DbConnection connection = options.Store.OpenForReading())
            waiting = [.. connection.Query<string>("SELECT d.key FROM documents d JOIN unlinked u ON u.variant_id = d.variant_id")];
        using (var session = new WriteSession(options, TimeProvider.System, "ingest"))
        {
            IngestRun run = session.Runs.Start("ingest", ["test"], null, session.Now());
            session.Take(waiting.Select(key => SourceItem.Of(Crawl.Page(key, "Gone."))), _ => run, null, null, null, CancellationToken.None);
        }
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);

        new Deleter(options, TimeProvider.System).Run(new DeleteRequest([.. waiting], null), null, CancellationToken.None);

        DedupOptions never = Options("never.db");
        Crawl.Ingest(never, pages.Where(page => !waiting.Contains(page.Key)));
        WholeState.RequireSame(never, options, $"seed {seed}");
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void A_rebuild_gives_the_same()
    {
        DedupOptions once = Options("once.db");
        Crawl.Ingest(once, MadeCrowd.Pages(6, 50, 30));
        DedupOptions options = Options("rebuilt.db");
        Crawl.Ingest(options, Crawl.Shuffled(MadeCrowd.Pages(6, 50, 30), 6));

        Crawl.Rebuild(options);

        WholeState.RequireSame(once, options, "rebuilt");
    }

    [Fact]
    public void Copies_are_found_in_a_crowd_and_letters_stay_apart()
    {
        DedupOptions options = Options("found.db");

        Crawl.Ingest(options, MadeCrowd.Pages(7, 120, 90));

        Dictionary<string, DocumentRow> found = Crawl.Documents(options);
        long story = found["story-0"].Cluster;
        foreach (DocumentRow document in found.Values)
        {
            if (document.Key.StartsWith("story", StringComparison.Ordinal)) Assert.Equal(story, document.Cluster);
            else if (document.Key.EndsWith("-copy", StringComparison.Ordinal)) Assert.Equal(found[document.Key[..document.Key.IndexOf('-', 7)]].Cluster, document.Cluster);
        }
        Assert.Equal(121, found.Values.Select(d => d.Cluster).Distinct().Count());
    }

    /// <summary>What a process leaves that is killed when the links of so many parts are committed.</summary>
    private DedupOptions Killed(List<Page> pages, int parts)
    {
        DedupOptions options = Options("killed.db");
        options.Ingest.CachedWords = 100_000;
        Crawl.Ingest(options, pages.Take(80));
        using (var session = new WriteSession(options, TimeProvider.System, "ingest"))
        {
            IngestRun run = session.Runs.Start("ingest", ["test"], null, session.Now());
            session.Take(pages.Skip(80).Select(SourceItem.Of), _ => run, null, null, null, CancellationToken.None);
            var transaction = new WriteTransaction(session.Connection);
            Assert.Throws<OperationCanceledException>(() => session.Bodies.Settle((_, _) =>
            {
                transaction.Commit();
                if (--parts == 0) throw new OperationCanceledException();
                transaction = new WriteTransaction(session.Connection);
            }));
        }
        Assert.InRange(Crawl.Scalar<long>(options, "SELECT count(*) FROM unlinked"), 1, pages.Count - 81);
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
        return options;
    }

    private DedupOptions Options(string name)
    {
        DedupOptions options = Crawl.Options(_folder, name);
        options.Candidates.CrowdedBodies = 16;
        options.Candidates.CrowdLeaders = 3;
        return options;
    }
}
