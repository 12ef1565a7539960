using Dedup.Distributed.Shards;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine;

namespace Dedup.Distributed.Tests.Shards;

/// <summary>Who writes the log of a shard: of two that each hold themselves for the holder the later alone.</summary>
public sealed class ShardLogTests
{
    private readonly PostgresStore _store = new(PostgresServer.Running.NewSchema());

    public ShardLogTests() => _store.Join(new DedupOptions { Cluster = { Address = "127.0.0.1:1" } });

    [Fact]
    public async Task A_holder_that_was_superseded_writes_nothing()
    {
        ShardLog first = await Taken("first"), second = new(_store.Source, 3, "second");
        Assert.True(await first.Append(false, [1], 1));
        await second.Take();
        Assert.False(await first.Append(false, [2], 1));
        Assert.False(await first.Begin(8, 1));
        // It holds the shard, and no writer has begun with it.
        Assert.False(second.IsOf(new ShardTicket(7, second.Epoch)));
        Assert.True(await second.Begin(8, 1));
        Assert.True(await second.Append(true, [3], 0));
        Assert.Equal([(true, (byte)3), (false, (byte)1)], await Written(second));
    }

    [Fact]
    public async Task A_writer_that_was_superseded_writes_nothing()
    {
        ShardLog log = await Taken("one");
        var before = new ShardTicket(7, log.Epoch);
        Assert.True(log.IsOf(before));
        Assert.True(await log.Begin(9, 0));
        Assert.False(log.IsOf(before));
        Assert.False(await log.Begin(8, 0));
        Assert.True(await log.Append(false, [1], 1));
    }

    [Fact]
    public async Task What_counts_takes_the_place_of_all_and_what_comes_after_stays_behind_it()
    {
        ShardLog log = await Taken("one");
        for (byte i = 1; i <= 4; i++) await log.Append(i == 2, [i], 1);
        await log.Replace(new byte[][] { [1], [4] }.ToAsyncEnumerable());
        await log.Append(true, [5], 1);
        Assert.Equal([(true, (byte)5), (false, (byte)4), (false, (byte)1)], await Written(log));
        ShardLog next = new(_store.Source, 3, "next");
        await next.Take();
        // Nor does it throw away what another has written since.
        await log.Replace(new byte[][] { [9] }.ToAsyncEnumerable());
        Assert.Equal(3, (await Written(next)).Count);
    }

    private async Task<ShardLog> Taken(string host)
    {
        var log = new ShardLog(_store.Source, 3, host);
        await log.Take();
        Assert.True(await log.Begin(7, 0));
        return log;
    }

    private static async Task<List<(bool Gone, byte First)>> Written(ShardLog log)
    {
        var written = new List<(bool, byte)>();
        await foreach ((bool gone, byte[] entries) in log.ReadBack()) written.Add((gone, entries[0]));
        return written;
    }
}
