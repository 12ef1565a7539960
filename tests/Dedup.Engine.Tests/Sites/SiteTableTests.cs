using Dapper;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Sites;

public sealed class SiteTableTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public SiteTableTests()
    {
        _options = Crawl.Options(_folder);
        string ferry = "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry);
        Crawl.Ingest(_options,
            Crawl.Page("n1", ferry, "North Post", "Ferry adrift", "2025-03-04", fetched: "2025-03-04T12:00:00Z"),
            Crawl.Page("n2", ferry, "north post", "Ferry adrift", "2025-03-05", fetched: "2025-03-06T12:00:00Z"),
            Crawl.Page("n3", Stories.Text(Stories.FerryReaction), "North Post", "Unions want a law", "2025-03-07", fetched: "2025-03-08T12:00:00Z"),
            Crawl.Page("e1", ferry, "East Echo", "Ferry towed home", "2025-03-20", fetched: "2025-03-21T12:00:00Z"),
            Crawl.Page("e2", Stories.Text(Stories.Orchard), "East Echo", "Orchards go", "2024-10-01"),
            Crawl.Page("w1", Stories.Text(Stories.Orchard), "West Wind", "Orchards go", "2024-10-02"),
            Crawl.Page("u1", Stories.Text(Stories.Ferry[..2])));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sites_are_counted_in_any_case()
    {
        using var reader = new Reader(_options.Store);
        IReadOnlyList<SiteRow> sites = SiteTable.Read(reader).List(new SiteFilter());

        Assert.Equal([("North Post", 3L, 1L, 1L), ("East Echo", 2, 2, 1), ("West Wind", 1, 1, 1)], sites.Select(s => (s.Site, s.Documents, s.SharedClusters, s.Copies)));
        Assert.Equal(("2025-03-04", "2025-03-07", "2025-03-04T12:00:00Z", "2025-03-08T12:00:00Z"),
            (sites[0].FirstPublished, sites[0].LastPublished, sites[0].FirstFetched, sites[0].LastFetched));
        Assert.Equal(1.0 / 3, sites[0].CopyShare);
        Assert.Equal([], SiteTable.Read(reader).List(new SiteFilter { MinDocuments = 4 }));
    }

    [Theory]
    [InlineData(SiteSort.Documents, "North Post, East Echo, West Wind")]
    [InlineData(SiteSort.Name, "East Echo, North Post, West Wind")]
    public void Pages_of_a_list_are_the_list(SiteSort sort, string names)
    {
        using var reader = new Reader(_options.Store);
        var filter = new SiteFilter { Sort = sort, Limit = 1 };
        var seen = new List<string>();
        while (seen.Count < 10 && SiteTable.Read(reader).List(filter) is [SiteRow site])
        {
            seen.Add(site.Site);
            filter = filter with { AfterSite = site.Site.ToUpperInvariant(), AfterDocuments = site.Documents };
        }

        Assert.Equal(names, string.Join(", ", seen));
        Assert.Equal(seen, SiteTable.Read(reader).List(new SiteFilter { Sort = sort }).Select(site => site.Site));
    }

    [Fact]
    public void A_list_by_documents_cannot_go_on_behind_a_name_alone()
    {
        using var reader = new Reader(_options.Store);

        Assert.Throws<ArgumentException>(() => SiteTable.Read(reader).List(new SiteFilter { AfterSite = "East Echo" }));
    }

    /// <summary>What is asked of one site does not look at the documents of all others.</summary>
    [Theory]
    [InlineData($"SELECT key FROM documents d WHERE {SiteCondition.Sql}")]
    [InlineData($"SELECT count(*) FROM documents d JOIN variants v ON v.id = d.variant_id JOIN clusters c ON c.id = v.cluster_id WHERE {SiteCondition.Sql} AND v.relation IS NOT NULL")]
    public void A_site_is_found_by_its_index(string sql)
    {
        using var reader = new Reader(_options.Store);

        Assert.Contains(reader.Connection.Query<(int, int, int, string Detail)>("EXPLAIN QUERY PLAN " + sql, new { site = "North Post" }), row => row.Detail.Contains("INDEX documents_by_site", StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_agrees_with_the_list_and_says_more()
    {
        using var reader = new Reader(_options.Store);
        SiteProfile profile = SiteProfile.Of(reader, " NORTH POST ")!;

        Assert.Equal(SiteTable.Read(reader).List(new SiteFilter())[0], profile.Figures);
        Assert.Equal((2, 1, 0), (profile.Bodies, profile.Origins, profile.Contradicted));
        Assert.Equal([new SiteCount("AP", 2)], profile.Agencies);
        Assert.Equal([new SiteCount("en", 3)], profile.Languages);
        Assert.Equal([new SiteCount("exact", 2), new SiteCount("lone", 1)], profile.Relations);
        Assert.Equal("Ferry adrift", Assert.Single(profile.Clusters).Title);
        // North claims the earlier day.
        SitePartner partner = Assert.Single(profile.Partners);
        Assert.Equal(("East Echo", 1, 1, 0), (partner.Site, partner.Shared, partner.First, partner.PartnerFirst));
        Assert.Equal(1, partner.CorrectedP);
        Assert.Contains(profile.Chrome, group => group.Name == "north post");
        Assert.Null(SiteProfile.Of(reader, "Nobody's"));
    }

    [Fact]
    public void Conflicts_of_a_sites_dates_are_counted()
    {
        using var reader = new Reader(_options.Store);
        SiteProfile profile = SiteProfile.Of(reader, "East Echo")!;

        Assert.Equal(1, profile.Contradicted);
        Assert.Equal([new SiteCount("seen_elsewhere_before", 1)], profile.Conflicts);
        Assert.Equal(reader.Members(reader.Document("e1")!.Cluster).Count(d => d.Key == "e1"), profile.Contradicted);
        Assert.Equal(["North Post", "West Wind"], profile.Partners.Select(p => p.Site));
        Assert.Equal([(0, 1), (1, 0)], profile.Partners.Select(p => (p.First, p.PartnerFirst)));
    }

    /// <summary>Figures of every site of the sample crawl, counted again from the exported rows.</summary>
    [Fact]
    public void Every_site_of_the_sample_crawl_is_as_its_documents_say()
    {
        using var sample = new SampleCrawl();
        using var reader = new Reader(sample.Options.Store);
        Dictionary<long, ClusterRow> clusters = reader.AllClusters().ToDictionary(c => c.Cluster);
        var expected = reader.AllDocuments(withBody: false).Select(d => d.Document).Where(d => d.Site is not null)
            .GroupBy(d => d.Site!, StringComparer.OrdinalIgnoreCase).Select(own => (
                Site: own.Select(d => d.Site!).Order(StringComparer.Ordinal).First(), Documents: own.LongCount(),
                Shared: own.Where(d => clusters[d.Cluster].Sites > 1).Select(d => d.Cluster).Distinct().LongCount(), Copies: own.LongCount(d => !d.Origin)))
            .OrderByDescending(s => s.Documents).ThenBy(s => s.Site, StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<SiteRow> sites = SiteTable.Read(reader).List(new SiteFilter { Limit = 1_000 });

        Assert.True(sites.Count > 20);
        Assert.Equal(expected, sites.Select(s => (s.Site, s.Documents, s.SharedClusters, s.Copies)));
        SiteStories stories = SiteStories.Read(reader);
        Assert.All(sites, site =>
        {
            SiteProfile profile = SiteProfile.Of(reader, site.Site, stories)!;
            Assert.Equal(site, profile.Figures);
            Assert.Equal(site.Documents, profile.Relations.Sum(r => r.Documents));
            Assert.Equal(
                reader.AllDocuments(withBody: false).Select(d => d.Document).Where(d => string.Equals(d.Site, site.Site, StringComparison.OrdinalIgnoreCase))
                    .Count(d => DateConflicts.Of(reader.Members(d.Cluster)).Any(c => c.Document == d.Key)),
                profile.Contradicted);
        });
    }
}
