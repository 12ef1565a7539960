using CsCheck;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class HashOrderTests
{
    // Spread, not spread, alike in their highest bits, and repeated.
    private static readonly Gen<ulong[]> Values = Gen.OneOf(
        Gen.ULong.Array[0, 300], Gen.ULong[0, 40].Array[0, 300], Gen.ULong.Select(v => v >> 24).Array[0, 300],
        Gen.OneOf(Gen.ULong, Gen.Const(0UL), Gen.Const(ulong.MaxValue)).Array[0, 300], Gen.ULong.Select(v => v & 0xFF00_0000_0000_0003).Array[0, 300]);

    [Fact]
    public void Sorts_as_the_framework_does_and_says_where_each_stood() => Values.Sample(values =>
    {
        var sorted = new ulong[values.Length];
        var origins = new int[values.Length];
        bool repeats = HashOrder.Sort(values, ulong.MaxValue, sorted, origins);
        AssertSorted(values, sorted, repeats);
        Assert.Equal(sorted, origins.Select(origin => values[origin]));
        Assert.Equal(Enumerable.Range(0, values.Length), origins.Order());
        AssertSorted(values, sorted, HashOrder.Sort(values, ulong.MaxValue, sorted, []));
    }, iter: 2000);

    [Theory]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(70_000)]
    [InlineData((1 << 20) + 1)]
    public void Sorts_many(int count)
    {
        var random = new Random(3);
        ulong limit = ulong.MaxValue / 8;
        ulong[] values = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() >> 2 & limit)];
        var sorted = new ulong[count];
        var origins = new int[count];
        bool repeats = HashOrder.Sort(values, limit, sorted, origins);
        AssertSorted(values, sorted, repeats);
        Assert.False(repeats);
        Assert.Equal(sorted, origins.Select(origin => values[origin]));
    }

    [Fact]
    public void Values_that_are_not_spread_take_no_square_of_their_number()
    {
        ulong[] values = [.. Enumerable.Range(0, 300_000).Select(i => (ulong)(300_000 - i))];
        var sorted = new ulong[values.Length];
        AssertSorted(values, sorted, HashOrder.Sort(values, ulong.MaxValue, sorted, []));
    }

    /// <summary>Repeats may be claimed of values that are not spread.</summary>
    private static void AssertSorted(ulong[] values, ulong[] sorted, bool repeats)
    {
        Assert.Equal(values.Order(), sorted);
        Assert.True(repeats || values.Distinct().Count() == values.Length);
    }
}
