using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine;
using Dedup.Engine.Check;
using Dedup.Engine.Migrate;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;

namespace Dedup.Distributed.Tests.Storage;

/// <summary>PostgreSQL against SQLite, and what only a server can do: refuse, stop, come back.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public StoreTests() => _options = TestStore.Options(_folder.File("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_holds_what_a_file_holds_and_moves_there_and_back_row_by_row()
    {
        DedupOptions file = File("a.db");
        Crawl.Ingest(file, Crawl.SamplePages());
        Crawl.Ingest(_options, Crawl.SamplePages());
        Assert.Equal(Whole(file), Whole(_options));

        IStore moved = new PostgresStore(PostgresServer.Running.NewSchema());
        MigrationSummary there = Migrator.Run(file.Store, moved, TimeProvider.System, null, TestContext.Current.CancellationToken);
        MigrationSummary back = Migrator.Run(moved, new SqliteStore(_folder.File("b.db")), TimeProvider.System, null, TestContext.Current.CancellationToken);

        Assert.Equal(Crawl.Documents(file).Count, there.Documents);
        Assert.Equal(there.Rows, back.Rows);
        Assert.Equal(Whole(file), Whole(File("b.db")));
        Assert.Equal(Ids(file.Store), Ids(moved));
        Assert.Equal(Ids(file.Store), Ids(File("b.db").Store));

        // What is taken in afterwards is given ids of its own, on either side.
        DedupOptions onward = new() { Database = "moved" };
        onward.Use(moved);
        Crawl.Ingest(onward, Crawl.Page("later", Stories.Text(Stories.Ferry)));
        Crawl.Ingest(File("b.db"), Crawl.Page("later", Stories.Text(Stories.Ferry)));
        Assert.Equal(Whole(File("b.db")), Whole(onward));
        Assert.Equal(0, DatabaseCheck.Run(onward, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void The_labelled_world_is_the_same_partition()
    {
        List<Page> pages = Crawl.Pages(Checkout.LabelledData("world-dev/pages.jsonl"));
        Crawl.Ingest(File("a.db"), pages);
        Crawl.Ingest(_options, Crawl.Shuffled(pages, 1));

        Assert.Equal(Crawl.Canonical(File("a.db")), Crawl.Canonical(_options));
    }

    [Fact]
    public void A_database_that_holds_anything_is_not_moved_into()
    {
        Crawl.Ingest(File("a.db"), Crawl.Page("a", "One."));
        Crawl.Ingest(_options, Crawl.Page("b", "Two."));
        string before = Whole(_options);

        DatabaseException refused = Assert.Throws<DatabaseException>(() => Migrator.Run(File("a.db").Store, _options.Store, TimeProvider.System, null, CancellationToken.None));

        Assert.Contains("holds documents", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Whole(_options));
    }

    [Fact]
    public void One_writes_at_a_time_and_who_is_named()
    {
        Crawl.Ingest(_options, Crawl.Page("a", "One."));
        using (_options.Store.TakeWriter())
            Assert.Contains("is writing it", Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, Crawl.Page("b", "Two."))).Message, StringComparison.Ordinal);

        Crawl.Ingest(_options, Crawl.Page("b", "Two."));
        Assert.Equal(2, Crawl.Documents(_options).Count);
    }

    [Fact]
    public void A_writer_whose_session_is_ended_stores_nothing_more_and_the_next_goes_on()
    {
        List<Page> pages = Crawl.SamplePages();
        DedupOptions whole = File("a.db");
        Crawl.Ingest(whole, pages);

        Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, EndedAfter(pages, pages.Count / 2)));
        Crawl.Ingest(_options, pages);

        Assert.Equal(Whole(whole), Whole(_options));

        IEnumerable<SourceItem> EndedAfter(List<Page> all, int after)
        {
            for (int i = 0; i < all.Count; i++)
            {
                if (i == after) Session("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext(@schema)::oid");
                yield return SourceItem.Of(all[i]);
            }
        }
    }

    [Fact]
    public void What_cannot_be_used_is_said_with_its_remedy_and_without_its_password()
    {
        string reached = PostgresServer.Running.ConnectionString + ";Password=secret";
        (string Database, string Said)[] cases =
        [
            ("Host=127.0.0.1;Port=1;Database=x;Password=secret", "cannot be reached"),
            (reached.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal), "createdb"),
            (reached + ";Search Path=nothing_here", "holds no tables of dedup"),
        ];
        foreach ((string database, string said) in cases)
        {
            string message = Assert.Throws<DatabaseException>(() => new Reader(new PostgresStore(database))).Message;
            Assert.Contains(said, message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        }
        Assert.Throws<DatabaseException>(() => new PostgresStore("Host=x;Colour=blue"));
        Assert.Throws<DatabaseException>(() => new PostgresStore("Database=x"));
    }

    [Fact]
    public void Tables_of_others_and_of_newer_programs_are_left_alone()
    {
        Session("CREATE TABLE documents (a int)");
        Assert.Contains("another program", Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, Crawl.Page("a", "One."))).Message, StringComparison.Ordinal);
        Session("DROP TABLE documents");
        Crawl.Ingest(_options, Crawl.Page("a", "One."));
        Session("UPDATE dedup_schema SET version = 99");
        Assert.Contains("newer dedup", Assert.Throws<DatabaseException>(() => new Reader(_options.Store)).Message, StringComparison.Ordinal);
    }

    /// <summary>Shares are rounded as SQLite does: ties of the decimal digits by all bits of the number.</summary>
    [Fact]
    public void Shares_are_rounded_alike()
    {
        Crawl.Ingest(_options, Crawl.Page("a", "One."));
        using var file = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        using var server = _options.Store.OpenForReading();
        double[] shares = [.. from of in Enumerable.Range(1, 200) from part in Enumerable.Range(0, of + 1) select (double)part / of];
        double[] expected = [.. shares.Select(share => file.ExecuteScalar<double>("SELECT round(@share, 4)", new { share }))];
        double[] actual = [.. server.Query<double>("SELECT round(part::double precision / whole, 4) FROM generate_series(1, 200) AS whole, LATERAL generate_series(0, whole) AS part ORDER BY whole, part")];
        Assert.Equal(expected, actual);
    }

    private DedupOptions File(string name) => new() { Database = _folder.File(name) };

    private static string Whole(DedupOptions options) => Crawl.Canonical(options) + Crawl.Export(options);

    /// <summary>Numbers of everything that has one.</summary>
    private static string Ids(IStore store)
    {
        using System.Data.Common.DbConnection connection = store.OpenForReading();
        return string.Join('\n', new[] { "SELECT key, id, variant_id FROM documents ORDER BY key", "SELECT representative, id, documents FROM clusters ORDER BY id", "SELECT detail, cluster_id, id FROM cluster_events ORDER BY id" }
            .SelectMany(sql => connection.Query<(string?, long, long)>(sql)));
    }

    private void Session(string sql)
    {
        using System.Data.Common.DbConnection connection = TestStore.Open(_options, readOnly: false);
        connection.Execute(sql, new { schema = connection.ExecuteScalar<string>("SELECT current_schema()::text") });
    }
}
