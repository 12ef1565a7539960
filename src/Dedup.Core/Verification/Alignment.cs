using System.Buffers;
using System.Numerics;

namespace Dedup.Core.Verification;

/// <summary>A run of tokens in A that stands where another run stands in B; either may be empty, not both.</summary>
/// <param name="StartA">First token in A.</param>
/// <param name="CountA">Tokens in A.</param>
/// <param name="StartB">First token in B.</param>
/// <param name="CountB">Tokens in B.</param>
internal readonly record struct Hunk(int StartA, int CountA, int StartB, int CountB);

/// <summary>Shortest edit script between two token sequences (Myers 1986, greedy O(ND)).</summary>
/// <remarks>
/// Tokens that stand in one sequence alone are edits whatever the script, and only the others are looked at: of two
/// different texts a third. Bounded: sequences more than <see cref="MaxEdits"/> insertions and deletions apart are not
/// aligned, which bounds time to O((N+M)·MaxEdits) and memory to MaxEdits²/2 integers.
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
        // So many tokens at least must be put in or taken out.
        if (Math.Abs(x.Length - y.Length) > MaxEdits) return null;
        if (x.IsEmpty || y.IsEmpty) return x.Length + y.Length == 0 ? [] : [new Hunk(prefix, x.Length, prefix, y.Length)];

        int[] rented = ArrayPool<int>.Shared.Rent(x.Length + y.Length);
        try
        {
            Span<int> placesX = Common(x, y, rented.AsSpan(0, x.Length));
            Span<int> placesY = Common(y, x, rented.AsSpan(x.Length, y.Length));
            int alone = x.Length - placesX.Length + y.Length - placesY.Length;
            return alone > MaxEdits ? null : Diff(x, placesX, y, placesY, MaxEdits - alone, prefix);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Places of the tokens that stand in another sequence too.</summary>
    private static Span<int> Common(ReadOnlySpan<ulong> tokens, ReadOnlySpan<ulong> other, Span<int> places)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)other.Length * 2);
        ulong[] table = ArrayPool<ulong>.Shared.Rent(size);
        table.AsSpan(0, size).Clear();
        foreach (ulong token in other) table[Place(table, size, token)] = token;
        int count = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            // Zero marks a free place, so that a token of that value passes, which is looked at for nothing at worst.
            if (table[Place(table, size, tokens[i])] == tokens[i]) places[count++] = i;
        }
        ArrayPool<ulong>.Shared.Return(table);
        return places[..count];
    }

    private static int Place(ulong[] table, int size, ulong token)
    {
        int place = (int)((token * 0x9E3779B97F4A7C15) >> 40) & (size - 1);
        while (table[place] != token && table[place] != 0) place = (place + 1) & (size - 1);
        return place;
    }

    private static List<Hunk>? Diff(ReadOnlySpan<ulong> x, ReadOnlySpan<int> placesX, ReadOnlySpan<ulong> y, ReadOnlySpan<int> placesY, int mostEdits, int prefix)
    {
        int limit = Math.Min(mostEdits, placesX.Length + placesY.Length);
        if (Math.Abs(placesX.Length - placesY.Length) > limit) return null;
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
                    while (at < placesX.Length && at - k < placesY.Length && x[placesX[at]] == y[placesY[at - k]]) at++;
                    furthest[offset + k] = at;
                    if (at < placesX.Length || at - k < placesY.Length) continue;
                    return Hunks(Trace(frontiers, d, placesX.Length, placesY.Length), placesX, x.Length, placesY, y.Length, prefix);
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

    /// <summary>Walks back through the recorded frontiers.</summary>
    /// <returns>Runs of matches, the last first.</returns>
    private static List<(int X, int Y, int Count)> Trace(ReadOnlySpan<int> frontiers, int edits, int endX, int endY)
    {
        var runs = new List<(int X, int Y, int Count)>();
        int x = endX;
        int y = endY;
        for (int d = edits; d > 0; d--)
        {
            ReadOnlySpan<int> row = frontiers[Frontier(d - 1)..Frontier(d)]; // diagonals −(d−1), −(d−3), …, d−1
            int k = x - y;
            int left = k == -d ? -1 : row[(k + d - 2) / 2];
            int right = k == d ? -1 : row[(k + d) / 2];
            bool down = k == -d || (k != d && left < right);
            int fromX = down ? right : left;
            int fromY = fromX - (down ? k + 1 : k - 1);
            // The edit itself leads from (fromX, fromY) one step down or right; matches follow it.
            int matchX = down ? fromX : fromX + 1;
            int matchY = down ? fromY + 1 : fromY;
            if (x > matchX) runs.Add((matchX, matchY, x - matchX));
            (x, y) = (fromX, fromY);
        }
        if (x > 0) runs.Add((0, 0, x));
        return runs;
    }

    /// <summary>What stands between the matches, in text order.</summary>
    private static List<Hunk> Hunks(List<(int X, int Y, int Count)> runs, ReadOnlySpan<int> placesX, int endX, ReadOnlySpan<int> placesY, int endY, int prefix)
    {
        var hunks = new List<Hunk>();
        int doneX = 0;
        int doneY = 0;
        for (int run = runs.Count - 1; run >= 0; run--)
        {
            (int x, int y, int count) = runs[run];
            for (int i = 0; i < count; i++) Match(placesX[x + i], placesY[y + i]);
        }
        Match(endX, endY);
        return hunks;

        void Match(int atX, int atY)
        {
            if (atX > doneX || atY > doneY) hunks.Add(new Hunk(prefix + doneX, atX - doneX, prefix + doneY, atY - doneY));
            (doneX, doneY) = (atX + 1, atY + 1);
        }
    }
}
