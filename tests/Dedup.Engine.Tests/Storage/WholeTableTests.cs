using Dapper;
using Dedup.Engine.Clustering;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedup.Engine.Tests.Storage;

/// <summary>
/// What a batch costs: it must not grow with the database, so no statement of it reads a table from its beginning. SQLite's planner knows nothing of how many rows a table
/// has, and to give an order that is asked for it may read all links to find ten.
/// </summary>
public sealed class WholeTableTests : IDisposable
{
    // Those that grow with the crawl. What has been learned (chrome_lines) is read whole when something else is learned; what waits is what a batch is about.
    private static readonly string[] Large = ["documents", "pages", "variants", "sketches", "links", "outlines", "chrome_members", "clusters", "cluster_events", "changes", "redirects"];

    // These end at the first row that they find.
    private static readonly string[] Ended = ["SELECT EXISTS (SELECT 1 FROM documents)", Component.IsAnythingLeft];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_statement_of_a_batch_reads_a_whole_table()
    {
        TestStore.RequireFile();
        using WriteSession session = Traced(out HashSet<string> statements);
        var connection = (SqliteConnection)session.Connection;
        Assert.InRange(statements.Count, 100, 5_000);
        Assert.Empty(statements.Where(sql => !Ended.Any(begin => sql.StartsWith(begin, StringComparison.Ordinal))).SelectMany(sql => Scans(connection, sql).Select(table => $"{table}: {sql}")).Distinct());
        // It does see one that does.
        Assert.Equal(["links"], Scans(connection, "SELECT a FROM links ORDER BY resemblance"));
    }

    /// <summary>Beside a trigger, or where a row comes back, SQLite copies each page that the statement touches before it does.</summary>
    [Fact]
    public void No_statement_that_nearly_every_page_runs_can_be_undone_alone()
    {
        TestStore.RequireFile();
        using WriteSession session = Traced(out HashSet<string> statements);
        var connection = (SqliteConnection)session.Connection;
        foreach (string begin in new[] { "INSERT INTO documents(", "INSERT INTO variants(", "INSERT INTO clusters(", "UPDATE variants SET cluster_id" })
        {
            string[] found = [.. statements.Where(sql => sql.StartsWith(begin, StringComparison.Ordinal))];
            Assert.NotEmpty(found);
            Assert.DoesNotContain(found, sql => IsUndoneAlone(connection, sql));
        }
        // It does see those that can.
        Assert.True(IsUndoneAlone(connection, "DELETE FROM documents WHERE id = 1"));
        Assert.True(IsUndoneAlone(connection, "INSERT INTO variants(body_hash, words) VALUES (zeroblob(16), 1) RETURNING id"));
    }

    /// <summary>A batch of new, changed and unchanged pages onto a database, and every statement that it ran.</summary>
    private WriteSession Traced(out HashSet<string> statements)
    {
        DedupOptions options = Crawl.Options(_folder);
        List<Page> pages = MadeWorld.Pages(seed: 3, stories: 20);
        Crawl.Ingest(options, pages[..^10]);
        // Some are new, some come again with another body, some are as they were.
        Page[] batch = [.. pages[^10..], .. pages[..5].Select(page => page with { Text = page.Text + "\nA paragraph that was not there before stands at the end of this page now." }), pages[7]];
        var traced = new HashSet<string>(StringComparer.Ordinal);
        var session = new WriteSession(options, TimeProvider.System, "ingest");
        var connection = (SqliteConnection)session.Connection;
        raw.sqlite3_trace(connection.Handle, (_, sql) => traced.Add(sql), null);
        IngestRun run;
        using (var transaction = new WriteTransaction(connection))
        {
            run = session.Runs.Start("ingest", ["test"], null, session.Now());
            transaction.Commit();
        }
        session.Take(batch.Select(SourceItem.Of), _ => run, null, null, null, TestContext.Current.CancellationToken);
        session.WorkOutClusters(run.Id);
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace?)null, null);
        statements = traced;
        return session;
    }

    private static bool IsUndoneAlone(SqliteConnection connection, string sql) =>
        connection.Query("EXPLAIN " + sql).Select(step => (string)step.opcode).Any(code => code is "Program" or "OpenEphemeral");

    /// <summary>Large tables that a statement reads from the beginning, by the program that SQLite makes of it.</summary>
    private static string[] Scans(SqliteConnection connection, string sql)
    {
        // Programs of triggers are told as comments, and are part of the statement's own.
        if (sql.StartsWith("--", StringComparison.Ordinal) || sql.StartsWith("CREATE", StringComparison.Ordinal) || sql.StartsWith("BEGIN", StringComparison.Ordinal) || sql.StartsWith("COMMIT", StringComparison.Ordinal)) return [];
        var roots = connection.Query<(long Root, string Table)>("SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0").ToDictionary(row => row.Root, row => row.Table);
        const long Main = 0;
        var cursors = new Dictionary<long, string>();
        var scanned = new List<string>();
        long guarded = 0;
        foreach ((long addr, string code, long cursor, long root, long database) in connection.Query("EXPLAIN " + sql).Select(step => ((long)step.addr, (string)step.opcode, (long)step.p1, (long)step.p2, (long)step.p3)))
        {
            // The programs of foreign keys and triggers follow, each with cursors of its own.
            if (addr == 0)
            {
                cursors.Clear();
                guarded = 0;
            }
            // Jumped over where no foreign key is open.
            if (code == "FkIfZero") guarded = root;
            if (code.StartsWith("Open", StringComparison.Ordinal) || code == "ReopenIdx") cursors[cursor] = code is "OpenRead" or "OpenWrite" or "ReopenIdx" && database == Main ? roots.GetValueOrDefault(root, "") : "";
            if (code == "Rewind" && addr >= guarded && cursors.TryGetValue(cursor, out string? read) && Large.Contains(read)) scanned.Add(read);
        }
        return [.. scanned.Distinct()];
    }
}
