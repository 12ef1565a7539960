using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

public sealed class RebuilderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public RebuilderTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.SamplePages());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Under_the_same_rules_nothing_changes()
    {
        string before = Crawl.Export(_options);
        string rows = Crawl.RowCounts(_options);

        RebuildSummary summary = Crawl.Rebuild(_options);

        Assert.Equal((95L, 0L, 0L), (summary.Documents, summary.Bodies, summary.Fields));
        Assert.Empty(summary.Settings);
        Assert.Equal(before, Crawl.Export(_options));
        Assert.Equal(rows, Crawl.RowCounts(_options));
    }

    [Theory]
    [InlineData("near")]
    [InlineData("scheme")]
    [InlineData("words")]
    public void Under_other_settings_it_is_as_if_made_with_them_and_ids_are_kept(string setting)
    {
        Dictionary<string, DocumentRow> before = Crawl.Documents(_options);
        DedupOptions other = Crawl.Options(_folder);
        DedupOptions fresh = Crawl.Options(_folder, "fresh.db");
        foreach (DedupOptions options in new[] { other, fresh })
        {
            if (setting == "near") options.Verification.NearResemblance = 0.8;
            else if (setting == "scheme") options.Sketch.ShingleWords = 7;
            else options.Verification.MinimumWords = 200;
        }
        Crawl.Ingest(fresh, Crawl.SamplePages());

        RebuildSummary summary = Crawl.Rebuild(other);

        Assert.Single(summary.Settings);
        Assert.Equal(Crawl.Canonical(fresh), Crawl.Canonical(other));
        Assert.Equal(0, DatabaseCheck.Run(other, TimeProvider.System, null).Faults);
        // Each cluster that there was goes on under its id with most of its documents, or redirects to where most of them are.
        using var reader = new Reader(other.Store);
        Dictionary<string, DocumentRow> after = Crawl.Documents(other);
        foreach (IGrouping<long, DocumentRow> cluster in before.Values.GroupBy(d => d.Cluster))
        {
            ClusterRow? now = reader.Cluster(cluster.Key);
            Assert.NotNull(now);
            int most = cluster.GroupBy(d => after[d.Key].Cluster).Max(g => g.Count());
            if (now.Cluster == cluster.Key) Assert.Contains(cluster, d => after[d.Key].Cluster == now.Cluster);
            else Assert.Equal(most, cluster.Count(d => after[d.Key].Cluster == now.Cluster));
        }
        // The database is of these settings now.
        Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, Crawl.Page("a", "text")));
        Crawl.Ingest(other, Crawl.Page("a", "text"));
    }

    [Fact]
    public void Interrupted_it_has_changed_nothing()
    {
        string before = Crawl.Export(_options);
        DedupOptions other = Crawl.Options(_folder);
        other.Verification.NearResemblance = 0.8;
        other.Ingest.BatchPages = 10;
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => new Rebuilder(other, TimeProvider.System).Run((done, _) =>
        {
            if (done >= 50) stop.Cancel();
        }, stop.Token));

        Assert.Equal(before, Crawl.Export(_options));
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void Documents_of_edited_pages_and_waiting_clusters_are_worked_out_too()
    {
        Assert.Throws<IOException>(() => Crawl.Ingest(_options, Crawl.Breaking(Enumerable.Range(0, 600).Select(i => Crawl.Page($"new-{i}", Stories.Text(Stories.Ferry[(i % 4)..]))))));
        Assert.True(Crawl.Scalar<long>(_options, "SELECT count(*) FROM pending") > 0);

        Crawl.Rebuild(_options);

        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM pending"));
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void A_missing_database_is_not_made()
    {
        DedupOptions missing = Crawl.Options(_folder, "missing.db");

        Assert.Contains("no such database", Assert.Throws<DatabaseException>(() => Crawl.Rebuild(missing)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(missing.Database));
    }
}
