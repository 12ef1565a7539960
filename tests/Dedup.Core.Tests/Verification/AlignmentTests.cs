using CsCheck;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class AlignmentTests
{
    private static readonly Gen<ulong[]> Few = Gen.ULong[0, 3].Array[0, 40];

    private static readonly Gen<ulong[]> Many = Gen.ULong[0, 25].Array[0, 40];

    [Fact]
    public void Hunks_are_the_shortest_script_from_one_to_the_other() =>
        Gen.OneOf(Gen.Select(Few, Few), Gen.Select(Many, Many), Gen.Select(Few, Many)).Sample((a, b) => AssertShortest(a, b), iter: 3000);

    [Fact]
    public void Hunks_of_edited_copies_are_the_shortest_script() =>
        Gen.Select(Gen.ULong[0, 50].Array[50, 120], Gen.Select(Gen.Int[0, 49], Gen.Int[0, 3], Gen.ULong[0, 60]).Array[0, 8]).Sample((a, edits) =>
        {
            List<ulong> b = [.. a];
            foreach ((int at, int kind, ulong token) in edits)
            {
                if (kind == 0) b[at] = token;
                else if (kind == 1) b.Insert(at, token);
                else if (b.Count > 50) b.RemoveAt(at);
            }
            AssertShortest(a, [.. b]);
        }, iter: 500);

    [Fact]
    public void Equal_sequences_have_no_hunks()
    {
        Assert.Empty(Alignment.Diff([1, 2, 3], [1, 2, 3])!);
        Assert.Empty(Alignment.Diff([], [])!);
    }

    [Fact]
    public void A_replaced_run_is_one_hunk() =>
        Assert.Equal([new Hunk(2, 2, 2, 3)], Alignment.Diff([1, 2, 3, 4, 5], [1, 2, 7, 8, 9, 5])!);

    [Fact]
    public void Insertions_and_deletions_have_an_empty_side()
    {
        Assert.Equal([new Hunk(1, 0, 1, 2)], Alignment.Diff([1, 2], [1, 8, 9, 2])!);
        Assert.Equal([new Hunk(1, 2, 1, 0)], Alignment.Diff([1, 8, 9, 2], [1, 2])!);
        Assert.Equal([new Hunk(0, 0, 0, 1)], Alignment.Diff([], [1])!);
        Assert.Equal([new Hunk(0, 1, 0, 0)], Alignment.Diff([1], [])!);
    }

    [Theory]
    [InlineData(Alignment.MaxEdits / 2, Alignment.MaxEdits / 2, true)]
    [InlineData(Alignment.MaxEdits / 2, Alignment.MaxEdits / 2 + 1, false)]
    [InlineData(Alignment.MaxEdits, 0, true)]
    [InlineData(0, Alignment.MaxEdits + 1, false)]
    [InlineData(3000, 3000, false)]
    public void Sequences_beyond_the_limit_are_not_aligned(int onlyA, int onlyB, bool aligned)
    {
        ulong[] frame = [1, 2, 3];
        ulong[] a = [.. frame, .. Enumerable.Range(0, onlyA).Select(i => 10_000 + (ulong)i), .. frame];
        ulong[] b = [.. frame, .. Enumerable.Range(0, onlyB).Select(i => 20_000 + (ulong)i), .. frame];
        List<Hunk>? hunks = Alignment.Diff(a, b);
        Assert.Equal(aligned, hunks is not null);
        if (hunks is not null) Assert.Equal([new Hunk(3, onlyA, 3, onlyB)], hunks);
    }

    private static void AssertShortest(ulong[] a, ulong[] b)
    {
        List<Hunk> hunks = Alignment.Diff(a, b)!;
        Assert.Equal(b, AlignmentOracle.Apply(a, b, hunks));
        Assert.Equal(AlignmentOracle.Edits(a, b), hunks.Sum(hunk => hunk.CountA + hunk.CountB));
        Assert.DoesNotContain(hunks, hunk => hunk is { CountA: 0, CountB: 0 });
        foreach ((Hunk one, Hunk next) in hunks.Zip(hunks.Skip(1)))
        {
            int between = next.StartA - one.StartA - one.CountA;
            Assert.True(between > 0, "neighbouring hunks are joined");
            Assert.Equal(between, next.StartB - one.StartB - one.CountB);
        }
    }
}
