using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>Counts what two ascending lists of distinct values have in common.</summary>
/// <remarks>
/// Blocks of four values meet in all sixteen pairs, and of the two the block with the smaller last value goes on (Schlegel, Willhalm and Lehner 2011, section 3): no
/// branch depends on the values, which are hashes and foretell nothing.
/// </remarks>
internal static class SortedSets
{
    private const int Block = 4;

    /// <summary>How many values stand in both.</summary>
    public static int CountShared(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b) => CountShared(a, b, VectorWidths.Widest);

    internal static int CountShared(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, VectorWidth width)
    {
        int i = 0;
        int j = 0;
        int shared = width >= VectorWidth.Bits256 ? CountBlocks(a, b, ref i, ref j) : 0;
        while (i < a.Length && j < b.Length)
        {
            ulong x = a[i];
            ulong y = b[j];
            shared += x == y ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
        return shared;
    }

    /// <summary>Goes on while a whole block of both is left. A pair is met in one block of each alone, as all values are distinct.</summary>
    private static int CountBlocks(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ref int fromA, ref int fromB)
    {
        ref ulong startA = ref MemoryMarshal.GetReference(a);
        ref ulong startB = ref MemoryMarshal.GetReference(b);
        (int i, int j, int shared) = (fromA, fromB, 0);
        while (i <= a.Length - Block && j <= b.Length - Block)
        {
            Vector256<ulong> x = Vector256.LoadUnsafe(ref startA, (nuint)i);
            Vector256<ulong> y = Vector256.LoadUnsafe(ref startB, (nuint)j);
            Vector256<ulong> equal = Vector256.Equals(x, y) | Vector256.Equals(x, Vector256.Shuffle(y, Vector256.Create(1UL, 2, 3, 0)))
                | Vector256.Equals(x, Vector256.Shuffle(y, Vector256.Create(2UL, 3, 0, 1))) | Vector256.Equals(x, Vector256.Shuffle(y, Vector256.Create(3UL, 0, 1, 2)));
            shared += BitOperations.PopCount(equal.ExtractMostSignificantBits());
            ulong lastA = Unsafe.Add(ref startA, i + Block - 1);
            ulong lastB = Unsafe.Add(ref startB, j + Block - 1);
            i += lastA <= lastB ? Block : 0;
            j += lastB <= lastA ? Block : 0;
        }
        (fromA, fromB) = (i, j);
        return shared;
    }
}
