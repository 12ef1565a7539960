using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class ReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Reader _reader;
    private readonly DedupOptions _options;

    public ReaderTests()
    {
        _options = Crawl.Options(_folder);
        string ferry = "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry);
        Crawl.Ingest(_options,
            Crawl.Page("f1", ferry, "North Post", "Ferry adrift: 100%_safe", "2025-03-04T10:00:00"),
            Crawl.Page("f2", ferry, "North Post", "Ferry adrift", "2025-03-05"),
            Crawl.Page("f3", ferry, "East Echo", "Ferry towed home", "2025-03-20"),
            Crawl.Page("f4", Stories.Text(Stories.Ferry[..2]), "East Echo", "Ferry in brief", "2025-06-01"),
            Crawl.Page("o1", Stories.Text(Stories.Orchard), "West Wind", "Orchards go", "2024-10-01"),
            Crawl.Page("o2", Stories.Text(Stories.Orchard), "South Sun", "Orchards go", "2024-10-02"),
            Crawl.Page("r1", Stories.Text(Stories.FerryReaction), "West Wind", "Unions want a law"));
        _reader = new Reader(_options.Store);
        // Its moment is that of its first look.
        Assert.Equal(0, _reader.CountPending());
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_waits_for_its_cluster_is_counted_and_not_shown_an_edited_page_too()
    {
        Assert.Throws<IOException>(() => Crawl.Ingest(_options, Crawl.Breaking(Enumerable.Range(0, 300).Select(i => i == 0
            ? Crawl.Page("o1", Stories.Text(Stories.Orchard) + "\nA correction: the digger toppled sixteen trees.", "West Wind", "Orchards go", "2024-10-01")
            : Crawl.Page($"n{i}", $"Page {i}.")))));
        using var reader = new Reader(_options.Store);

        Assert.Equal(256, reader.CountPending());
        Assert.Null(reader.Document("o1"));
        Assert.All(reader.AllDocuments(withBody: false), row => Assert.NotNull(row.Document.Relation));
        // Who opened it before sees what stood then.
        Assert.NotNull(_reader.Document("o1"));
        Assert.Equal(0, _reader.CountPending());
    }

    [Fact]
    public void A_reader_sees_one_moment()
    {
        int before = _reader.AllDocuments(withBody: false).Count();
        Crawl.Ingest(_options, Crawl.Page("late", "A late page."));

        Assert.Null(_reader.Document("late"));
        Assert.Equal(before, _reader.AllDocuments(withBody: false).Count());
    }

    [Fact]
    public void By_default_clusters_of_two_or_more_come_the_largest_first() => Assert.Equal("f o", Found(new ClusterFilter()));

    [Fact]
    public void Size_is_inclusive_at_both_ends()
    {
        Assert.Equal("f", Found(new ClusterFilter { MinDocuments = 3 }));
        Assert.Equal("o", Found(new ClusterFilter { MaxDocuments = 2 }));
        Assert.Equal(4, _reader.Clusters(new ClusterFilter { MinDocuments = 1 }).Clusters.Count);
    }

    [Fact]
    public void Sites_are_counted_once()
    {
        Assert.Equal("f o", Found(new ClusterFilter { MinSites = 2 }));
        Assert.Equal("", Found(new ClusterFilter { MinSites = 3 }));
    }

    [Theory]
    [InlineData("north post", "f")]
    [InlineData("South Sun", "o")]
    [InlineData("North", "")]
    public void A_site_is_its_whole_name_in_any_case(string site, string found) => Assert.Equal(found, Found(new ClusterFilter { Site = site }));

    [Theory]
    [InlineData("ap", "f")]
    [InlineData("Reuters", "")]
    public void An_agency_is_its_name_in_any_case(string agency, string found) => Assert.Equal(found, Found(new ClusterFilter { Agency = agency }));

    [Theory]
    [InlineData("2025-03-20", null, "f")]
    [InlineData("2025-03-21", null, "")]
    [InlineData(null, "2024-10-01", "o")]
    [InlineData(null, "2024-09-30", "")]
    [InlineData("2025-03-04", "2025-03-04", "f")]
    [InlineData("2024-10-01", "2025-03-04", "f o")]
    [InlineData("2025-03-06", "2025-03-19", "")]
    public void Days_are_inclusive_and_hold_for_one_member(string? from, string? to, string found) =>
        Assert.Equal(found, Found(new ClusterFilter { From = from, To = to }));

    [Theory]
    [InlineData("f", "ferry")]
    [InlineData("f", "FERRY", "towed")]
    [InlineData("f", "%_safe")]
    [InlineData("", "_erry")]
    [InlineData("", "adrift", "towed")]
    [InlineData("o", "Orch")]
    public void Words_all_stand_in_the_title_of_one_member(string found, params string[] words) => Assert.Equal(found, Found(new ClusterFilter { Words = words }));

    [Fact]
    public void Conditions_add_up() => Assert.Equal("", Found(new ClusterFilter { Site = "North Post", Words = ["Orchards"] }));

    [Theory]
    [InlineData(ClusterSort.Size, "f o")]
    [InlineData(ClusterSort.Sites, "f o")]
    [InlineData(ClusterSort.Newest, "f o")]
    [InlineData(ClusterSort.Oldest, "o f")]
    [InlineData(ClusterSort.Id, "f o")]
    public void Lists_are_sorted_as_asked(ClusterSort sort, string found) => Assert.Equal(found, Found(new ClusterFilter { Sort = sort }));

    [Fact]
    public void Undated_clusters_come_last_by_either_date()
    {
        Assert.Equal("r1", _reader.Clusters(new ClusterFilter { MinDocuments = 1, Sort = ClusterSort.Oldest }).Clusters[^1].Representative);
        Assert.Equal("r1", _reader.Clusters(new ClusterFilter { MinDocuments = 1, Sort = ClusterSort.Newest }).Clusters[^1].Representative);
    }

    [Fact]
    public void The_list_ends_at_the_limit()
    {
        Assert.Equal("f", Found(new ClusterFilter { Limit = 1 }));
        Assert.Equal("", Found(new ClusterFilter { Limit = 0 }));
    }

    [Fact]
    public void A_row_tells_dates_agency_and_excerpts()
    {
        ClusterRow row = _reader.Clusters(new ClusterFilter { Limit = 1 }).Clusters[0];

        Assert.Equal((3, 2, 1, false, "AP", "2025-03-04T10:00:00", "2025-03-20"),
            (row.Documents, row.Sites, row.Excerpts, row.Digest, row.Agency, row.FirstPublished, row.LastPublished));
    }

    [Fact]
    public void Members_excerpts_and_links_of_a_cluster_are_found()
    {
        long cluster = _reader.Document("f1")!.Cluster;

        Assert.Equal(["f1", "f2", "f3"], _reader.Members(cluster).Select(d => d.Key).Order());
        Assert.True(_reader.Members(cluster)[0].Representative);
        Assert.Equal(["f4"], _reader.Excerpts(cluster).Select(d => d.Key));
        LinkRow link = Assert.Single(_reader.LinksOfCluster(cluster));
        Assert.Equal("excerpt", link.Relation);
        Assert.Equal([link], _reader.LinksOfDocument("f4"));
        Assert.Equal([link], _reader.LinksOfDocument("f2"));
        Assert.Empty(_reader.LinksOfDocument("o1"));
        Assert.Empty(_reader.LinksOfDocument("nobody"));
    }

    [Fact]
    public void An_unknown_document_is_null() => Assert.Null(_reader.Document("nobody"));

    [Fact]
    public void Evidence_names_every_field()
    {
        using var evidence = System.Text.Json.JsonDocument.Parse(_reader.Evidence("f1"));

        Assert.Equal(["site", "section", "title", "published", "agency", "dateline", "byline", "canonical", "language", "method"], evidence.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("given with the page", evidence.RootElement.GetProperty("site").GetString());
    }

    [Fact]
    public void Nothing_waits_after_a_finished_run() => Assert.False(_reader.CountPending() != 0);

    /// <summary>First letters of the representatives of the clusters found.</summary>
    private string Found(ClusterFilter filter) => string.Join(' ', _reader.Clusters(filter).Clusters.Select(row => row.Representative[..1]));
}
