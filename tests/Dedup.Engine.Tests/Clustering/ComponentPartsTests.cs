using System.Data.Common;
using Dedup.Engine.Clustering;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Clustering;

public sealed class ComponentPartsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public ComponentPartsTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Parts_give_the_clusters_of_the_whole(int partVariants)
    {
        Crawl.Ingest(_options, Crawl.SamplePages());
        Crawl.Execute(_options, "INSERT INTO pending(variant_id) SELECT id FROM variants");
        using IDisposable writer = _options.Store.TakeWriter();
        using DbConnection connection = _options.Store.OpenForWriting();
        using var store = new VariantStore(connection);
        using BodyComparer comparer = BodyComparer.ForReading(store, _options);
        Component whole = Component.Read(connection, Component.Pending);
        string[] planned = Plan(whole);

        List<Component> parts = [.. ComponentParts.Pending(connection, null, partVariants)];

        Assert.Equal(whole.Variants, parts.SelectMany(part => part.Variants).OrderBy(variant => variant.Id));
        Assert.Equal(whole.Links.Count, parts.Sum(part => part.Links.Count));
        Assert.Equal(planned, parts.SelectMany(Plan).Order(StringComparer.Ordinal));
        Assert.True(parts.Count == 1 == partVariants > whole.Variants.Count, $"{parts.Count} parts");

        string[] Plan(Component component) => [.. ClusterPlan.Work(component, comparer.Shingles, _options.Verification)
            .Select(cluster => $"{cluster.Representative} {cluster.Origin.Key}: {string.Join(", ", cluster.Members.OrderBy(m => m.Variant))}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What was one cluster is worked out together, though nothing ties it any more: only so one of them takes the id.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_one_cluster_stays_in_one_part(bool byDocument)
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)), Crawl.Page("c", Stories.Text(Stories.Ferry[..7])));
        Crawl.Execute(_options, "INSERT INTO pending(variant_id) SELECT id FROM variants");
        using IDisposable writer = _options.Store.TakeWriter();
        using DbConnection connection = _options.Store.OpenForWriting();
        Assert.Equal(2, ComponentParts.Pending(connection, null, 1).Count());
        Dictionary<long, long>? former = byDocument ? new() { [1] = 77, [2] = 77 } : null;
        if (!byDocument) Crawl.Execute(_options, "UPDATE variants SET cluster_id = (SELECT min(id) FROM clusters)");

        Assert.Equal(3, Assert.Single(ComponentParts.Pending(connection, former, 1)).Variants.Count);
    }

    [Fact]
    public void Bodies_share_a_site_whatever_its_case_and_none_where_it_is_unknown()
    {
        var sites = new SiteIndex([(1, "Weir"), (1, "Calder"), (1, null), (2, "CALDER"), (3, null), (4, "Ouse")]);
        Assert.True(sites.ShareSite(1, 2));
        Assert.True(sites.ShareSite(2, 1));
        Assert.False(sites.ShareSite(1, 3));
        Assert.False(sites.ShareSite(3, 3));
        Assert.False(sites.ShareSite(1, 4));
    }
}
