using Dedup.Core.Sketches;

namespace Dedup.Scale.InMemory;

/// <summary>Every pair of bodies of at least some resemblance, found by counting all shingles that they share: slow, and right.</summary>
internal static class ExactJoin
{
    /// <summary>The pairs, the smaller first, with their resemblance.</summary>
    public static Dictionary<(int A, int B), double> Of(IReadOnlyList<ShingleSet> sets, double least)
    {
        (int[] holders, int[] firsts, int[][] numbers) = Invert(sets);
        var pairs = new Dictionary<(int, int), double>();
        var shared = new int[sets.Count];
        var met = new List<int>();
        for (int a = 0; a < sets.Count; a++)
        {
            foreach (int shingle in numbers[a])
            {
                // Ascending: those before are done.
                for (int i = firsts[shingle + 1] - 1; i >= firsts[shingle] && holders[i] > a; i--)
                {
                    if (shared[holders[i]]++ == 0) met.Add(holders[i]);
                }
            }
            foreach (int b in met)
            {
                double resemblance = (double)shared[b] / (sets[a].Count + sets[b].Count - shared[b]);
                if (resemblance >= least) pairs.Add((a, b), resemblance);
                shared[b] = 0;
            }
            met.Clear();
        }
        return pairs;
    }

    /// <summary>The bodies that hold each shingle, ascending and one shingle after another; where each begins; and the numbers of each body's shingles.</summary>
    private static (int[] Holders, int[] Firsts, int[][] Numbers) Invert(IReadOnlyList<ShingleSet> sets)
    {
        ulong[] distinct = [.. sets.SelectMany(set => set.Shingles.ToArray())];
        Array.Sort(distinct);
        distinct = [.. distinct.Where((shingle, i) => i == 0 || shingle != distinct[i - 1])];
        int[][] numbers = [.. sets.Select(set => Array.ConvertAll(set.Shingles.ToArray(), shingle => Array.BinarySearch(distinct, shingle)))];
        var firsts = new int[distinct.Length + 1];
        foreach (int number in numbers.SelectMany(own => own)) firsts[number + 1]++;
        for (int i = 1; i < firsts.Length; i++) firsts[i] += firsts[i - 1];
        var holders = new int[firsts[^1]];
        int[] next = [.. firsts];
        for (int i = 0; i < numbers.Length; i++)
        {
            foreach (int number in numbers[i]) holders[next[number]++] = i;
        }
        return (holders, firsts, numbers);
    }
}
