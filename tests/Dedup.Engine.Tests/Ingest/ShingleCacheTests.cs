using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Engine.Ingest;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>The cache holds what it was given, no more than it may, and what is asked for the longest.</summary>
public sealed class ShingleCacheTests
{
    [Fact]
    public void It_holds_what_it_was_given_as_far_as_it_may() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 20]).Array[1, 60].Sample(kept =>
    {
        const int Most = 100;
        var cache = new ShingleCache(Most);
        var sets = new Dictionary<long, ShingleSet>();
        foreach ((int variant, int words) in kept)
        {
            ShingleSet set = sets.GetValueOrDefault(variant) ?? (sets[variant] = Set(words));
            cache.Keep(variant, set);
        }
        ShingleSet[] held = [.. sets.Where(kv => cache.Find(kv.Key) is not null).Select(kv => kv.Value)];
        Assert.All(sets, kv => Assert.True(cache.Find(kv.Key) is not ShingleSet found || ReferenceEquals(found, kv.Value)));
        Assert.InRange(held.Sum(set => set.Words), 0, Most);
        // Whoever comes last has room: none is as large as the cache.
        Assert.NotNull(cache.Find(kept[^1].Item1));
    }, iter: 500);

    [Fact]
    public void What_is_asked_for_stays_and_the_rest_goes()
    {
        var cache = new ShingleCache(100);
        cache.Keep(1, Set(10));
        for (int variant = 2; variant < 200; variant++)
        {
            Assert.NotNull(cache.Find(1));
            cache.Keep(variant, Set(10));
        }
        Assert.Null(cache.Find(2));
    }

    [Fact]
    public void From_the_second_time_on_where_that_is_said()
    {
        var cache = new ShingleCache(100, fromSecond: true);
        cache.Keep(1, Set(10));
        Assert.Null(cache.Find(1));
        cache.Keep(1, Set(10));
        Assert.NotNull(cache.Find(1));
    }

    [Fact]
    public void What_is_gone_is_not_found()
    {
        var cache = new ShingleCache(100);
        cache.Keep(1, Set(10));
        cache.Forget(1);
        Assert.Null(cache.Find(1));
    }

    private static ShingleSet Set(int words) => new([.. Enumerable.Range(0, words).Select(i => (ulong)i)], [], words);
}
