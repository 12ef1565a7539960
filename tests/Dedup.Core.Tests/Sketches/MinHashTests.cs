using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class MinHashTests
{
    private static readonly Gen<int> HashCounts = Gen.Int[1, 16].Select(blocks => 16 * blocks);

    private static readonly Gen<ulong[]> Shingles = Gen.OneOf(Gen.ULong, Gen.Const(0UL), Gen.Const(ulong.MaxValue)).Array[0, 70];

    private static readonly VectorWidth[] Widths = [VectorWidth.Scalar, VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    [Fact]
    public void Every_width_equals_the_scalar_specification() => Gen.Select(HashCounts, Shingles).Sample((hashes, shingles) =>
    {
        var minHash = new MinHash(hashes);
        uint[] scalar = Signature(minHash, shingles, VectorWidth.Scalar);
        foreach (VectorWidth width in Widths) Assert.Equal(scalar, Signature(minHash, shingles, width));
    }, iter: 1000);

    [Fact]
    public void Every_width_equals_the_scalar_specification_at_every_length()
    {
        ulong[] shingles = [.. Enumerable.Range(0, 70).Select(i => (ulong)i * 0xD1342543DE82EF95 ^ ((ulong)i << 40))];
        for (int hashes = 16; hashes <= 256; hashes += 16)
        {
            var minHash = new MinHash(hashes);
            for (int count = 0; count <= shingles.Length; count++)
            {
                uint[] scalar = Signature(minHash, shingles.AsSpan(0, count), VectorWidth.Scalar);
                foreach (VectorWidth width in Widths) Assert.Equal(scalar, Signature(minHash, shingles.AsSpan(0, count), width));
            }
        }
    }

    /// <summary>Reads each aᵢ off the signature of the shingle whose upper half is 1, then recomputes.</summary>
    [Fact]
    public void Each_value_is_the_minimum_of_one_multiple() => Gen.Select(HashCounts, Shingles.Where(s => s.Length > 0)).Sample(
        (hashes, shingles) =>
        {
            var minHash = new MinHash(hashes);
            uint[] slopes = Signature(minHash, [1UL << 32]);
            uint[] signature = Signature(minHash, shingles);
            for (int i = 0; i < hashes; i++)
            {
                Assert.Equal(1u, slopes[i] % 2);
                Assert.Equal(shingles.Min(s => (uint)(s / 4294967296 * slopes[i] % 4294967296)), signature[i]);
            }
        }, iter: 200);

    [Fact]
    public void Order_and_repeats_do_not_matter() => Gen.Select(Shingles, Gen.Int[0, 1000]).Sample((shingles, seed) =>
    {
        var minHash = new MinHash(48);
        ulong[] shuffled = [.. shingles, .. shingles];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Signature(minHash, shingles), Signature(minHash, shuffled));
    }, iter: 200);

    [Fact]
    public void Functions_of_one_family_differ()
    {
        uint[] signature = Signature(new MinHash(1024), [0x0123456789ABCDEF]);
        Assert.Equal(1024, signature.Distinct().Count());
    }

    [Fact]
    public void A_shorter_family_is_the_beginning_of_a_longer_one() =>
        Assert.Equal(Signature(new MinHash(256), [7UL << 32, 99UL << 33])[..64], Signature(new MinHash(64), [7UL << 32, 99UL << 33]));

    [Fact]
    public void No_shingles_give_the_maximum() =>
        Assert.All(Signature(new MinHash(128), []), value => Assert.Equal(uint.MaxValue, value));

    [Fact]
    public void Estimate_is_the_share_of_equal_places()
    {
        Assert.Equal(0.75, MinHash.EstimateResemblance([1, 2, 3, 4], [1, 9, 3, 4]));
        Assert.Equal(0, MinHash.EstimateResemblance([1, 2], [2, 1]));
        Assert.Equal(1, MinHash.EstimateResemblance([5], [5]));
        Assert.Equal(0, MinHash.EstimateResemblance([], []));
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(1040)]
    public void Refuses_wrong_numbers_of_hashes(int hashes) => Assert.ThrowsAny<ArgumentException>(() => new MinHash(hashes));

    [Fact]
    public void Refuses_signatures_of_wrong_length()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinHash(32).Compute([1], new uint[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinHash(32).Compute([1], new uint[48]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.EstimateResemblance(new uint[16], new uint[32]));
    }

    internal static uint[] Signature(MinHash minHash, ReadOnlySpan<ulong> shingles) => Signature(minHash, shingles, VectorWidths.Widest);

    private static uint[] Signature(MinHash minHash, ReadOnlySpan<ulong> shingles, VectorWidth width)
    {
        var signature = new uint[minHash.Hashes];
        minHash.Compute(shingles, signature, width);
        return signature;
    }
}
