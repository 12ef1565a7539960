using Dedup.Engine.Check;
using Dedup.Engine.Export;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Storage;

/// <summary>A database of every older schema version, as the program of its time left it, opens and goes on.</summary>
public sealed class OlderSchemaTests : IDisposable
{
    private static readonly string Databases = Path.Combine(Checkout.Root, "tests", "samples", "databases");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>All versions but the present one; a migration without its fixture fails here.</summary>
    public static TheoryData<int> Versions => [.. Enumerable.Range(1, (int)PresentVersion() - 1)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_is_brought_up_to_date_by_reading_and_says_the_same(int version)
    {
        DedupOptions options = Copy(version);

        using (var reader = new Reader(options.Store))
        using (var output = new StringWriter())
        {
            Exporter.Documents(reader, output, ExportFormat.JsonLines, withBody: false);
            Assert.Equal(File.ReadAllText(Path.Combine(Databases, $"schema-{version}.documents.jsonl")), output.ToString());
        }

        Assert.Equal(PresentVersion(), Crawl.Scalar<long>(options, "PRAGMA user_version"));
        Assert.Equal("ok", Crawl.Scalar<string>(options, "PRAGMA integrity_check"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_pages_are_known_again_and_new_ones_join_their_stories(int version)
    {
        DedupOptions options = Copy(version);
        // Its rules are older too.
        new Rebuilder(options, TimeProvider.System).Run(null, CancellationToken.None);

        var summary = Crawl.Ingest(options, Crawl.SamplePages());

        Assert.Equal(95, summary.Counts.Pages);
        Assert.Equal(13, summary.Counts.Unchanged);
        DedupOptions fresh = Crawl.Options(_folder, "fresh.db");
        Crawl.Ingest(fresh, Crawl.SamplePages());
        Dictionary<string, DocumentRow> now = Crawl.Documents(options);
        Assert.All(Crawl.Documents(fresh).Values, d => Assert.Equal((d.Relation, d.Representative, d.Origin, d.Resemblance), (now[d.Key].Relation, now[d.Key].Representative, now[d.Key].Origin, now[d.Key].Resemblance)));
        Assert.Equal(97, now.Count);
    }

    [Fact]
    public void The_last_one_has_no_fault_as_it_is()
    {
        DedupOptions options = Copy((int)PresentVersion() - 1);

        Assert.Empty(DatabaseCheck.Run(options, TimeProvider.System, null).Parts.SelectMany(part => part.Examples));
    }

    [Fact]
    public void Places_of_rejections_of_schema_1_are_cut_into_source_and_line()
    {
        DedupOptions options = Copy(1);
        new Reader(options.Store).Dispose();

        Assert.Equal("image.bin - | pages.jsonl 2", Crawl.Scalar<string>(options,
            "SELECT group_concat(place, ' | ') FROM (SELECT source || ' ' || coalesce(line, '-') AS place FROM rejections ORDER BY source)"));
    }

    [Fact]
    public void Clusters_that_were_empty_when_it_was_left_go_with_the_next_run()
    {
        DedupOptions options = Copy(1);
        Crawl.Execute(options, "INSERT INTO clusters(representative, origin, origin_reasons, documents, sites) VALUES ('x', 'x', '[]', 1, 1)");
        new Rebuilder(options, TimeProvider.System).Run(null, CancellationToken.None);

        Crawl.Ingest(options, Crawl.Page("new", "A page."));

        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void It_is_not_brought_up_to_date_under_the_hands_of_a_writer()
    {
        DedupOptions options = Copy(1);
        using IDisposable held = options.Store.TakeWriter();

        DatabaseException refused = Assert.Throws<DatabaseException>(() => new Reader(options.Store));

        Assert.Contains("older dedup", refused.Message, StringComparison.Ordinal);
        Assert.Contains("is writing it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, Crawl.Scalar<long>(options, "PRAGMA user_version"));
    }

    private DedupOptions Copy(int version)
    {
        DedupOptions options = Crawl.Options(_folder, "old.db");
        File.Copy(Path.Combine(Databases, $"schema-{version}.db"), options.Database);
        return options;
    }

    private static long PresentVersion() => typeof(SqliteFile).Assembly.GetManifestResourceNames().Count(name => name.EndsWith(".sql", StringComparison.Ordinal));
}
