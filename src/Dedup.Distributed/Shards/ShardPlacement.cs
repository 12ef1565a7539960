using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Dedup.Engine;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Dedup.Distributed.Shards;

/// <summary>Shards stand where a hash of shard and host puts them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());

/// <summary>See <see cref="ShardPlaces"/>.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ShardPlacement : PlacementStrategy;

/// <summary>Chooses the host of a shard that is nowhere yet.</summary>
internal sealed class ShardPlacementDirector(DedupOptions options) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(ShardPlaces.Of((int)target.GrainIdentity.GetIntegerKey(), options.Cluster.Shards, context.GetCompatibleSilos(target)));
}

/// <summary>Which host each shard stands on: the same wherever it is worked out, and few move when a host comes or goes.</summary>
/// <remarks>
/// Each shard has an order of the hosts of its own, by a hash (rendezvous hashing: Thaler, Ravishankar 1998, section 3), and takes the first of
/// them that has room; each has room for its part of the shards, rounded up, since a few shards fall unevenly.
/// </remarks>
internal static class ShardPlaces
{
    /// <summary>The host of one of so many shards.</summary>
    public static SiloAddress Of(int shard, int shards, IReadOnlyList<SiloAddress> hosts)
    {
        int room = (shards + hosts.Count - 1) / hosts.Count;
        var taken = new Dictionary<SiloAddress, int>();
        for (int each = 0; ; each++)
        {
            SiloAddress host = hosts.Where(host => taken.GetValueOrDefault(host) < room).MaxBy(host => (Weight(each, host), host.ToParsableString()))!;
            if (each == shard) return host;
            taken[host] = taken.GetValueOrDefault(host) + 1;
        }
    }

    /// <summary>Of a place that a host keeps when it starts again.</summary>
    private static ulong Weight(int shard, SiloAddress host) =>
        XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{shard} {host.Endpoint}")));
}
