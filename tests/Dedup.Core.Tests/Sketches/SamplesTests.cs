using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class SamplesTests
{
    private static readonly Gen<int> Moduli = Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(3), Gen.Const(8), Gen.Const(1024));

    // Repeats, zero and both sides of the limits are common.
    private static readonly Gen<ulong[]> Shingles =
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 5], Gen.ULong.Select(value => value >> 3), Gen.ULong[0, 3].Select(i => ulong.MaxValue / 8 - 1 + i), Gen.Const(ulong.MaxValue)).Array[0, 300];

    [Fact]
    public void Are_the_distinct_lowest_in_ascending_order_by_every_width() => Gen.Select(Moduli, Shingles, Shingles).Sample((modulus, one, other) =>
    {
        // The second is read in memory that the first has used.
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            var samples = new Samples(modulus);
            Assert.Equal(Expected(one, modulus), samples.Of(one, width));
            Assert.Equal(Expected(other, modulus), samples.Of(other, width));
        }
    }, iter: 1000);

    [Fact]
    public void Are_the_same_at_every_number_of_them()
    {
        for (int count = 0; count <= 300; count++)
        {
            ulong[] shingles = [.. Enumerable.Range(0, count).Select(i => (ulong)i * 0x9E3779B97F4A7C15 >> 4)];
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>()) Assert.Equal(Expected(shingles, 8), new Samples(8).Of(shingles, width));
        }
    }

    private static ulong[] Expected(ulong[] shingles, int modulus) => [.. shingles.Where(s => s <= ulong.MaxValue / (ulong)modulus).Distinct().Order()];
}
