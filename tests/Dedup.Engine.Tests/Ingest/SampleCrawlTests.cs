using Dedup.Engine.Evaluation;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

public sealed class SampleCrawlTests(SampleCrawl crawl) : IClassFixture<SampleCrawl>
{
    private readonly Dictionary<string, DocumentRow> _documents = Crawl.Documents(crawl.Options);
    private readonly IReadOnlyList<Gold> _gold = Gold.Read(Checkout.SampleGold);

    [Fact]
    public void Stories_are_told_apart_and_gathered_whole()
    {
        EvaluationReport report = Crawl.Evaluate(crawl.Options, Checkout.SampleGold);

        Assert.Equal((0, 1.0, 1.0, 1.0), (report.Missing, report.Clusters.PairF1, report.Clusters.BCubedF1, report.SmallStoryRecall));
        Assert.True(report.Clusters.TruePairs > 100);
    }

    [Fact]
    public void Every_excerpt_is_linked_to_its_story_and_nothing_else_is()
    {
        EvaluationReport report = Crawl.Evaluate(crawl.Options, Checkout.SampleGold);

        Assert.Equal((report.Excerpts, 0, 0), (report.ExcerptsLinked, report.ExcerptsJoined, report.WrongExcerptOf));
        Assert.True(report.Excerpts >= 8);
        Assert.All(_gold.Where(g => g.IsExcerpt), g => Assert.Equal("excerpt", _documents[g.Key].Relation));
    }

    [Fact]
    public void A_digest_is_a_cluster_of_its_own_and_joins_none_of_its_stories()
    {
        DocumentRow digest = _documents["calder-0662.txt"];

        Assert.Equal(("digest", true, null), (digest.Relation, digest.Representative, digest.ExcerptOf));
        Assert.Single(_documents.Values, d => d.Cluster == digest.Cluster);
        Assert.DoesNotContain(_documents.Values, d => d.ExcerptOf == digest.Cluster);
        using var reader = new Reader(crawl.Options.Store);
        Assert.True(reader.Cluster(digest.Cluster)!.Digest);
        // It is linked with both stories that it holds.
        Assert.Equal(2, reader.LinksOfDocument(digest.Key).SelectMany(l => new[] { l.ClusterA, l.ClusterB }).Where(c => c != digest.Cluster)
            .Where(c => _documents.Values.Count(d => d.Cluster == c) > 1).Distinct().Count());
    }

    [Fact]
    public void Form_letters_with_other_names_and_numbers_do_not_share_a_cluster() =>
        Assert.Equal(3, new[] { "tickerlane-1087.txt", "primeaxis-0863.txt", "deltanote-1075.txt" }.Select(key => _documents[key].Cluster).Distinct().Count());

    [Fact]
    public void Two_stories_about_one_event_do_not_share_a_cluster()
    {
        HashSet<long> accident = [.. _gold.Where(g => g.Story == "1" && !g.IsExcerpt).Select(g => _documents[g.Key].Cluster)];
        HashSet<long> aftermath = [.. _gold.Where(g => g.Story == "2" && !g.IsExcerpt).Select(g => _documents[g.Key].Cluster)];

        Assert.Single(accident);
        Assert.Single(aftermath);
        Assert.NotEqual(accident, aftermath);
    }

    [Fact]
    public void Every_cluster_has_one_representative_document_and_one_origin() =>
        Assert.All(_documents.Values.GroupBy(d => d.Cluster), cluster =>
        {
            Assert.Single(cluster, d => d.Representative);
            Assert.Single(cluster, d => d.Origin);
        });

    [Fact]
    public void Cluster_rows_count_their_members_and_sites()
    {
        using var reader = new Reader(crawl.Options.Store);

        Assert.All(reader.AllClusters().ToList(), row =>
        {
            IReadOnlyList<DocumentRow> members = reader.Members(row.Cluster);
            Assert.Equal(row.Documents, members.Count);
            Assert.Equal(row.Sites, members.Select(m => m.Site).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.Equal(row.Representative, members[0].Key);
            Assert.Equal(row.Excerpts, reader.Excerpts(row.Cluster).Count);
        });
    }

    [Fact]
    public void Bodies_and_fields_stay_at_least_as_good_as_they_are()
    {
        EvaluationReport report = Crawl.Evaluate(crawl.Options, Checkout.SampleGold);

        Assert.True(report.BodyWordF1 >= 0.97, $"body word F1 {report.BodyWordF1}");
        Assert.All(report.Fields, field => Assert.True(field.Accuracy >= 0.93, $"{field.Field} {field.Accuracy}"));
    }
}
