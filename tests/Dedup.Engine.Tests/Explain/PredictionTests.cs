using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Explain;

/// <summary>What is said to happen to a page that is not stored is what happens to it.</summary>
public sealed class PredictionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_sample_pages_as_the_crawl_comes_in_page_by_page()
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = Crawl.Shuffled(Crawl.SamplePages(), 1);
        Crawl.Ingest(options, pages[..30]);
        int compared = pages[30..].Count(page => AssertPrediction(options, page) is not null);
        Assert.True(compared >= 30, $"only {compared} pages changed no other body");
    }

    /// <summary>A copy with the same body, an edited and a truncated one, an excerpt, a digest, a lone page, and pages that represent.</summary>
    [Theory]
    [InlineData("haigang-0206.txt")]
    [InlineData("elmsworth-0144.txt")]
    [InlineData("newsbasket-0660.txt")]
    [InlineData("calder-0662.txt")]
    [InlineData("calder-1014.txt")]
    [InlineData("southland-1140.txt")]
    [InlineData("coinmeadow-1016.txt")]
    [InlineData("tradewinds-0977.txt")]
    public void Of_one_page_when_all_others_are_stored(string key)
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = Crawl.SamplePages();
        Crawl.Ingest(options, pages.Where(page => page.Key != key));

        AssertPrediction(options, pages.Single(page => page.Key == key));
    }

    [Fact]
    public void Of_a_page_that_joins_two_clusters()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), Crawl.Page("copy", Stories.Text(Stories.Ferry[..7])), Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])));
        long heir = Crawl.Documents(options)["head"].Cluster;
        long merged = Crawl.Documents(options)["tail"].Cluster;

        ExplainedCluster predicted = AssertPrediction(options, Crawl.Page("whole", Stories.Text(Stories.Ferry)))!;

        Assert.Equal(heir, predicted.Cluster);
        Assert.Equal([$"whole represents cluster {heir} in the place of copy", $"cluster {merged} is merged into it"], predicted.Changes);
        Assert.Equal("its body is the one that represents it", predicted.Ground);
    }

    [Fact]
    public void Of_a_page_between_two_stories()
    {
        // The middle is near both representatives; the copies that make these two the representatives are near neither it nor each other.
        DedupOptions options = Crawl.Options(_folder);
        string[] tail = [.. Stories.Ferry[5..], Stories.Orchard[0]];
        Crawl.Ingest(options,
        [
            Crawl.Page("head", Stories.Text(Stories.Ferry[..7])), .. Enumerable.Range(0, 5).Select(i => Crawl.Page($"head copy {i}", Stories.Text(Stories.Ferry[..6]))),
            Crawl.Page("tail", Stories.Text(Stories.Ferry[3..])), .. Enumerable.Range(0, 5).Select(i => Crawl.Page($"tail copy {i}", Stories.Text(tail))),
        ]);

        ExplainedCluster middle = AssertPrediction(options, Crawl.Page("middle", Stories.Text(Stories.Ferry[2..9])))!;

        Assert.Equal(Crawl.Documents(options)["tail"].Cluster, middle.Cluster);
        Assert.Equal("of the 2 representatives that it is linked with as a copy it resembles this one most", middle.Ground);
        Assert.Matches(@"^J 0\.5\d\d\d with its representative head is under J 0\.7\d\d\d with tail$", Assert.Single(middle.Others).Ground);
        using var reader = new Reader(options.Store);
        ExplainedCluster head = new Explainer(reader, options).Document("head")!.Cluster!;
        Assert.Equal("it is not linked with its representative tail, as every member must be", Assert.Single(head.Others).Ground);
        Assert.Equal("covers 7 documents: 1 with its body and 6 with bodies that are near it or stand in it; head copy 0, the next, covers 6", head.RepresentativeGround);
    }

    [Fact]
    public void Of_short_and_empty_pages()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Page("brief", "A swan closed the bridge on Monday, the harbour office said."), Crawl.Page("empty", ""));

        Assert.Null(AssertPrediction(options, Crawl.Page("other", "A swan closed the bridge on Tuesday, the harbour office said."))!.Cluster);
        Assert.Equal("exact", AssertPrediction(options, Crawl.Page("same", "A swan closed the bridge on Monday, the harbour office said!"))!.Relation);
        Assert.Null(AssertPrediction(options, Crawl.Page("blank", ""))!.Cluster);
    }

    [Fact]
    public void A_key_that_is_taken_is_noted()
    {
        DedupOptions options = Crawl.Options(_folder);
        Page page = Crawl.Page("a", Stories.Text(Stories.Ferry));
        Crawl.Ingest(options, page);
        using var reader = new Reader(options.Store);

        Assert.StartsWith("the same page is stored", Assert.Single(new Explainer(reader, options).Page(page).Notes), StringComparison.Ordinal);
        Assert.StartsWith("another page is stored", Assert.Single(new Explainer(reader, options).Page(Crawl.Page("a", "Other words.")).Notes), StringComparison.Ordinal);
    }

    /// <returns>Null where the page taught something of a template by which some body changed, which is not foretold.</returns>
    private static ExplainedCluster? AssertPrediction(DedupOptions options, Page page)
    {
        string others = Bodies(options, page.Key);
        Explanation predicted;
        long last = Crawl.Scalar<long>(options, "SELECT max(id) FROM clusters");
        using (var reader = new Reader(options.Store)) predicted = new Explainer(reader, options).Page(page);
        ExplainedCluster cluster = predicted.Cluster!;
        Dictionary<long, string> before = Representatives(options);

        Crawl.Ingest(options, page);

        string body = string.Join('\n', predicted.Lines.Where(line => line.Kept).Select(line => line.Text));
        if (Bodies(options, page.Key) != others || Crawl.Body(options, page.Key) != body) return null;
        using var after = new Reader(options.Store);
        DocumentRow row = after.Document(page.Key)!;
        ClusterRow now = after.Cluster(row.Cluster)!;
        // Ids rise: a new cluster has one that was never used.
        if (cluster.Cluster is long id) Assert.Equal(id, row.Cluster);
        else Assert.True(row.Cluster > last, $"{page.Key}: a new cluster was foretold and it joined {row.Cluster}");
        Assert.Equal((page.Key, row.Relation, row.Resemblance), (predicted.Key, cluster.Relation, cluster.ToRepresentative?.Resemblance ?? 1));
        Assert.Equal((row.ExcerptOf, now.Documents, now.Representative, now.Title), (cluster.ExcerptOf?.Cluster, cluster.Documents, cluster.Representative, cluster.Title));
        Assert.Equal(cluster.Cluster is long kept && before[kept] != now.Representative, cluster.Changes.Any(change => change.Contains("represents", StringComparison.Ordinal)));
        Assert.Equal(
            after.LinksOfDocument(page.Key).Count(l => l.A == page.Key || l.B == page.Key || predicted.ExactCopies.Count > 0),
            predicted.Candidates!.Count(c => c.Measures.Relation is "near" or "corrected" or "rewritten" or "truncated" or "excerpt"));
        return cluster;
    }

    /// <summary>The bodies of all documents but one.</summary>
    private static string Bodies(DedupOptions options, string except) => Crawl.Scalar<string>(options,
        $"SELECT group_concat(body, ',') FROM (SELECT d.key || hex(v.body_hash) AS body FROM documents d JOIN variants v ON v.id = d.variant_id WHERE d.key <> '{except}' ORDER BY d.key) AS ordered");

    private static Dictionary<long, string> Representatives(DedupOptions options)
    {
        using var reader = new Reader(options.Store);
        return reader.AllClusters().ToDictionary(c => c.Cluster, c => c.Representative);
    }
}
