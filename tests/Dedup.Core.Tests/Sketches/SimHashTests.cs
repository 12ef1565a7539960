using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class SimHashTests
{
    [Fact]
    public void Equals_the_oracle_with_one_counter_a_bit() =>
        Gen.ULong.Array[0, 70].Sample(s => Assert.Equal(SketchOracle.Fingerprint(s), SimHash.Compute(s)), iter: 1000);

    [Fact]
    public void Equals_the_oracle_where_ties_are_common() =>
        Gen.OneOf(Gen.Const(0UL), Gen.Const(ulong.MaxValue), Gen.Const(0x5555555555555555UL), Gen.Const(0xFFFF0000FFFF0000UL), Gen.ULong)
            .Array[0, 12].Sample(s => Assert.Equal(SketchOracle.Fingerprint(s), SimHash.Compute(s)), iter: 2000);

    [Fact]
    public void Equals_the_oracle_around_powers_of_two()
    {
        var random = new Random(7);
        foreach (int count in (int[])[1, 2, 3, 4, 7, 8, 9, 255, 256, 257, 1023, 1024, 1025])
        {
            ulong[] shingles = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
            Assert.Equal(SketchOracle.Fingerprint(shingles), SimHash.Compute(shingles));
        }
    }

    [Fact]
    public void Every_width_equals_the_oracle_at_every_length()
    {
        var random = new Random(11);
        ulong[] shingles = [.. Enumerable.Range(0, 700).Select(i => i % 3 == 0 ? ulong.MaxValue : (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
        for (int count = 0; count <= shingles.Length; count += count < 300 ? 1 : 37)
        {
            ulong expected = SketchOracle.Fingerprint(shingles[..count]);
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>()) Assert.Equal(expected, SimHash.Compute(shingles.AsSpan(0, count), width));
        }
    }

    [Fact]
    public void No_shingles_give_zero() => Assert.Equal(0UL, SimHash.Compute([]));

    [Fact]
    public void One_shingle_is_its_own_fingerprint() =>
        Gen.ULong.Sample(shingle => Assert.Equal(shingle, SimHash.Compute([shingle])), iter: 100);

    [Fact]
    public void Counters_hold_more_than_sixteen_bits()
    {
        ulong[] shingles = [.. Enumerable.Repeat(0b01UL, 70_001), .. Enumerable.Repeat(0b10UL, 70_000)];
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>()) Assert.Equal(0b01UL, SimHash.Compute(shingles, width));
    }

    [Fact]
    public void Ties_leave_bits_clear() => Assert.Equal(0b0001UL, SimHash.Compute([0b1001, 0b0101]));

    [Fact]
    public void Every_occurrence_counts() => Assert.Equal(0b01UL, SimHash.Compute([0b01, 0b01, 0b10]));

    [Theory]
    [InlineData(0UL, 0UL, 0)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, 0)]
    [InlineData(0UL, ulong.MaxValue, 64)]
    [InlineData(0UL, 1UL << 63, 1)]
    [InlineData(1UL, 1UL << 63, 2)]
    public void Distance_counts_differing_bits(ulong a, ulong b, int distance) => Assert.Equal(distance, SimHash.Distance(a, b));

    [Fact]
    public void Distance_equals_the_oracle_both_ways() => Gen.Select(Gen.ULong, Gen.ULong).Sample((a, b) =>
    {
        Assert.Equal(SketchOracle.DifferingBits(a, b), SimHash.Distance(a, b));
        Assert.Equal(SimHash.Distance(a, b), SimHash.Distance(b, a));
    }, iter: 500);
}
