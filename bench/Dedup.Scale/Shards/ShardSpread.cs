using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dedup.Distributed.Cluster;
using Dedup.Distributed.Shards;
using Dedup.Distributed.Storage;
using Dedup.Engine;

namespace Dedup.Scale.Shards;

/// <summary>Where shards stand. The first host takes them all, and those that come later have theirs a few seconds afterwards; one that moved while it is measured would end the measurement.</summary>
internal static class ShardSpread
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2), LookEach = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until every shard stands where it stays as long as these are the hosts.</summary>
    /// <param name="store">The database of the cluster.</param>
    /// <param name="cluster">Its settings.</param>
    /// <param name="addresses">Its hosts.</param>
    /// <returns>How many shards each host holds.</returns>
    /// <exception cref="InvalidOperationException">They do not come to stand so.</exception>
    public static IReadOnlyList<int> Wait(PostgresStore store, ClusterSettings cluster, IReadOnlyList<string> addresses)
    {
        SiloAddress[] hosts = [.. addresses.Select(address => SiloAddress.New(IPEndPoint.Parse(address), 0))];
        string[] places = [.. Enumerable.Range(0, cluster.Shards).Select(shard => ShardPlaces.Of(shard, cluster.Shards, hosts).Endpoint.ToString())];
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            ClusterStatus status = ClusterStatus.Read(store, cluster.Name);
            string[] active = [.. status.Hosts.Where(host => host.State == "active").Select(host => host.Address)];
            if (active.Order(StringComparer.Ordinal).SequenceEqual(addresses.Order(StringComparer.Ordinal)) && status.Shards.Select(shard => shard.Host).SequenceEqual(places))
                return [.. addresses.Select(address => places.Count(place => place == address))];
            if (Stopwatch.GetElapsedTime(started) > Longest)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the shards are not spread over all hosts after {Longest.TotalSeconds} s: of {addresses.Count} hosts {active.Length} are active, of {places.Length} shards {status.Shards.Zip(places).Count(pair => pair.First.Host == pair.Second)} stand where they are to"));
            Thread.Sleep(LookEach);
        }
    }
}
