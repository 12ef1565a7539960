using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Engine.Storage;
using Npgsql;

namespace Dedup.Distributed.Cluster;

/// <summary>A host of the cluster.</summary>
/// <param name="Address">Where the others reach it.</param>
/// <param name="Name">Machine and port.</param>
/// <param name="State">active, joining, stopping, dead.</param>
/// <param name="Since">When it joined.</param>
/// <param name="SilentSeconds">Seconds since it last wrote that it is alive.</param>
/// <param name="Shards">Candidate shards that it holds.</param>
/// <param name="Writes">Whether it is the writer.</param>
public sealed record HostRow(string Address, string Name, string State, DateTime Since, double SilentSeconds, long Shards, bool Writes);

/// <summary>A candidate shard.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="Host">The host that holds it.</param>
/// <param name="Bodies">Bodies that it holds.</param>
/// <param name="Epoch">How many holders it has had.</param>
/// <param name="LogEntries">Entries of its log.</param>
/// <param name="LogBytes">Bytes of its log.</param>
public sealed record ShardRow(long Shard, string Host, long Bodies, long Epoch, long LogEntries, long LogBytes);

/// <summary>What waits.</summary>
/// <param name="Pages">Pages of posts that are not stored yet.</param>
/// <param name="Jobs">Jobs.</param>
/// <param name="Bytes">Bytes of both.</param>
/// <param name="OldestSeconds">For how long the oldest has waited; 0 where none does.</param>
/// <param name="Unlinked">Stored bodies that wait for their links.</param>
/// <param name="Unclustered">Stored bodies of which the cluster is still to be worked out.</param>
public sealed record Lag(long Pages, long Jobs, long Bytes, double OldestSeconds, long Unlinked, long Unclustered);

/// <summary>Hosts, shards and lag of a cluster, as its database tells them.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="Database">Its database, without a password.</param>
/// <param name="Hosts">Hosts of the last day, the living first.</param>
/// <param name="Shards">The shards.</param>
/// <param name="Lag">What waits.</param>
public sealed record ClusterStatus(string Cluster, string Database, IReadOnlyList<HostRow> Hosts, IReadOnlyList<ShardRow> Shards, Lag Lag)
{
    /// <summary>Asks the database.</summary>
    /// <exception cref="DatabaseException">It cannot be asked.</exception>
    public static ClusterStatus Read(PostgresStore store, string cluster)
    {
        ArgumentNullException.ThrowIfNull(store);
        // Refuses what is not ours.
        store.OpenForReading().Dispose();
        return store.Guard(() =>
        {
            using NpgsqlConnection connection = store.Source.OpenConnection();
            string? writer = store.WritingHost();
            List<ShardRow> shards = [.. connection.Query<ShardRow>(
                """
                SELECT s.shard, s.host, s.bodies, s.epoch, count(l.seq) AS LogEntries, coalesce(sum(octet_length(l.entries)), 0)::bigint AS LogBytes
                FROM shards s LEFT JOIN shard_log l ON l.shard = s.shard GROUP BY s.shard ORDER BY s.shard
                """)];
            IEnumerable<(string Address, int Port, string Name, int State, DateTime Since, double Silent)> hosts = connection.Query<(string, int, string, int, DateTime, double)>(
                """
                SELECT Address, Port, SiloName, Status, StartTime, extract(epoch FROM now() - IAmAliveTime)::double precision FROM OrleansMembershipTable
                WHERE DeploymentId = @cluster ORDER BY Status = 6, StartTime DESC
                """, new { cluster });
            (long Pages, long Jobs, long Bytes, double Oldest) queue = connection.QuerySingle<(long, long, long, double)>(
                """
                SELECT coalesce(sum(pages), 0)::bigint, count(*) FILTER (WHERE is_job), coalesce(sum(bytes), 0)::bigint, coalesce(extract(epoch FROM now() - min(taken)), 0)::double precision
                FROM posts WHERE NOT stored
                """);
            (long unlinked, long unclustered) = connection.QuerySingle<(long, long)>("SELECT (SELECT count(*) FROM unlinked), (SELECT count(*) FROM pending)");
            return new ClusterStatus(
                cluster, store.Name,
                [.. hosts.Select(host => Row(host, shards, writer))],
                shards, new Lag(queue.Pages, queue.Jobs, queue.Bytes, queue.Oldest, unlinked, unclustered));
        });
    }

    private static HostRow Row((string Address, int Port, string Name, int State, DateTime Since, double Silent) host, List<ShardRow> shards, string? writer)
    {
        string address = new System.Net.IPEndPoint(System.Net.IPAddress.Parse(host.Address), host.Port).ToString();
        bool isActive = (SiloStatus)host.State == SiloStatus.Active;
        return new HostRow(
            address, host.Name, ((SiloStatus)host.State).ToString().ToLowerInvariant(), host.Since, Math.Max(0, host.Silent), isActive ? shards.Count(shard => shard.Host == address) : 0, isActive && writer == address);
    }
}
