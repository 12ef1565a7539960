namespace Dedup.Engine.Explain;

/// <summary>Where two sequences can be cut together: runs that stand once in each, in the same order.</summary>
internal static class Anchors
{
    /// <summary>The starts of the longest ascending sequence of such runs. Time n log n.</summary>
    /// <param name="a">One sequence.</param>
    /// <param name="b">The other.</param>
    /// <param name="length">Values in a run, at least 1.</param>
    public static List<(int A, int B)> Find(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int length)
    {
        Dictionary<UInt128, int> inA = Unique(a, length);
        Dictionary<UInt128, int> inB = Unique(b, length);
        List<(int A, int B)> common = [.. inA.Where(run => run.Value >= 0 && inB.GetValueOrDefault(run.Key, -1) >= 0)
            .Select(run => (A: run.Value, B: inB[run.Key])).OrderBy(cut => cut.A)];
        return Ascending(common);
    }

    /// <summary>Runs by their hash with the place where they stand; −1 where it is more than one.</summary>
    private static Dictionary<UInt128, int> Unique(ReadOnlySpan<int> values, int length)
    {
        var places = new Dictionary<UInt128, int>();
        for (int i = 0; i + length <= values.Length; i++)
        {
            UInt128 run = System.IO.Hashing.XxHash128.HashToUInt128(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.Slice(i, length)));
            if (!places.TryAdd(run, i)) places[run] = -1;
        }
        return places;
    }

    /// <summary>The longest subsequence that ascends in B too (patience sorting).</summary>
    private static List<(int A, int B)> Ascending(List<(int A, int B)> cuts)
    {
        var piles = new List<int>();
        var before = new int[cuts.Count];
        for (int i = 0; i < cuts.Count; i++)
        {
            int low = 0;
            int high = piles.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (cuts[piles[middle]].B < cuts[i].B) low = middle + 1;
                else high = middle;
            }
            before[i] = low > 0 ? piles[low - 1] : -1;
            if (low == piles.Count) piles.Add(i);
            else piles[low] = i;
        }
        var longest = new List<(int A, int B)>();
        for (int i = piles.Count > 0 ? piles[^1] : -1; i >= 0; i = before[i]) longest.Add(cuts[i]);
        longest.Reverse();
        return longest;
    }
}
