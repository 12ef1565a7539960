using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dedup.Core.Sketches;

/// <summary>64-bit SimHash fingerprints (Charikar 2002) over shingles, each occurrence with weight one.</summary>
/// <remarks>
/// Bit b is set where more shingle hashes have it set than not; a tie leaves it clear. The counters of all 64 bits are
/// kept as vertical planes of one bit each. Sixteen shingles at a time pass through carry-save adders (Harley, Seal; see
/// Muła, Kurz, Lemire 2018), five operations on whole words for each, so that a carry ripples once in sixteen.
/// Cost: about 1 ns a shingle of 23 for a sketch of English text, so that vectors would save little.
/// </remarks>
public static class SimHash
{
    private const int Planes = 32;

    /// <summary>The fingerprint of a shingle multiset; 0 for none.</summary>
    public static ulong Compute(ReadOnlySpan<ulong> shingles)
    {
        Span<ulong> planes = stackalloc ulong[Planes];
        planes.Clear();
        ulong ones = 0, twos = 0, fours = 0, eights = 0;
        ReadOnlySpan<ulong> left = shingles;
        for (; left.Length >= 16; left = left[16..])
        {
            ulong eightA = AddEight(left[..8], ref ones, ref twos, ref fours);
            ulong eightB = AddEight(left.Slice(8, 8), ref ones, ref twos, ref fours);
            Add(ref eights, eightA, eightB, out ulong sixteen);
            Ripple(planes[4..], sixteen);
        }
        planes[0] = ones;
        planes[1] = twos;
        planes[2] = fours;
        planes[3] = eights;
        foreach (ulong shingle in left) Ripple(planes, shingle);
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

    /// <summary>Adds eight words; the carries belong to the plane of eights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddEight(ReadOnlySpan<ulong> words, ref ulong ones, ref ulong twos, ref ulong fours)
    {
        Add(ref ones, words[0], words[1], out ulong twoA);
        Add(ref ones, words[2], words[3], out ulong twoB);
        Add(ref twos, twoA, twoB, out ulong fourA);
        Add(ref ones, words[4], words[5], out twoA);
        Add(ref ones, words[6], words[7], out twoB);
        Add(ref twos, twoA, twoB, out ulong fourB);
        Add(ref fours, fourA, fourB, out ulong eight);
        return eight;
    }

    /// <summary>Adds two words to a plane, bit by bit; the carries belong to the next plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref ulong plane, ulong a, ulong b, out ulong carry)
    {
        ulong half = a ^ b;
        carry = (a & b) | (half & plane);
        plane ^= half;
    }

    private static void Ripple(Span<ulong> planes, ulong carry)
    {
        for (int p = 0; carry != 0; p++)
        {
            ulong next = planes[p] & carry;
            planes[p] ^= carry;
            carry = next;
        }
    }
}
