using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

public sealed class IngestorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public IngestorTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_on_the_same_pages_changes_nothing()
    {
        Crawl.Ingest(_options, Crawl.SamplePages());
        string export = Crawl.Export(_options);
        string rows = Crawl.RowCounts(_options);

        IngestSummary second = Crawl.Ingest(_options, Crawl.SamplePages());

        Assert.Equal((0, 0, 95, 0), (second.Counts.Added, second.Counts.Changed, second.Counts.Unchanged, second.Counts.Rejected));
        Assert.Equal(rows, Crawl.RowCounts(_options));
        Assert.Equal(export, Crawl.Export(_options));
    }

    [Fact]
    public void What_is_done_after_the_last_page_is_said_step_by_step()
    {
        var said = new List<string>();
        var pages = new List<long>();

        new Ingestor(_options, TimeProvider.System) { Doing = said.Add }.Run(["test"], Crawl.SamplePages().Select(SourceItem.Of), pages.Add, TestContext.Current.CancellationToken);

        Assert.Equal(95, pages[^1]);
        Assert.Equal(["learning templates", "comparing bodies", "working out clusters"], said.Where(step => !step.StartsWith("saving", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_page_is_updated_and_moves_to_the_cluster_of_its_new_body()
    {
        Crawl.Ingest(_options, Ferry("a"), Ferry("b"), Orchard("c"));
        Assert.Equal(Cluster("a"), Cluster("b"));

        IngestSummary second = Crawl.Ingest(_options, Ferry("a"), Orchard("b"), Orchard("c"));

        Assert.Equal((0, 1, 2), (second.Counts.Added, second.Counts.Changed, second.Counts.Unchanged));
        Assert.Equal(Cluster("c"), Cluster("b"));
        Assert.NotEqual(Cluster("a"), Cluster("b"));
        Assert.Equal(1, Rows("a").Documents);
        Assert.Equal(2, Rows("c").Documents);
    }

    [Fact]
    public void A_changed_page_that_carried_a_body_alone_takes_the_body_with_it()
    {
        Crawl.Ingest(_options, Ferry("a"), Crawl.Page("b", Stories.Text(Stories.Ferry[..9])));
        Assert.Equal((2, 1), (Crawl.Scalar<long>(_options, "SELECT count(*) FROM variants"), Crawl.Scalar<long>(_options, "SELECT count(*) FROM links")));

        Crawl.Ingest(_options, Orchard("b"));

        Assert.Equal((2, 0), (Crawl.Scalar<long>(_options, "SELECT count(*) FROM variants"), Crawl.Scalar<long>(_options, "SELECT count(*) FROM links")));
        DocumentRow left = Crawl.Documents(_options)["a"];
        Assert.Equal(("lone", 1.0, true), (left.Relation, left.Resemblance, left.Representative));
    }

    [Fact]
    public void A_changed_field_is_updated_though_the_body_stays()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry), site: "Old Name"));
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry), site: "New Name"));

        Assert.Equal("New Name", Assert.Single(Crawl.Documents(_options).Values).Site);
    }

    [Fact]
    public void A_page_that_is_gone_at_the_next_run_stays_stored()
    {
        Crawl.Ingest(_options, Ferry("a"), Ferry("b"));

        Crawl.Ingest(_options, Ferry("a"));

        Assert.Equal(["a", "b"], Crawl.Documents(_options).Keys.Order());
    }

    [Fact]
    public void Of_two_pages_with_one_key_the_first_wins_and_the_second_is_reported()
    {
        IngestSummary summary = Crawl.Ingest(_options, Ferry("a") with { Place = "one.txt" }, Orchard("a") with { Place = "two.txt" });

        Assert.Equal((2, 1, 1), (summary.Counts.Pages, summary.Counts.Added, summary.Counts.Rejected));
        Rejection rejection = Assert.Single(summary.Rejections);
        Assert.Equal("two.txt", rejection.Place);
        Assert.Contains("'a'", rejection.Reason, StringComparison.Ordinal);
        Assert.Contains("one.txt", rejection.Reason, StringComparison.Ordinal);
        using var reader = new Reader(_options.Store);
        Assert.Contains("Aurelia", reader.FoundDocuments()["a"].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejections_are_counted_stored_and_listed_up_to_a_limit()
    {
        IngestSummary summary = Crawl.Ingest(_options, Enumerable.Range(1, 25).Select(i => SourceItem.Rejected($"f:{i}", "broken")).Append(SourceItem.Of(Ferry("a"))));

        Assert.Equal((26, 25, 1), (summary.Counts.Pages, summary.Counts.Rejected, summary.Documents));
        Assert.Equal(Ingestor.ListedRejections, summary.Rejections.Count);
        Assert.Equal(25, Crawl.Scalar<long>(_options, "SELECT count(*) FROM rejections WHERE reason = 'broken' AND run_id = 1"));
    }

    [Fact]
    public void A_run_without_pages_makes_an_empty_database()
    {
        IngestSummary summary = Crawl.Ingest(_options, Array.Empty<SourceItem>());

        Assert.Equal((0, 0, 0), (summary.Counts.Pages, summary.Documents, summary.Clusters));
        Assert.Empty(Crawl.Documents(_options));
    }

    [Fact]
    public void A_run_is_recorded_with_its_sources_and_counts()
    {
        Crawl.Ingest(_options, Ferry("a"), Orchard("b"));

        Assert.Equal("[\"test\"]|2|2|0|0|0", Crawl.Scalar<string>(_options,
            "SELECT sources||'|'||pages||'|'||added||'|'||changed||'|'||unchanged||'|'||rejected FROM runs WHERE finished >= started"));
    }

    private static Page Ferry(string key) => Crawl.Page(key, Stories.Text(Stories.Ferry));

    private static Page Orchard(string key) => Crawl.Page(key, Stories.Text(Stories.Orchard));

    private long Cluster(string key) => Crawl.Documents(_options)[key].Cluster;

    private ClusterRow Rows(string key)
    {
        using var reader = new Reader(_options.Store);
        return reader.Cluster(reader.Document(key)!.Cluster)!;
    }
}
