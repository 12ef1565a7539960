using CsCheck;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class ShingleSetTests
{
    private static readonly Gen<ulong[]> Shingles = Gen.OneOf(Gen.ULong[0, 40], Gen.ULong[0, 40].Select(i => ulong.MaxValue - i)).Array[0, 60];

    [Fact]
    public void Counts_shared_shingles_as_hash_sets_do() => Gen.Select(Shingles, Shingles).Sample((a, b) =>
    {
        ShingleSet one = new([], a, 0);
        ShingleSet other = new([], b, 0);
        Assert.Equal(SketchOracle.Shared(a, b), one.CountShared(other));
        Assert.Equal(one.CountShared(other), other.CountShared(one));
        Assert.Equal(one.Count, one.CountShared(one));
    }, iter: 2000);

    [Fact]
    public void Holds_distinct_shingles_in_ascending_order() => Shingles.Sample(
        shingles => Assert.Equal(new SortedSet<ulong>(shingles), new ShingleSet([], shingles, 0).Shingles.ToArray()), iter: 500);

    [Fact]
    public void Keeps_the_tokens_in_text_order_and_the_length()
    {
        var set = new ShingleSet([3, 1, 2, 1], [9, 5], 17);
        Assert.Equal([3, 1, 2, 1], set.Tokens.ToArray());
        Assert.Equal(4, set.Words);
        Assert.Equal(17, set.Characters);
        Assert.Equal(2, set.Count);
    }

    [Fact]
    public void Copies_what_it_is_given()
    {
        ulong[] tokens = [1, 2];
        ulong[] shingles = [8, 7];
        var set = new ShingleSet(tokens, shingles, 4);
        tokens[0] = 99;
        shingles[0] = 99;
        Assert.Equal([1, 2], set.Tokens.ToArray());
        Assert.Equal([7, 8], set.Shingles.ToArray());
    }

    [Fact]
    public void Empty_sets_share_nothing()
    {
        var empty = new ShingleSet([], [], 0);
        Assert.Equal(0, empty.Count);
        Assert.Equal(0, empty.CountShared(empty));
        Assert.Equal(0, empty.CountShared(new ShingleSet([], [0, 1], 0)));
        Assert.Throws<ArgumentNullException>(() => empty.CountShared(null!));
    }
}
