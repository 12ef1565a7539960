using Dapper;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Tests.Queries;

/// <summary>Lists in pages are the lists at once, in every order, with an index beside the database and without.</summary>
public sealed class PagingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public PagingTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.SamplePages());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ClusterSort.Size, 1, null)]
    [InlineData(ClusterSort.Size, 2, null)]
    [InlineData(ClusterSort.Sites, 2, null)]
    [InlineData(ClusterSort.Newest, 1, null)]
    [InlineData(ClusterSort.Newest, 2, null)]
    [InlineData(ClusterSort.Oldest, 1, null)]
    [InlineData(ClusterSort.Oldest, 2, null)]
    [InlineData(ClusterSort.Id, 2, null)]
    [InlineData(ClusterSort.Newest, 1, "the")]
    public void Clusters_in_pages_are_the_clusters_at_once(ClusterSort sort, int least, string? query)
    {
        Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        var filter = new ClusterFilter { Sort = sort, MinDocuments = least, Query = query, Limit = 1_000 };
        long[] all = [.. reader.Clusters(filter).Clusters.Select(c => c.Cluster)];
        Assert.True(all.Length > 5);
        if (query is null) Assert.Equal(Ordered(reader, sort, least), all);

        foreach (int size in new[] { 1, 3, all.Length, all.Length + 1 })
        {
            List<long> paged = [];
            string? cursor = null;
            do
            {
                ClusterPage page = reader.Clusters(filter with { Limit = size }, cursor);
                Assert.InRange(page.Clusters.Count, 1, size);
                paged.AddRange(page.Clusters.Select(c => c.Cluster));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(all, paged);
        }
    }

    [Theory]
    [InlineData(true, "the", DocumentOrder.Rank)]
    [InlineData(true, "the", DocumentOrder.Newest)]
    [InlineData(true, null, DocumentOrder.Rank)]
    [InlineData(false, null, DocumentOrder.Newest)]
    [InlineData(false, "a", DocumentOrder.Newest)]
    public void Documents_in_pages_are_the_documents_at_once(bool indexed, string? query, DocumentOrder order)
    {
        if (indexed) Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        var filter = new DocumentFilter { Query = query, Order = order, Limit = 1_000 };
        string[] all = [.. reader.SearchDocuments(filter).Documents.Select(d => d.Document.Key)];
        Assert.True(all.Length > 10);

        List<string> paged = [];
        string? cursor = null;
        do
        {
            DocumentPage page = reader.SearchDocuments(filter with { Limit = 7 }, cursor);
            paged.AddRange(page.Documents.Select(d => d.Document.Key));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(all, paged);
        Assert.Equal(all.Length, paged.Distinct().Count());
    }

    [Theory]
    [InlineData(ClusterSort.Size, "clusters_by_size")]
    [InlineData(ClusterSort.Sites, "clusters_by_sites")]
    [InlineData(ClusterSort.Newest, "clusters_by_newest")]
    [InlineData(ClusterSort.Oldest, "clusters_by_oldest")]
    public void A_page_is_entered_through_the_index_of_its_order_and_nothing_is_sorted(ClusterSort sort, string index)
    {
        using var connection = new SqliteConnection($"Data Source={_options.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        string[] columns = [.. connection.Query<string>("SELECT name FROM pragma_index_xinfo(@index) WHERE name IS NOT NULL ORDER BY seqno", new { index })];
        if (sort == ClusterSort.Oldest) columns = [.. columns, "id"];
        string way = sort == ClusterSort.Oldest ? "ASC" : "DESC";

        string plan = string.Join('\n', connection.Query<(long, long, long, string)>(
            $"EXPLAIN QUERY PLAN SELECT * FROM clusters c INDEXED BY {index} WHERE +c.documents >= 2 AND c.documents >= 2 AND ({string.Join(", ", columns)}) {(way == "ASC" ? ">" : "<")} ({string.Join(", ", columns.Select(_ => "1"))}) "
            + $"ORDER BY {string.Join(", ", columns.Select(column => $"{column} {way}"))} LIMIT 5").Select(row => row.Item4));

        Assert.Contains($"SEARCH c USING INDEX {index}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_is_of_its_own_list_alone()
    {
        using var reader = new Reader(_options.Store);
        string cursor = reader.Clusters(new ClusterFilter { Limit = 1 }).Next!;
        string documents = reader.SearchDocuments(new DocumentFilter { Limit = 1 }).Next!;

        Assert.NotEmpty(reader.Clusters(new ClusterFilter { Limit = 5 }, cursor).Clusters);
        foreach (ClusterFilter other in new ClusterFilter[] { new() { Sort = ClusterSort.Newest }, new() { MinDocuments = 3 }, new() { Site = "x" }, new() { Words = ["a"] }, new() { Query = "a" } })
            Assert.Contains("another order or filter", Assert.Throws<CursorException>(() => reader.Clusters(other, cursor)).Message, StringComparison.Ordinal);
        Assert.Throws<CursorException>(() => reader.Clusters(new ClusterFilter(), documents));
        Assert.Throws<CursorException>(() => reader.SearchDocuments(new DocumentFilter(), cursor));
        foreach (string bad in new[] { "", "x", "e30", "bnVsbA", "!" }) Assert.Throws<CursorException>(() => reader.Clusters(new ClusterFilter(), bad));
    }

    private static IEnumerable<long> Ordered(Reader reader, ClusterSort sort, int least)
    {
        IEnumerable<ClusterRow> rows = reader.AllClusters().Where(c => c.Documents >= least);
        return (sort switch
        {
            ClusterSort.Size => rows.OrderByDescending(c => c.Documents).ThenByDescending(c => c.Sites).ThenBy(c => c.Cluster),
            ClusterSort.Sites => rows.OrderByDescending(c => c.Sites).ThenByDescending(c => c.Documents).ThenBy(c => c.Cluster),
            ClusterSort.Newest => rows.OrderByDescending(c => c.LastPublished ?? "", StringComparer.Ordinal).ThenBy(c => c.Cluster),
            ClusterSort.Oldest => rows.OrderBy(c => c.FirstPublished is null).ThenBy(c => c.FirstPublished, StringComparer.Ordinal).ThenBy(c => c.Cluster),
            _ => rows.OrderBy(c => c.Cluster),
        }).Select(c => c.Cluster);
    }
}
