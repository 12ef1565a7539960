namespace Dedup.Core.Verification;

/// <summary>A run of tokens in A that stands where another run stands in B; either may be empty, not both.</summary>
/// <param name="StartA">First token in A.</param>
/// <param name="CountA">Tokens in A.</param>
/// <param name="StartB">First token in B.</param>
/// <param name="CountB">Tokens in B.</param>
internal readonly record struct Hunk(int StartA, int CountA, int StartB, int CountB);

/// <summary>Shortest edit script between two token sequences (Myers 1986, greedy O(ND)).</summary>
/// <remarks>
/// Bounded: sequences more than <see cref="MaxEdits"/> insertions and deletions apart are not aligned, which bounds time to
/// O((N+M)·MaxEdits) and memory to MaxEdits² integers.
/// </remarks>
internal static class Alignment
{
    public const int MaxEdits = 1000;

    /// <summary>The differing runs in text order, or null where the sequences are too far apart.</summary>
    public static List<Hunk>? Diff(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int prefix = a.CommonPrefixLength(b);
        ReadOnlySpan<ulong> x = a[prefix..];
        ReadOnlySpan<ulong> y = b[prefix..];
        int suffix = 0;
        while (suffix < x.Length && suffix < y.Length && x[^(suffix + 1)] == y[^(suffix + 1)]) suffix++;
        x = x[..^suffix];
        y = y[..^suffix];

        var history = new List<int[]>();
        int limit = Math.Min(MaxEdits, x.Length + y.Length);
        int offset = limit + 1;
        var furthest = new int[2 * limit + 3];
        for (int d = 0; d <= limit; d++)
        {
            for (int k = -d; k <= d; k += 2)
            {
                int at = k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1])
                    ? furthest[offset + k + 1]
                    : furthest[offset + k - 1] + 1;
                while (at < x.Length && at - k < y.Length && x[at] == y[at - k]) at++;
                furthest[offset + k] = at;
                if (at >= x.Length && at - k >= y.Length) return Trace(history, d, x.Length, y.Length, prefix);
            }
            history.Add(furthest.AsSpan(offset - d, 2 * d + 1).ToArray());
        }
        return null;
    }

    /// <summary>Walks back through the recorded frontiers and joins neighbouring edits into hunks.</summary>
    private static List<Hunk> Trace(List<int[]> history, int edits, int endX, int endY, int prefix)
    {
        var hunks = new List<Hunk>();
        int x = endX;
        int y = endY;
        for (int d = edits; d > 0; d--)
        {
            int[] row = history[d - 1]; // diagonals −(d−1) … d−1
            int Reach(int diagonal) => Math.Abs(diagonal) <= d - 1 ? row[diagonal + d - 1] : -1;
            int k = x - y;
            bool down = k == -d || (k != d && Reach(k - 1) < Reach(k + 1));
            int previous = down ? k + 1 : k - 1;
            int fromX = Reach(previous);
            int fromY = fromX - previous;
            // The edit itself leads from (fromX, fromY) one step down or right; matches follow it.
            Add(hunks, new Hunk(prefix + fromX, down ? 0 : 1, prefix + fromY, down ? 1 : 0));
            x = fromX;
            y = fromY;
        }
        hunks.Reverse();
        return hunks;
    }

    private static void Add(List<Hunk> hunks, Hunk edit)
    {
        if (hunks.Count > 0)
        {
            Hunk later = hunks[^1];
            if (edit.StartA + edit.CountA == later.StartA && edit.StartB + edit.CountB == later.StartB)
            {
                hunks[^1] = new Hunk(edit.StartA, edit.CountA + later.CountA, edit.StartB, edit.CountB + later.CountB);
                return;
            }
        }
        hunks.Add(edit);
    }
}
