using Dedup.Engine.Check;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

public sealed class ClusterIdTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public ClusterIdTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cluster_keeps_its_id_while_it_grows_and_changes_its_representative()
    {
        Crawl.Ingest(_options, Crawl.Page("short", Stories.Text(Stories.Ferry[..7])));
        long id = Crawl.Documents(_options)["short"].Cluster;

        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry)), Crawl.Page("copy", Stories.Text(Stories.Ferry)));

        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.All(documents.Values, d => Assert.Equal(id, d.Cluster));
        Assert.False(documents["short"].Representative);
    }

    [Fact]
    public void The_id_of_a_merged_cluster_leads_to_its_heir()
    {
        // Neither half is near the other; the whole is near both.
        Crawl.Ingest(_options, Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), Crawl.Page("copy", Stories.Text(Stories.Ferry[..7])), Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])));
        Dictionary<string, DocumentRow> before = Crawl.Documents(_options);
        Assert.NotEqual(before["head"].Cluster, before["tail"].Cluster);

        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry)));

        Dictionary<string, DocumentRow> after = Crawl.Documents(_options);
        Assert.Single(after.Values.Select(d => d.Cluster).Distinct());
        // The larger part keeps its id.
        Assert.Equal(before["head"].Cluster, after["whole"].Cluster);
        using var reader = new Reader(_options.Store);
        Assert.Equal(before["head"].Cluster, reader.Cluster(before["tail"].Cluster)!.Cluster);
    }

    [Fact]
    public void The_ids_of_pages_that_all_become_one_body_lead_to_its_cluster()
    {
        Crawl.Ingest(_options, Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])));
        Dictionary<string, DocumentRow> before = Crawl.Documents(_options);
        Assert.NotEqual(before["head"].Cluster, before["tail"].Cluster);

        Crawl.Ingest(_options, Crawl.Page("head", Stories.Text(Stories.Ferry)), Crawl.Page("tail", Stories.Text(Stories.Ferry)));

        using var reader = new Reader(_options.Store);
        Assert.Equal(before["head"].Cluster, reader.Cluster(before["head"].Cluster)!.Cluster);
        Assert.Equal(before["head"].Cluster, reader.Cluster(before["tail"].Cluster)!.Cluster);
        Assert.Equal(1, Crawl.Scalar<long>(_options, "SELECT count(*) FROM cluster_events WHERE event = 'merged'"));
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    /// <summary>The body that they shared goes with the second of them, after the first has taken another that tells the same story.</summary>
    [Fact]
    public void The_id_leads_to_the_page_that_told_on_the_story_where_its_twin_turned_to_another()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Ferry)));
        long id = Crawl.Documents(_options)["a"].Cluster;

        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry[..7])), Crawl.Page("b", Stories.Text(Stories.Orchard)));

        using var reader = new Reader(_options.Store);
        Assert.Equal("a", reader.Cluster(id)!.Representative);
    }

    [Fact]
    public void The_id_of_a_vanished_cluster_gives_nothing()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)));
        long vanished = Crawl.Documents(_options)["a"].Cluster;

        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Orchard)));

        using var reader = new Reader(_options.Store);
        Assert.Null(reader.Cluster(vanished));
        Assert.Equal(1, Crawl.Scalar<long>(_options, "SELECT count(*) FROM clusters"));
    }

    [Fact]
    public void An_edited_page_keeps_the_id_of_its_cluster()
    {
        string text = Stories.Text(Stories.Ferry);
        Crawl.Ingest(_options, Crawl.Page("a", text));
        long first = Crawl.Documents(_options)["a"].Cluster;
        Crawl.Ingest(_options, Crawl.Page("a", text + "\nA spokesman said that nothing more was known on Friday evening."));

        Assert.Equal(first, Crawl.Documents(_options)["a"].Cluster);
    }

    [Fact]
    public void Ids_are_never_used_again()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
        long first = Crawl.Documents(_options)["a"].Cluster;
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Orchard)));
        Crawl.Ingest(_options, Crawl.Page("b", Stories.Text(Stories.Ferry)));

        Assert.DoesNotContain(first, Crawl.Documents(_options).Values.Select(d => d.Cluster));
    }

    [Fact]
    public void An_unknown_id_gives_nothing()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));

        using var reader = new Reader(_options.Store);
        Assert.Null(reader.Cluster(999));
    }
}
