using System.Globalization;
using Dedup.Engine.Check;
using Dedup.Engine.Explain;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>Learned chrome in a real database: a function of the stored pages alone, whatever the order in which they came.</summary>
public sealed class ChromePassTests : IDisposable
{
    private const string Appeal = "The Weir Ledger lives on what its neighbours give, and whoever has read this far may know that a roof, a press and four salaries want paying each month.";

    private static readonly string[] Titles =
        ["Ferry drifts ashore", "Orchard growers despair", "Chess champion dethroned", "Lighthouse auctioned cheaply", "Bakery wins medal", "Glacier shrinks faster", "Tunnel opens early"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_that_was_stored_before_a_line_was_learned_is_extracted_again()
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = WithAppeal(6);
        Crawl.Ingest(options, pages[..3]);
        Assert.Equal(3, Crawl.Scalar<long>(options, "SELECT count(*) FROM chrome_members WHERE group_id = (SELECT id FROM chrome_groups WHERE name = 'weir.example')"));
        Assert.Contains(Appeal, Crawl.Body(options, pages[0].Key), StringComparison.Ordinal);

        Crawl.Ingest(options, pages[3..]);

        Assert.All(pages, page => Assert.DoesNotContain(Appeal, Crawl.Body(options, page.Key), StringComparison.Ordinal));
        Assert.All(pages, page => Assert.True(Crawl.Documents(options)[page.Key].Words > 40));
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    /// <summary>A site of more pages than are learned from: those beyond the sample lose what it teaches too.</summary>
    [Fact]
    public void A_page_beyond_the_sample_is_extracted_again()
    {
        DedupOptions options = Crawl.Options(_folder);
        const int Site = ChromeLearner.SamplePages + 200;
        Page beyond = WithAppeal(1)[0];
        string[] keys = [.. Enumerable.Range(0, Site).Select(i => $"weir-{i}").OrderBy(ChromeStore.Rank)];
        // Each of these has a headline of its own; a third of them has the appeal, when they come again.
        Page Other(int rank, bool hasAppeal) => Crawl.Page(
            keys[rank], $"{Word(rank)} harbour{Word(rank)}\nThe {Word(rank)} was seen by those who live there and nobody else.{(hasAppeal ? "\n" + Appeal : "")}", url: $"https://weir.example/{rank}");
        Crawl.Ingest(options, [beyond with { Key = keys[^1] }, .. Enumerable.Range(0, Site - 1).Select(rank => Other(rank, hasAppeal: false))]);
        Assert.Contains(Appeal, Crawl.Body(options, keys[^1]), StringComparison.Ordinal);

        Crawl.Ingest(options, Enumerable.Range(0, Site / 3).Select(rank => Other(3 * rank, hasAppeal: true)));

        Assert.DoesNotContain(Appeal, Crawl.Body(options, keys[^1]), StringComparison.Ordinal);

        static string Word(int number) => "Z" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));
    }

    [Fact]
    public void A_line_that_no_page_shows_any_more_is_forgotten()
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = WithAppeal(6);
        Crawl.Ingest(options, pages);
        Assert.DoesNotContain(Appeal, Crawl.Body(options, pages[0].Key), StringComparison.Ordinal);

        // All but one were crawled again, without it.
        Crawl.Ingest(options, pages[1..].Select(page => page with { Text = page.Text.Replace("\n" + Appeal, "", StringComparison.Ordinal) }));

        Assert.Contains(Appeal, Crawl.Body(options, pages[0].Key), StringComparison.Ordinal);
        Assert.Equal(0, Crawl.Scalar<long>(options, "SELECT count(*) FROM chrome_pending"));
        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_and_any_split_teach_the_same(int seed)
    {
        List<Page> pages = [.. WithAppeal(7), .. Crawl.SamplePages()];
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        DedupOptions parts = Crawl.Options(_folder, "parts.db");
        (parts.Ingest.BatchPages, parts.Ingest.LearnAfterPages) = (seed, 2 * seed);
        foreach (Page[] part in Crawl.Shuffled(pages, seed).Chunk(3 + (seed * 9))) Crawl.Ingest(parts, part);

        Assert.True(State(once) == State(parts), $"seed {seed}");
        Assert.Contains(Appeal, State(once), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rebuild_learns_the_same_from_nothing()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, [.. WithAppeal(7), .. Crawl.SamplePages()]);
        string before = State(options);

        RebuildSummary summary = Crawl.Rebuild(options);

        Assert.Equal(before, State(options));
        Assert.Equal((0, 0), (summary.Bodies, summary.Fields));
    }

    [Fact]
    public void A_run_that_ends_before_it_has_learned_is_completed_by_the_next()
    {
        List<Page> pages = WithAppeal(7);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        DedupOptions broken = Crawl.Options(_folder, "broken.db");
        broken.Ingest.BatchPages = 1;
        Assert.Throws<IOException>(() => Crawl.Ingest(broken, Crawl.Breaking(pages)));
        Assert.True(Crawl.Scalar<long>(broken, "SELECT count(*) FROM chrome_pending") > 0);

        Crawl.Ingest(broken, pages);

        Assert.Equal(State(once), State(broken));
    }

    [Fact]
    public void Explain_says_what_taught_a_line_and_what_a_page_that_is_not_stored_would_lose()
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = WithAppeal(7);
        Crawl.Ingest(options, pages[..6]);
        using var reader = new Reader(options.Store);

        foreach (Explanation explanation in new[] { new Explainer(reader, options).Document(pages[0].Key)!, new Explainer(reader, options).Page(pages[6]) })
        {
            ExplainedLine line = explanation.Lines.Single(l => l.Text == Appeal);
            Assert.False(line.Kept);
            Assert.Equal("learned_chrome", line.Reason);
            Assert.Equal("learned from site 'weir.example': on 6 pages beside 6 unrelated headlines", line.Why);
        }
        ChromeLineRow row = Assert.Single(ChromeLineRow.Read(reader, "WEIR.example"), l => l.Text == Appeal);
        Assert.Equal((6, 6, true), (row.Pages, row.Headlines, row.Fixed));
        Assert.Contains(ChromeGroupRow.Read(reader, null), g => g is { Kind: "site", Name: "weir.example", Pages: 6 });
        Assert.Empty(ChromeGroupRow.Read(reader, "nobody.example"));
    }

    /// <summary>Pages of one site, each with a story of its own and the same appeal behind it.</summary>
    private static List<Page> WithAppeal(int pages) => [.. Enumerable.Range(0, pages).Select(i => Crawl.Page(
        $"weir-{i}", $"{Titles[i]}\n2024-03-0{i + 1}\n{Story(i)}\n{Appeal}", url: $"https://weir.example/{i}"))];

    private static string Story(int i) => string.Join('\n', Enumerable.Range(0, 4).Select(p =>
        $"{Stories.Ferry[p].TrimEnd('.')} {Titles[i]} as told {(char)('a' + i)} {(char)('p' + p)} in {Titles[(i + p) % Titles.Length].ToLowerInvariant()} of the Weir."));

    /// <summary>The learned lines and every body, with the partition.</summary>
    private static string State(DedupOptions options)
    {
        using var reader = new Reader(options.Store);
        return string.Join('\n',
        [
            Crawl.Canonical(options),
            .. ChromeGroupRow.Read(reader, null).Select(g => g.ToString()),
            .. ChromeGroupRow.Read(reader, null).SelectMany(g => ChromeLineRow.Read(reader, g.Name)).Select(l => l.ToString()),
            .. reader.AllDocuments(withBody: true).Select(d => $"{d.Document.Key}: {d.Body}"),
        ]);
    }
}
