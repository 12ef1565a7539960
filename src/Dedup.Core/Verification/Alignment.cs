using System.Buffers;

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
/// O((N+M)·MaxEdits) and memory to MaxEdits²/2 integers.
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

        int limit = Math.Min(MaxEdits, x.Length + y.Length);
        // So many tokens at least must be put in or taken out.
        if (Math.Abs(x.Length - y.Length) > limit) return null;
        int[] furthest = ArrayPool<int>.Shared.Rent(2 * limit + 3);
        int[] frontiers = ArrayPool<int>.Shared.Rent(64);
        try
        {
            int offset = limit + 1;
            furthest[offset + 1] = 0;
            for (int d = 0; d <= limit; d++)
            {
                for (int k = -d; k <= d; k += 2)
                {
                    int at = k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1])
                        ? furthest[offset + k + 1]
                        : furthest[offset + k - 1] + 1;
                    while (at < x.Length && at - k < y.Length && x[at] == y[at - k]) at++;
                    furthest[offset + k] = at;
                    if (at >= x.Length && at - k >= y.Length) return Trace(frontiers, d, x.Length, y.Length, prefix);
                }
                if (Frontier(d + 1) > frontiers.Length) Grow(ref frontiers, Frontier(d), Frontier(d + 1));
                for (int k = -d, i = Frontier(d); k <= d; k += 2) frontiers[i++] = furthest[offset + k];
            }
            return null;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(furthest);
            ArrayPool<int>.Shared.Return(frontiers);
        }
    }

    /// <summary>Where the frontier of d edits begins, which has the d + 1 diagonals −d, −d + 2, …, d.</summary>
    private static int Frontier(int d) => d * (d + 1) / 2;

    private static void Grow(ref int[] frontiers, int used, int wanted)
    {
        int[] more = ArrayPool<int>.Shared.Rent(Math.Max(wanted, 2 * frontiers.Length));
        frontiers.AsSpan(0, used).CopyTo(more);
        ArrayPool<int>.Shared.Return(frontiers);
        frontiers = more;
    }

    /// <summary>Walks back through the recorded frontiers and joins neighbouring edits into hunks.</summary>
    private static List<Hunk> Trace(ReadOnlySpan<int> frontiers, int edits, int endX, int endY, int prefix)
    {
        var hunks = new List<Hunk>();
        int x = endX;
        int y = endY;
        for (int d = edits; d > 0; d--)
        {
            ReadOnlySpan<int> row = frontiers[Frontier(d - 1)..Frontier(d)]; // diagonals −(d−1), −(d−3), …, d−1
            int k = x - y;
            int left = k == -d ? -1 : row[(k + d - 2) / 2];
            int right = k == d ? -1 : row[(k + d) / 2];
            bool down = k == -d || (k != d && left < right);
            int previous = down ? k + 1 : k - 1;
            int fromX = down ? right : left;
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
