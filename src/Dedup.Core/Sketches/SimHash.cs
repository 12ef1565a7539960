using System.Numerics;

namespace Dedup.Core.Sketches;

/// <summary>64-bit SimHash fingerprints (Charikar 2002) over shingles, each occurrence with weight one.</summary>
/// <remarks>
/// Bit b is set where more shingle hashes have it set than not; a tie leaves it clear. The counters of all 64 bits are
/// kept as vertical planes of one bit each, so that adding a shingle is a ripple of and/xor over whole words instead of
/// 64 additions.
/// </remarks>
public static class SimHash
{
    private const int Planes = 32;

    /// <summary>The fingerprint of a shingle multiset; 0 for none.</summary>
    public static ulong Compute(ReadOnlySpan<ulong> shingles)
    {
        Span<ulong> planes = stackalloc ulong[Planes];
        planes.Clear();
        foreach (ulong shingle in shingles)
        {
            ulong carry = shingle;
            for (int p = 0; carry != 0; p++)
            {
                ulong next = planes[p] & carry;
                planes[p] ^= carry;
                carry = next;
            }
        }
        // Compare each vertical counter with the threshold from the highest plane down.
        uint half = (uint)shingles.Length / 2;
        ulong greater = 0;
        ulong equal = ulong.MaxValue;
        for (int p = Planes - 1; p >= 0; p--)
        {
            ulong threshold = (half >> p & 1) != 0 ? ulong.MaxValue : 0;
            greater |= equal & planes[p] & ~threshold;
            equal &= ~(planes[p] ^ threshold);
        }
        return greater;
    }

    /// <summary>Number of bits in which two fingerprints differ, 0–64.</summary>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);
}
