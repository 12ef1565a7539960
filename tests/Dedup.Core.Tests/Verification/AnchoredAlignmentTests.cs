using CsCheck;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class AnchoredAlignmentTests
{
    private static readonly Gen<ulong[]> Few = Gen.ULong[0, 4].Array[0, 60];

    private static readonly Gen<ulong[]> Many = Gen.ULong[0, 400].Array[0, 120];

    /// <summary>A text and the same with runs replaced, taken out, put in and moved.</summary>
    private static readonly Gen<(ulong[] A, ulong[] B)> Edited = Gen.Select(Many, Gen.Select(Gen.Int[0, 119], Gen.Int[0, 20], Gen.ULong[0, 400].Array[0, 20]).Array[0, 6]).Select((a, edits) =>
    {
        List<ulong> b = [.. a];
        foreach ((int at, int taken, ulong[] put) in edits)
        {
            int from = Math.Min(at, b.Count);
            b.RemoveRange(from, Math.Min(taken, b.Count - from));
            b.InsertRange(from, put);
        }
        return (a, b.ToArray());
    });

    [Fact]
    public void Hunks_in_order_turn_one_into_the_other() => Gen.OneOf(Gen.Select(Few, Few), Gen.Select(Many, Many), Edited).Sample((a, b) =>
    {
        List<ulong> made = [];
        int at = 0;
        foreach (Hunk hunk in Diff(a, b))
        {
            Assert.InRange(hunk.StartA, at, a.Length);
            made.AddRange(a[at..hunk.StartA]);
            Assert.Equal(hunk.StartB, made.Count);
            Assert.True(hunk.CountA + hunk.CountB > 0);
            made.AddRange(b.AsSpan(hunk.StartB, hunk.CountB));
            at = hunk.StartA + hunk.CountA;
        }
        made.AddRange(a[at..]);
        Assert.Equal(b, made);
    }, iter: 5000);

    [Fact]
    public void A_few_edits_are_found_as_the_shortest_script_finds_them()
    {
        int same = 0;
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 300).Select(i => (ulong)i).ToArray()), Gen.Int[20, 280].Array[1, 5], (a, at) => (a, at)).Sample((a, at) =>
        {
            ulong[] b = [.. a];
            foreach (int i in at) b[i] = 1000 + (ulong)i;
            Interlocked.Increment(ref same);
            Assert.Equal(Alignment.Diff(a, b), Diff(a, b));
        }, iter: 1000);
        Assert.Equal(1000, same);
    }

    [Fact]
    public void Long_texts_with_nothing_in_common_are_one_hunk()
    {
        ulong[] a = [.. Enumerable.Range(0, 5000).Select(i => (ulong)i)];
        ulong[] b = [.. Enumerable.Range(9000, 7000).Select(i => (ulong)i)];
        Assert.Equal([new Hunk(0, 5000, 0, 7000)], Diff(a, b));
        // A story beside another: what both have costs nothing and what they have not is whole.
        Assert.Equal([new Hunk(5000, 0, 5000, 7000)], Diff(a, [.. a, .. b]));
    }

    private static List<Hunk> Diff(ulong[] a, ulong[] b) => AnchoredAlignment.Diff(Bodies.Of(a, 5), Bodies.Of(b, 5));
}
