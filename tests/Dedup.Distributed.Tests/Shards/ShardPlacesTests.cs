using System.Net;
using Dedup.Distributed.Shards;

namespace Dedup.Distributed.Tests.Shards;

public sealed class ShardPlacesTests
{
    [Theory]
    [InlineData(12, 3)]
    [InlineData(12, 5)]
    [InlineData(7, 3)]
    [InlineData(1, 4)]
    [InlineData(256, 10)]
    public void Hosts_have_their_part_and_the_order_they_are_named_in_does_not_matter(int shards, int count)
    {
        SiloAddress[] hosts = [.. Enumerable.Range(0, count).Select(Host)];
        SiloAddress[] places = Places(shards, hosts);
        Assert.All(places.CountBy(host => host), part => Assert.InRange(part.Value, 1, (shards + count - 1) / count));
        Assert.Equal(places, Places(shards, [.. hosts.Reverse()]));
        Assert.Equal(places, Places(shards, [.. hosts]));
    }

    [Fact]
    public void A_host_that_comes_takes_its_part_and_few_others_move()
    {
        const int Shards = 240;
        SiloAddress[] before = Places(Shards, [.. Enumerable.Range(0, 5).Select(Host)]);
        SiloAddress[] after = Places(Shards, [.. Enumerable.Range(0, 6).Select(Host)]);
        int moved = before.Zip(after).Count(pair => !pair.First.Equals(pair.Second));
        // Its part is a sixth; what finds no room at its first host moves with what goes before.
        Assert.InRange(moved, Shards / 6, Shards / 2);
    }

    private static SiloAddress[] Places(int shards, SiloAddress[] hosts) => [.. Enumerable.Range(0, shards).Select(shard => ShardPlaces.Of(shard, shards, hosts))];

    private static SiloAddress Host(int number) => SiloAddress.New(IPAddress.Parse($"10.0.0.{number + 1}"), 11111, 7);
}
