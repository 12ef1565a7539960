using System.Buffers;
using Dedup.Core.Sketches;

namespace Dedup.Core.Verification;

/// <summary>Aligns two bodies by the shingles that stand once in each, and what lies between by the shortest edit script.</summary>
/// <remarks>
/// Shingles that occur once in either body are anchors; the longest chain of them that rises in both is kept (the
/// idea of patience diff, Cohen 2003). Only the gaps between are aligned token by token (<see cref="Alignment"/>), and gaps
/// that are long on both sides count as replaced whole: nothing in them stands in the same place. So a paragraph that was
/// cut, or a story beside another, costs nothing. Time O(n log n) and O(gap²) for short gaps.
/// </remarks>
internal static class AnchoredAlignment
{
    /// <summary>Gaps of more tokens on both sides are replaced whole.</summary>
    private const int MaxGap = 200;

    /// <summary>The differing runs in text order.</summary>
    public static List<Hunk> Diff(ShingleSet a, ShingleSet b)
    {
        int width = Math.Min(a.ShingleWords, b.ShingleWords);
        var hunks = new List<Hunk>();
        int doneA = 0;
        int doneB = 0;
        int[] places = ArrayPool<int>.Shared.Rent(a.Words);
        Span<int> anchors = places.AsSpan(0, a.Words);
        if (width > 0) KeepChain(a, b, anchors);
        else anchors.Fill(-1);
        for (int startA = 0; startA < anchors.Length; startA++)
        {
            int startB = anchors[startA];
            if (startB < 0) continue;
            bool goesOn = startA - doneA == startB - doneB && startA < doneA;
            if (!goesOn && (startA < doneA || startB < doneB)) continue;
            if (!goesOn) Fill(a.Tokens, b.Tokens, doneA, startA, doneB, startB, hunks);
            (doneA, doneB) = (startA + width, startB + width);
        }
        ArrayPool<int>.Shared.Return(places);
        Fill(a.Tokens, b.Tokens, doneA, a.Words, doneB, b.Words, hunks);
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

    /// <summary>Writes for each token of A where the shingle that begins there begins in B, of a longest chain that rises in both; −1 elsewhere.</summary>
    private static void KeepChain(ShingleSet a, ShingleSet b, Span<int> anchors)
    {
        a.Align(b, anchors);
        // Patience sorting: last[n] ends the chain of n + 1 anchors that ends lowest in B, before[i] leads back from each.
        int[] rented = ArrayPool<int>.Shared.Rent(2 * anchors.Length);
        Span<int> last = rented.AsSpan(0, anchors.Length);
        Span<int> before = rented.AsSpan(anchors.Length, anchors.Length);
        int length = 0;
        for (int i = 0; i < anchors.Length; i++)
        {
            if (anchors[i] < 0) continue;
            int low = 0;
            int high = length;
            // Most go on where the last one ended.
            if (length > 0 && anchors[last[length - 1]] < anchors[i]) low = length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (anchors[last[middle]] < anchors[i]) low = middle + 1;
                else high = middle;
            }
            before[i] = low == 0 ? -1 : last[low - 1];
            last[low] = i;
            length = Math.Max(length, low + 1);
        }
        int next = length == 0 ? -1 : last[length - 1];
        for (int i = anchors.Length - 1; i >= 0; i--)
        {
            if (i == next) next = before[i];
            else anchors[i] = -1;
        }
        ArrayPool<int>.Shared.Return(rented);
    }
}
