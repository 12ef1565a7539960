using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Distributed.Tests.Storage;

/// <summary>What a host of a cluster finds when it comes.</summary>
public sealed class JoinTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _database = PostgresServer.Running.NewSchema();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hosts_that_come_together_make_the_tables_once()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(port => Task.Run(() => new PostgresStore(_database).Join(Options(port, 12)))));
        Assert.Equal(12, Count("SELECT shards FROM cluster_settings"));
    }

    [Fact]
    public void With_another_number_of_shards_a_running_cluster_is_not_joined_and_a_stopped_one_is_shared_out_anew()
    {
        var running = new PostgresStore(_database);
        running.Join(Options(1, 12));
        using (running.TakeWriter())
        {
            using var connection = (PostgresConnection)running.OpenForWriting();
            connection.Inner.Execute("INSERT INTO shard_log(shard, gone, entries) VALUES (9, false, '')");
            Assert.Contains("with 12 candidate shards, as 127.0.0.1:1 runs it", Assert.Throws<DatabaseException>(() => new PostgresStore(_database).Join(Options(2, 8))).Message, StringComparison.Ordinal);
            Assert.Equal(1, Count("SELECT count(*) FROM shard_log"));
        }
        // The server hears of an ended session a little later.
        Assert.True(SpinWait.SpinUntil(() =>
        {
            try
            {
                new PostgresStore(_database).Join(Options(2, 8));
                return true;
            }
            catch (DatabaseException)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(30)));
        Assert.Equal((8, 0), (Count("SELECT shards FROM cluster_settings"), Count("SELECT count(*) FROM shard_log")));
    }

    [Fact]
    public void With_other_figures_than_the_database_was_made_with_no_host_joins()
    {
        var made = new DedupOptions();
        made.Use(new PostgresStore(_database));
        Crawl.Ingest(made, [Crawl.Page("a", Stories.Text(Stories.Ferry))]);
        DedupOptions other = Options(1, 12);
        other.Candidates.CrowdedBodies = 64;
        Assert.Contains("CrowdedBodies", Assert.Throws<DatabaseException>(() => new PostgresStore(_database).Join(other)).Message, StringComparison.Ordinal);
        new PostgresStore(_database).Join(Options(1, 12));
    }

    [Fact]
    public void The_next_writer_ends_the_session_of_the_one_before()
    {
        PostgresStore first = new(_database), second = new(_database);
        first.Join(Options(1, 12));
        second.Join(Options(2, 12));
        using IDisposable held = first.TakeWriter();
        Assert.Equal("127.0.0.1:1", second.WritingHost());
        using IDisposable taken = second.TakeWriter();
        Assert.Equal("127.0.0.1:2", first.WritingHost());
        Assert.ThrowsAny<System.Data.Common.DbException>(() => ((PostgresConnection)held).Execute("SELECT 1"));
    }

    private static DedupOptions Options(int port, int shards) => new() { Cluster = { Address = $"127.0.0.1:{port}", Shards = shards } };

    private int Count(string sql)
    {
        using var connection = (PostgresConnection)new PostgresStore(_database).OpenForReading();
        return (int)connection.ExecuteScalar<long>(sql);
    }
}
