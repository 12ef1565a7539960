using Dedup.Engine.Explain;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Explain;

/// <summary>Stored pages of the sample crawl, and what stands in the way of explaining.</summary>
public sealed class ExplainerTests(SampleCrawl sample) : IClassFixture<SampleCrawl>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_stored_page_is_explained_as_it_stands()
    {
        using var reader = new Reader(sample.Options.Store);
        var explainer = new Explainer(reader, sample.Options);
        foreach ((DocumentRow document, string? body) in reader.AllDocuments(withBody: true).ToList())
        {
            Explanation explained = explainer.Document(document.Key)!;

            Assert.Empty(explained.Notes);
            Assert.Equal(body, string.Join('\n', explained.Lines.Where(line => line.Kept).Select(line => line.Text)));
            Assert.Equal(
                [document.Site, document.Section, document.Title, document.Published, document.Agency, document.Dateline, document.Byline, document.Canonical, document.Language, document.Method],
                explained.Fields.Select(f => f.Value));
            Assert.Equal(document.Words, explained.Body.Words);
            ExplainedCluster cluster = explained.Cluster!;
            Assert.Equal((document.Cluster, document.Relation, document.ExcerptOf), (cluster.Cluster, cluster.Relation, cluster.ExcerptOf?.Cluster));
            Assert.Equal(document.Resemblance, cluster.ToRepresentative?.Resemblance ?? 1);
            ClusterRow row = reader.Cluster(document.Cluster)!;
            Assert.Equal((row.Representative, row.Documents, row.Title), (cluster.Representative, cluster.Documents, cluster.Title));
            Assert.Empty(cluster.Changes);
        }
    }

    [Fact]
    public void Verified_candidates_are_the_stored_links_and_lead_into_the_clusters_that_are_told()
    {
        using var reader = new Reader(sample.Options.Store);
        var explainer = new Explainer(reader, sample.Options);
        foreach (DocumentRow document in reader.AllDocuments(withBody: false).Select(row => row.Document).ToList())
        {
            Explanation explained = explainer.Document(document.Key)!;
            List<CandidateRow> verified = [.. explained.Candidates!.Where(c => c.Measures.Relation is not ("nothing" or "robot"))];

            // A link names each body by its smallest key, which need not be this document's.
            string own = explained.ExactCopies.Append(document.Key).Min(StringComparer.Ordinal)!;
            Assert.Equal(
                reader.LinksOfDocument(document.Key).Select(l => (l.A == own ? l.B : l.A, l.Relation, l.Resemblance, l.SharedShingles, l.HammingDistance, l.ProposedBy)).Order(),
                verified.Select(c => (c.Document, c.Measures.Relation, c.Measures.Resemblance, (long)c.Measures.SharedShingles, (long)c.HammingDistance, c.ProposedBy)).Order());
            Assert.Equal(
                verified.Select(c => c.Cluster).Where(c => c != document.Cluster).Distinct().Order(),
                explained.Cluster!.Others.Select(o => o.Cluster).Order());
        }
    }

    [Fact]
    public void Rejected_candidates_are_told_with_what_speaks_against_them()
    {
        using var folder = new TempFolder();
        DedupOptions options = Crawl.Options(folder);
        const string Letter = "The lottery office of the county drew the numbers {0}, {1}, {2} and {3} on the evening of the draw, and a ticket that was bought at the kiosk by the {4} took the whole prize, "
            + "while forty players who had all but one of the numbers right will share what is left, the office said, and the next draw is held as usual at the end of the week in the old town hall.";
        Crawl.Ingest(options,
            Crawl.Page("ferry", Stories.Text([.. Stories.Ferry[..4], .. Stories.Orchard])),
            Crawl.Page("unlike", Stories.Text([.. Stories.Ferry[..4], .. Stories.FerryReaction])),
            Crawl.Page("draw", string.Format(System.Globalization.CultureInfo.InvariantCulture, Letter, 11, 23, 35, 41, "harbour")),
            Crawl.Page("robot", string.Format(System.Globalization.CultureInfo.InvariantCulture, Letter, 7, 19, 28, 44, "station")));
        using var reader = new Reader(options.Store);
        var explainer = new Explainer(reader, options);

        CandidateRow unlike = Assert.Single(explainer.Document("ferry")!.Candidates!);
        Assert.Equal(("unlike", "nothing"), (unlike.Document, unlike.Measures.Relation));
        Assert.Contains("is under", unlike.Ground, StringComparison.Ordinal);
        CandidateRow robot = Assert.Single(explainer.Document("draw")!.Candidates!);
        Assert.Equal(("robot", "robot"), (robot.Document, robot.Measures.Relation));
        Assert.Contains("one form letter", robot.Ground, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_an_excerpt_and_a_member_say_why()
    {
        using var reader = new Reader(sample.Options.Store);
        var explainer = new Explainer(reader, sample.Options);

        ExplainedCluster digest = explainer.Document("calder-0662.txt")!.Cluster!;
        ExplainedCluster excerpt = explainer.Document("newsbasket-0660.txt")!.Cluster!;
        ExplainedCluster member = explainer.Document("elmsworth-0144.txt")!.Cluster!;

        Assert.Equal("digest", digest.Relation);
        Assert.Contains("several whole stories", digest.Ground, StringComparison.Ordinal);
        Assert.All(digest.Others, other => Assert.Contains("digest", other.Ground, StringComparison.Ordinal));
        Assert.Equal(("excerpt", member.Cluster), (excerpt.Relation, excerpt.ExcerptOf!.Cluster));
        Assert.Equal("the page is an excerpt of it: linked and no member", excerpt.Others.Single(o => o.Cluster == member.Cluster).Ground);
        Assert.Equal("this is the only representative that it is linked with as a copy", member.Ground);
        Assert.StartsWith("covers 9 documents: 3 with its body and 6 with bodies that are near it or stand in it", member.RepresentativeGround, StringComparison.Ordinal);
        Assert.Equal(2, member.Others.Count);
    }

    [Fact]
    public void Without_a_database_the_page_itself_is_explained()
    {
        Page page = Crawl.Pages(Path.Combine(Checkout.SamplePages, "calder-1014.txt")).Single();

        Explanation explained = new Explainer(null, sample.Options).Page(page);

        Assert.Contains("no such database", Assert.Single(explained.Notes), StringComparison.Ordinal);
        Assert.Equal((469, 128), (explained.Body.Words, explained.Body.Signature!.Count));
        Assert.Null(explained.Candidates);
        Assert.Null(explained.Cluster);
    }

    [Fact]
    public void An_unknown_key_gives_nothing()
    {
        using var reader = new Reader(sample.Options.Store);
        Assert.Null(new Explainer(reader, sample.Options).Document("nobody.txt"));
        Assert.False(new Explainer(reader, sample.Options).IsStored("nobody.txt"));
    }

    [Fact]
    public void Other_rules_are_noted_and_other_figures_refused()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
        Crawl.Execute(options, "UPDATE settings SET value = '0' WHERE name = 'extraction rules'");
        using var reader = new Reader(options.Store);

        Assert.Contains("rules 0", Assert.Single(new Explainer(reader, options).Document("a")!.Notes), StringComparison.Ordinal);
        Assert.Contains("rules 0", new Explainer(reader, options).Page(Crawl.Page("b", Stories.Text(Stories.Ferry))).Notes[0], StringComparison.Ordinal);
        options.Verification.NearResemblance = 0.7;
        Assert.Contains("NearResemblance", Assert.Throws<DatabaseException>(() => new Explainer(reader, options).Document("a")).Message, StringComparison.Ordinal);
        Assert.Equal("0", Crawl.Scalar<string>(options, "SELECT value FROM settings WHERE name = 'extraction rules'"));
    }

    [Fact]
    public void A_document_that_waits_is_explained_as_it_will_stand()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Ferry[..9])));
        long cluster = Crawl.Documents(options)["a"].Cluster;
        Crawl.Execute(options, "INSERT INTO pending SELECT id FROM variants; UPDATE variants SET cluster_id = NULL, relation = NULL WHERE id = (SELECT variant_id FROM documents WHERE key = 'b')");
        using var reader = new Reader(options.Store);

        Explanation explained = new Explainer(reader, options).Document("b")!;

        Assert.Contains("waits", Assert.Single(explained.Notes), StringComparison.Ordinal);
        Assert.Equal((cluster, "near"), (explained.Cluster!.Cluster, explained.Cluster.Relation));
        Assert.Equal(cluster, Assert.Single(explained.Candidates!).Cluster);
        Assert.Null(Assert.Single(new Explainer(reader, options).Document("a")!.Candidates!).Cluster);
    }

    [Fact]
    public void Nothing_is_stored()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
        string before = Crawl.RowCounts(options);

        using (var reader = new Reader(options.Store)) new Explainer(reader, options).Page(Crawl.Page("b", Stories.Text(Stories.Ferry[..9])));

        Assert.Equal(before, Crawl.RowCounts(options));
    }

    [Fact]
    public void Every_reason_of_a_line_has_words_of_its_own() => Assert.Equal(
        Enum.GetValues<LineReason>().Length, Enum.GetValues<LineReason>().Select(reason => reason.Words()).Distinct().Count());
}
