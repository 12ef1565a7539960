using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Search;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Search;

public sealed class SearchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public SearchTests()
    {
        _options = Crawl.Options(_folder);
        string ferry = "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry);
        Crawl.Ingest(_options,
            Crawl.Page("f1", ferry, "North Post", "Ferry adrift: 100%_safe", "2025-03-04T10:00:00"),
            Crawl.Page("f2", ferry, "North Post", "Ferry adrift", "2025-03-05"),
            Crawl.Page("f3", ferry, "East Echo", "Towed home", "2025-03-20"),
            Crawl.Page("o1", Stories.Text(Stories.Orchard), "West Wind", "Orchards go", "2024-10-01"),
            Crawl.Page("o2", Stories.Text(Stories.Orchard), "South Sun", "Orchards go", "2024-10-02"),
            Crawl.Page("r1", Stories.Text(Stories.FerryReaction), "West Wind", "Unions want a law"),
            Crawl.Page("c1", "東京都で大きな火災がありました。", "Asahi", "東京で火災"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ferry", "f1 f2 f3 r1")]
    [InlineData("ferry aurelia", "f1 f2 f3")]
    [InlineData("\"car ferry\"", "f1 f2 f3")]
    [InlineData("\"ferry car\"", "")]
    [InlineData("ferry -aurelia", "r1")]
    [InlineData("title:ferry", "f1 f2")]
    [InlineData("orch*", "o1 o2")]
    [InlineData("orch", "")]
    [InlineData("SKÅRHOLM", "f1 f2 f3")]
    [InlineData("東京", "c1")]
    [InlineData("京都 火災", "c1")]
    [InlineData("火", "c1")]
    [InlineData("strawberries", "")]
    [InlineData("nobody", "")]
    public void Words_are_found_in_titles_and_leads(string query, string keys)
    {
        Searched.CatchUp(_options);

        Assert.Equal(keys, Searched.Keys(_options, new DocumentFilter { Query = query }));
    }

    [Fact]
    public void Words_of_bodies_are_found_where_they_are_indexed_and_another_choice_makes_the_index_anew()
    {
        Searched.CatchUp(_options);
        _options.Search.Bodies = true;
        Searched.CatchUp(_options);

        Assert.Equal("f1 f2 f3", Searched.Keys(_options, new DocumentFilter { Query = "strawberries" }));
        using (var reader = new Reader(_options.Store)) Assert.Equal(new SearchIndexState(SearchIndexHealth.Usable, 0, true), reader.SearchState);
        _options.Search.Bodies = false;
        Searched.CatchUp(_options);
        Assert.Empty(Searched.Keys(_options, new DocumentFilter { Query = "strawberries" }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Site_agency_and_dates_leave_some(bool indexed)
    {
        if (indexed) Searched.CatchUp(_options);

        Assert.Equal("f1 f2", Searched.Keys(_options, new DocumentFilter { Query = "ferry", Site = "north post" }));
        Assert.Equal("o1 r1", Searched.Keys(_options, new DocumentFilter { Site = "West Wind" }));
        Assert.Equal("f1 f2 f3", Searched.Keys(_options, new DocumentFilter { Agency = "ap" }));
        Assert.Equal("f1", Searched.Keys(_options, new DocumentFilter { From = "2025-01-01", To = "2025-03-04" }));
        Assert.Equal("", Searched.Keys(_options, new DocumentFilter { Site = "Nowhere" }));
        Assert.Equal("f3 f2 f1 o2 o1", string.Join(' ', Searched.Documents(_options, new DocumentFilter { Order = DocumentOrder.Newest, From = "2024" }).Documents.Select(d => d.Document.Key)));
    }

    [Fact]
    public void What_fits_best_comes_first_with_the_beginning_of_its_body()
    {
        Searched.CatchUp(_options);

        DocumentPage page = Searched.Documents(_options, new DocumentFilter { Query = "ferry" });

        Assert.Equal(DocumentOrder.Rank, page.Order);
        Assert.StartsWith("f", page.Documents[0].Document.Key, StringComparison.Ordinal);
        Assert.Equal("r1", page.Documents.Single(d => d.Document.Title == "Unions want a law").Document.Key);
        Assert.Equal(["f1", "f2"], page.Documents.Take(2).Select(d => d.Document.Key).Order());
        Assert.Contains("lost power in both engines", page.Documents[0].Lead, StringComparison.Ordinal);
        Assert.DoesNotContain("strawberries", page.Documents[0].Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_index_titles_are_looked_at_and_it_says_so()
    {
        DocumentPage page = Searched.Documents(_options, new DocumentFilter { Query = "ferry -100%_" });

        Assert.Equal(new SearchIndexState(SearchIndexHealth.Missing, 0, false), page.Search);
        Assert.Equal(["f2"], page.Documents.Select(d => d.Document.Key));
        using var reader = new Reader(_options.Store);
        ClusterPage clusters = reader.Clusters(new ClusterFilter { Query = "adrift" });
        Assert.Equal(SearchIndexHealth.Missing, clusters.Search!.Health);
        Assert.Equal(3, Assert.Single(clusters.Clusters).Documents);
        Assert.Null(reader.Clusters(new ClusterFilter()).Search);
    }

    [Fact]
    public void Clusters_are_found_by_the_words_and_the_site_of_one_member()
    {
        Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        string Found(ClusterFilter filter) => string.Join(' ', reader.Clusters(filter).Clusters.Select(c => c.Representative[..1]));

        Assert.Equal("f", Found(new ClusterFilter { Query = "aurelia" }));
        Assert.Equal("f r", Found(new ClusterFilter { Query = "ferry", MinDocuments = 1 }));
        Assert.Equal("o", Found(new ClusterFilter { Site = "south sun" }));
        Assert.Equal("f", Found(new ClusterFilter { Query = "title:towed", Site = "East Echo" }));
        Assert.Equal("", Found(new ClusterFilter { Query = "title:towed", Site = "North Post" }));
        Assert.Equal("", Found(new ClusterFilter { Query = "aurelia", To = "2024-12-31" }));
        Assert.Equal("f", Found(new ClusterFilter { Query = "ferry", Agency = "AP", From = "2025-03-20" }));
    }

    [Fact]
    public void An_index_that_is_behind_says_how_far_and_catches_up()
    {
        Searched.CatchUp(_options);
        new Deleter(_options, TimeProvider.System).Run(new DeleteRequest(["f1"], null), null, TestContext.Current.CancellationToken);
        new Rekeyer(_options, TimeProvider.System).Run("f2", "ferry");
        Crawl.Ingest(_options, Crawl.Page("o1", Stories.Text(Stories.Orchard), "West Wind", "Orchards stay", "2024-10-01"), Crawl.Page("n1", "Another page.", "West Wind", "Brandy"));

        DocumentPage behind = Searched.Documents(_options, new DocumentFilter { Query = "title:orchards" });
        Assert.True(behind.Search.Behind > 0);
        Assert.Equal("f3 ferry r1", Searched.Keys(_options, new DocumentFilter { Query = "ferry" }));

        Searched.CatchUp(_options);
        Assert.Equal("n1", Searched.Keys(_options, new DocumentFilter { Query = "brandy" }));
        Assert.Equal("o1", Searched.Keys(_options, new DocumentFilter { Query = "stay" }));
        Assert.Equal(0, Searched.Documents(_options, new DocumentFilter { Query = "brandy" }).Search.Behind);
    }

    [Fact]
    public void It_goes_on_where_it_was_interrupted_and_ends_as_one_that_was_not()
    {
        _options.Search.BatchDocuments = 3;
        using (SearchIndexer indexer = SearchIndexer.TryOpen(_options)!) Assert.True(indexer.CatchUp(3, CancellationToken.None) > 0);
        Assert.NotEqual(0, Searched.Documents(_options, new DocumentFilter()).Search.Behind);
        using (SearchIndexer indexer = SearchIndexer.TryOpen(_options)!)
        {
            Assert.Throws<OperationCanceledException>(() => indexer.CatchUp(3, new CancellationToken(true)));
            long before = long.MaxValue;
            for (long remaining = before; remaining > 0; before = remaining) Assert.True((remaining = indexer.CatchUp(2, CancellationToken.None)) < before);
        }

        Assert.Equal("f1 f2 f3 r1", Searched.Keys(_options, new DocumentFilter { Query = "ferry" }));
    }

    [Fact]
    public void One_at_a_time_brings_it_up_to_date_and_a_writer_is_not_held_up()
    {
        using SearchIndexer first = SearchIndexer.TryOpen(_options)!;

        Assert.Null(SearchIndexer.TryOpen(_options));
        using IDisposable writer = _options.Store.TakeWriter();
        Assert.Equal(0, first.CatchUp(1_000, CancellationToken.None));
    }
}
