using System.Runtime.InteropServices;
using Dedup.Core.Sketches;

namespace Dedup.Scale.InMemory;

/// <summary>Every pair of bodies of at least some resemblance, found by counting all shingles that they share: slow, and right.</summary>
internal static class ExactJoin
{
    /// <summary>The pairs, the smaller first, with their resemblance.</summary>
    public static Dictionary<(int A, int B), double> Of(IReadOnlyList<ShingleSet> sets, double least)
    {
        int all = sets.Sum(set => set.Count);
        var shingles = new ulong[all];
        var holders = new int[all];
        int at = 0;
        for (int i = 0; i < sets.Count; i++)
        {
            sets[i].Shingles.CopyTo(shingles.AsSpan(at));
            holders.AsSpan(at, sets[i].Count).Fill(i);
            at += sets[i].Count;
        }
        Array.Sort(shingles, holders);
        var shared = new Dictionary<long, int>();
        for (int start = 0, end; start < all; start = end)
        {
            for (end = start + 1; end < all && shingles[end] == shingles[start]; end++)
            {
            }
            for (int i = start; i < end; i++)
            {
                for (int k = i + 1; k < end; k++)
                {
                    (int a, int b) = holders[i] < holders[k] ? (holders[i], holders[k]) : (holders[k], holders[i]);
                    CollectionsMarshal.GetValueRefOrAddDefault(shared, ((long)a << 32) | (uint)b, out _)++;
                }
            }
        }
        var pairs = new Dictionary<(int, int), double>();
        foreach ((long pair, int count) in shared)
        {
            (int a, int b) = ((int)(pair >> 32), (int)pair);
            double resemblance = (double)count / (sets[a].Count + sets[b].Count - count);
            if (resemblance >= least) pairs.Add((a, b), resemblance);
        }
        return pairs;
    }
}
