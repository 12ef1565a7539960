using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class ClusterPastTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public ClusterPastTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Created_grown_and_represented_by_another()
    {
        Crawl.Ingest(_options, Crawl.Page("short", Stories.Text(Stories.Ferry[..7])));
        long id = Crawl.Documents(_options)["short"].Cluster;
        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry), title: "Ferry adrift"), Crawl.Page("copy", Stories.Text(Stories.Ferry), title: "Ferry adrift"));

        ClusterPast past = Past(id)!;

        Assert.Equal((id, ClusterPast.Live, null, 3, "Ferry adrift"), (past.Cluster, past.State, past.Heir, past.Documents, past.Title));
        Assert.Equal(["run 1 created with 1 document, represented by short", "run 2 grew from 1 to 3 documents", "run 2 represented by copy from now on"], Words(past));
        Assert.All(past.Events, e => Assert.Equal("ingest", e.Command));
        Assert.Equal(Crawl.Scalar<string>(_options, "SELECT started FROM runs WHERE id = 2"), past.Events[1].Started);
    }

    [Fact]
    public void Merged_is_told_of_both()
    {
        Crawl.Ingest(_options, Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), Crawl.Page("copy", Stories.Text(Stories.Ferry[..7])), Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])));
        long heir = Crawl.Documents(_options)["head"].Cluster;
        long merged = Crawl.Documents(_options)["tail"].Cluster;
        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry)));

        ClusterPast past = Past(merged)!;

        Assert.Equal((ClusterPast.Merged, heir, ClusterPast.Live, 4), (past.State, past.Heir, past.HeirState, past.Documents));
        Assert.Equal(["run 1 created with 1 document, represented by tail", $"run 2 merged into {heir} with 1 document"], Words(past));
        Assert.Equal(
            ["run 1 created with 2 documents, represented by copy", "run 2 grew from 2 to 4 documents", "run 2 represented by whole from now on", $"run 2 cluster {merged} was merged into this one with 1 document"],
            Words(Past(heir)!));
    }

    [Fact]
    public void Split_is_told_of_both()
    {
        // The whole holds both halves together; when its page changes they part.
        Crawl.Ingest(_options, Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), Crawl.Page("copy", Stories.Text(Stories.Ferry[..7])), Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])), Crawl.Page("whole", Stories.Text(Stories.Ferry)));
        long id = Assert.Single(Crawl.Documents(_options).Values.Select(d => d.Cluster).Distinct());
        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Orchard)));
        long other = Crawl.Documents(_options)["tail"].Cluster;
        Assert.Equal(id, Crawl.Documents(_options)["head"].Cluster);

        Assert.Contains($"run 2 1 document of cluster {id} came here", Words(Past(other)!));
        Assert.Contains("run 2 shrank from 4 to 2 documents", Words(Past(id)!));
        Assert.Contains($"run 2 1 document went to cluster {other}", Words(Past(id)!));
    }

    [Fact]
    public void Vanished_and_merged_into_what_vanished()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)));
        long vanished = Crawl.Documents(_options)["a"].Cluster;
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Orchard)));

        ClusterPast past = Past(vanished)!;

        Assert.Equal((ClusterPast.Vanished, null, 0, null), (past.State, past.Heir, past.Documents, past.Title));
        Assert.Equal("vanished: its pages are gone or tell other stories", past.Events[^1].Words);
        Crawl.Execute(_options, $"INSERT INTO redirects(cluster_id, heir_id, run_id) VALUES (77, {vanished}, 2)");
        Assert.Equal((ClusterPast.Merged, vanished, ClusterPast.Vanished), (Past(77)!.State, Past(77)!.Heir, Past(77)!.HeirState));
    }

    [Fact]
    public void What_happened_before_history_was_kept_is_not_told()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
        Crawl.Execute(_options, "DELETE FROM cluster_events");
        Crawl.Ingest(_options, Crawl.Page("b", Stories.Text(Stories.Ferry)));

        Assert.Equal(["run 2 has 2 documents"], Words(Past(1)!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(long.MaxValue)]
    public void An_unknown_id_has_no_past(long id)
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));

        Assert.Null(Past(id));
    }

    private ClusterPast? Past(long cluster)
    {
        using var reader = new Reader(_options.Store);
        return ClusterPast.Of(reader, cluster);
    }

    private static IEnumerable<string> Words(ClusterPast past) => past.Events.Select(e => $"run {e.Run} {e.Words}");
}
