using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>What documents are to each other, from the store's side.</summary>
public sealed class RelationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public RelationTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pages_without_a_body_are_documents_with_a_cluster_each()
    {
        Crawl.Ingest(_options, Crawl.Page("a", ""), Crawl.Page("b", ""), Crawl.Page("c", " \n\t\n"), Crawl.Page("d", "!!!"));

        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.Equal(4, documents.Values.Select(d => d.Cluster).Distinct().Count());
        Assert.All(documents.Values, d => Assert.Equal((0, "lone", true, true), (d.Words, d.Relation, d.Representative, d.Origin)));
    }

    [Fact]
    public void Short_bodies_match_exactly_or_not_at_all()
    {
        string brief = "The swing bridge at Norrby will stay closed until Friday because a swan is nesting on the western control box, the harbour office said on Monday.";
        Crawl.Ingest(_options, Crawl.Page("a", brief), Crawl.Page("b", brief.ToUpperInvariant()), Crawl.Page("c", brief.Replace("Friday", "Saturday", StringComparison.Ordinal)));

        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.Equal(("exact", "exact", "lone"), (documents["a"].Relation, documents["b"].Relation, documents["c"].Relation));
        Assert.Equal(documents["a"].Cluster, documents["b"].Cluster);
        Assert.NotEqual(documents["a"].Cluster, documents["c"].Cluster);
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM sketches"));
    }

    [Theory]
    [InlineData("North Post", true)]
    [InlineData("South Post", false)]
    public void A_link_says_whether_one_site_shows_both_bodies(string other, bool same)
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry), site: "North Post"), Crawl.Page("b", Stories.Text(Stories.Ferry[..9]), site: other));

        using var reader = new Reader(_options.Store);
        LinkRow link = Assert.Single(reader.AllLinks());
        Assert.Equal(same, link.SameSite);
        Assert.Equal(("near", 1.0), (link.Relation, Math.Max(link.ContainmentA, link.ContainmentB)));
        Assert.Contains("bands", link.ProposedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_becomes_same_site_when_a_copy_arrives_there()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry), site: "North Post"), Crawl.Page("b", Stories.Text(Stories.Ferry[..9]), site: "South Post"));
        Crawl.Ingest(_options, Crawl.Page("c", Stories.Text(Stories.Ferry[..9]), site: "North Post"));

        using var reader = new Reader(_options.Store);
        Assert.True(Assert.Single(reader.AllLinks()).SameSite);
    }

    [Fact]
    public void Copies_of_every_kind_get_their_word()
    {
        Crawl.Ingest(_options,
            Crawl.Page("whole", Stories.Text(Stories.Ferry)),
            Crawl.Page("copy", Stories.Text(Stories.Ferry)),
            Crawl.Page("near", Stories.Text([.. Stories.Ferry[..9], Stories.Orchard[0]])),
            Crawl.Page("truncated", Stories.Text(Stories.Ferry[..4])[..^1] + " and more is to come."),
            Crawl.Page("excerpt", Stories.Text(Stories.Ferry[..2])),
            Crawl.Page("lone", Stories.Text(Stories.Orchard)));

        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.All(new[] { "near", "truncated", "excerpt", "lone" }, key => Assert.Equal(key, documents[key].Relation));
        Assert.Equal(("exact", "exact"), (documents["whole"].Relation, documents["copy"].Relation));
        Assert.Equal(documents["whole"].Cluster, documents["excerpt"].ExcerptOf);
        Assert.NotEqual(documents["whole"].Cluster, documents["excerpt"].Cluster);
        Assert.Equal(4, documents.Values.Count(d => d.Cluster == documents["whole"].Cluster));
    }

    [Fact]
    public void Another_story_about_the_same_event_stays_apart()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.FerryReaction)));

        Assert.All(Crawl.Documents(_options).Values, d => Assert.Equal("lone", d.Relation));
    }

    [Fact]
    public void The_first_seen_copy_is_the_origin_whatever_date_it_claims()
    {
        Crawl.Ingest(_options,
            Crawl.Page("late", Stories.Text(Stories.Ferry), published: "2020-01-01", fetched: "2025-03-02T00:00:00Z"),
            Crawl.Page("early", Stories.Text(Stories.Ferry), published: "2025-03-01", fetched: "2025-03-01T00:00:00Z"));

        Assert.True(Crawl.Documents(_options)["early"].Origin);
        using var reader = new Reader(_options.Store);
        Assert.Contains("seen first", reader.AllClusters().Single().OriginReasons, StringComparison.Ordinal);
    }

    [Fact]
    public void The_agencys_own_site_is_the_origin()
    {
        string[] credited = ["SKARHOLM (AP) — " + Stories.Ferry[0], .. Stories.Ferry[1..]];
        Crawl.Ingest(_options,
            Crawl.Page("first", Stories.Text(credited), site: "North Post", fetched: "2025-03-01T00:00:00Z"),
            Crawl.Page("agency", Stories.Text(credited), url: "https://apnews.com/article/ferry", fetched: "2025-03-05T00:00:00Z"));

        Assert.True(Crawl.Documents(_options)["agency"].Origin);
    }
}
