using Dedup.Core.Sketches;

namespace Dedup.Core.Verification;

/// <summary>Aligns long token sequences by what stands once in each, and what lies between by the shortest edit script.</summary>
/// <remarks>
/// Runs of five tokens that occur once in either sequence are anchors; the longest chain of them that rises in both is kept (the
/// idea of patience diff, Cohen 2003). Only the gaps between are aligned token by token (<see cref="Alignment"/>), and gaps
/// that are long on both sides count as replaced whole: nothing in them stands in the same place. So a paragraph that was
/// cut, or a story beside another, costs nothing. Time O(n log n) and O(gap²) for short gaps.
/// </remarks>
internal static class AnchoredAlignment
{
    private const int RunWords = 5;

    /// <summary>Gaps of more tokens on both sides are replaced whole.</summary>
    private const int MaxGap = 200;

    /// <summary>The differing runs in text order.</summary>
    public static List<Hunk> Diff(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var hunks = new List<Hunk>();
        int doneA = 0;
        int doneB = 0;
        foreach ((int startA, int startB) in Chain(Anchors(a, b)))
        {
            bool goesOn = startA - doneA == startB - doneB && startA < doneA;
            if (!goesOn && (startA < doneA || startB < doneB)) continue;
            if (!goesOn) Fill(a, b, doneA, startA, doneB, startB, hunks);
            (doneA, doneB) = (startA + RunWords, startB + RunWords);
        }
        Fill(a, b, doneA, a.Length, doneB, b.Length, hunks);
        return hunks;
    }

    private static void Fill(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int fromA, int toA, int fromB, int toB, List<Hunk> hunks)
    {
        ReadOnlySpan<ulong> x = a[fromA..toA];
        ReadOnlySpan<ulong> y = b[fromB..toB];
        if (x.IsEmpty && y.IsEmpty) return;
        List<Hunk>? between = Math.Min(x.Length, y.Length) > MaxGap ? null : Alignment.Diff(x, y);
        if (between is null) hunks.Add(new Hunk(fromA, x.Length, fromB, y.Length));
        else hunks.AddRange(between.Select(hunk => hunk with { StartA = hunk.StartA + fromA, StartB = hunk.StartB + fromB }));
    }

    /// <summary>Places of runs that stand once in each, ascending in A.</summary>
    private static List<(int A, int B)> Anchors(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        (ulong[] runsA, int[] placesA) = Sorted(a);
        (ulong[] runsB, int[] placesB) = Sorted(b);
        var anchors = new List<(int A, int B)>();
        for (int i = 0, j = 0; i < runsA.Length && j < runsB.Length;)
        {
            int order = runsA[i].CompareTo(runsB[j]);
            if (order == 0 && IsOnce(runsA, i) && IsOnce(runsB, j)) anchors.Add((placesA[i], placesB[j]));
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        anchors.Sort();
        return anchors;
    }

    private static (ulong[] Runs, int[] Places) Sorted(ReadOnlySpan<ulong> tokens)
    {
        var runs = new ulong[Shingler.Count(tokens.Length, RunWords)];
        Shingler.Hash(tokens, RunWords, runs);
        int[] places = [.. Enumerable.Range(0, runs.Length)];
        Array.Sort(runs, places);
        return (runs, places);
    }

    private static bool IsOnce(ulong[] sorted, int i) => (i == 0 || sorted[i - 1] != sorted[i]) && (i + 1 == sorted.Length || sorted[i + 1] != sorted[i]);

    /// <summary>The longest chain that rises in B too.</summary>
    private static List<(int A, int B)> Chain(List<(int A, int B)> anchors)
    {
        var last = new List<int>();
        var before = new int[anchors.Count];
        for (int i = 0; i < anchors.Count; i++)
        {
            int low = 0;
            int high = last.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (anchors[last[middle]].B < anchors[i].B) low = middle + 1;
                else high = middle;
            }
            before[i] = low == 0 ? -1 : last[low - 1];
            if (low == last.Count) last.Add(i);
            else last[low] = i;
        }
        var chain = new List<(int A, int B)>();
        for (int i = last.Count == 0 ? -1 : last[^1]; i >= 0; i = before[i]) chain.Add(anchors[i]);
        chain.Reverse();
        return chain;
    }
}
