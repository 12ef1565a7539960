using CsCheck;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class ShinglerTests
{
    private static readonly Gen<ulong[]> Tokens = Gen.OneOf(Gen.ULong, Gen.ULong[0, 3], Gen.Const(ulong.MaxValue)).Array[0, 40];

    [Fact]
    public void Rolling_equals_the_direct_formula() => Gen.Select(Tokens, Gen.Int[1, 8]).Sample((tokens, words) =>
    {
        var shingles = new ulong[Shingler.Count(tokens.Length, words)];
        Assert.Equal(shingles.Length, Shingler.Hash(tokens, words, shingles));
        Assert.Equal(SketchOracle.Shingles(tokens, words), shingles);
    }, iter: 1000);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 5, 0)]
    [InlineData(4, 5, 0)]
    [InlineData(5, 5, 1)]
    [InlineData(6, 5, 2)]
    [InlineData(100, 8, 93)]
    public void Counts_windows(int tokens, int words, int count)
    {
        var room = new ulong[count + 2];
        Array.Fill(room, 0xCAFEUL);
        Assert.Equal(count, Shingler.Count(tokens, words));
        Assert.Equal(count, Shingler.Hash(new ulong[tokens], words, room));
        Assert.DoesNotContain(0xCAFEUL, room[..count]);
        Assert.Equal([0xCAFEUL, 0xCAFEUL], room[count..]);
    }

    [Fact]
    public void Order_of_tokens_matters() =>
        Assert.Equal(6, Permutations(1, 2, 3).Select(tokens => Hash(tokens, 3)[0]).Distinct().Count());

    [Fact]
    public void The_same_window_gives_the_same_shingle_wherever_it_stands()
    {
        ulong[] shingles = Hash([9, 1, 2, 3, 4, 7, 8, 1, 2, 3, 4], 4);
        Assert.Equal(shingles[1], shingles[7]);
        Assert.Equal(7, shingles.Distinct().Count());
    }

    [Fact]
    public void Refuses_wrong_arguments()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Shingler.Hash(new ulong[5], 0, new ulong[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shingler.Hash(new ulong[5], 2, new ulong[3]));
    }

    private static ulong[] Hash(ulong[] tokens, int words)
    {
        var shingles = new ulong[Shingler.Count(tokens.Length, words)];
        Shingler.Hash(tokens, words, shingles);
        return shingles;
    }

    private static IEnumerable<ulong[]> Permutations(ulong a, ulong b, ulong c) =>
        [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
}
