using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>64-bit SimHash fingerprints (Charikar 2002) over shingles, each occurrence with weight one.</summary>
/// <remarks>
/// Bit b is set where more shingle hashes have it set than not; a tie leaves it clear. The counters of all 64 bits are
/// kept as vertical planes of one bit each. Sixteen vectors of shingles at a time pass through carry-save adders (Harley, Seal; see
/// Muła, Kurz, Lemire 2018), five operations for each, so that a carry goes on once in sixteen; each lane counts its own
/// shingles, and the lanes are added at the end. No branch depends on the shingles.
/// Cost: about 0.6 ns a shingle of an article with 256 bits, the lanes' sum among it.
/// </remarks>
public static class SimHash
{
    private const int Planes = 32;

    /// <summary>Vectors in a block.</summary>
    private const int BlockVectors = 16;

    /// <summary>Planes below that which a block's carry belongs to.</summary>
    private const int BlockPlanes = 4;

    /// <summary>The fingerprint of a shingle multiset; 0 for none.</summary>
    public static ulong Compute(ReadOnlySpan<ulong> shingles) => Compute(shingles, VectorWidths.Widest);

    internal static ulong Compute(ReadOnlySpan<ulong> shingles, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Compute<Words512, Vector512<ulong>>(shingles),
        VectorWidth.Bits256 => Compute<Words256, Vector256<ulong>>(shingles),
        VectorWidth.Bits128 => Compute<Words128, Vector128<ulong>>(shingles),
        _ => Compute<Words64, ulong>(shingles),
    };

    /// <summary>Number of bits in which two fingerprints differ, 0–64.</summary>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    private static ulong Compute<TLanes, T>(ReadOnlySpan<ulong> shingles) where TLanes : struct, IWordLanes<T>
    {
        // Zeros count nothing, so that they may fill the last block.
        int whole = shingles.Length / (BlockVectors * TLanes.Count) * (BlockVectors * TLanes.Count);
        Span<ulong> last = stackalloc ulong[BlockVectors * TLanes.Count];
        last.Clear();
        shingles[whole..].CopyTo(last);
        Span<ulong> planes = stackalloc ulong[Planes * TLanes.Count];
        planes.Clear();
        int filled = Count<TLanes, T>(shingles[..whole], last, planes);
        Span<ulong> sums = stackalloc ulong[Planes];
        sums.Clear();
        AddLanes(planes, filled, TLanes.Count, sums);
        return Above(sums, (uint)shingles.Length / 2);
    }

    /// <summary>Counts the shingles of each lane; returns how many planes may be other than zero.</summary>
    private static int Count<TLanes, T>(ReadOnlySpan<ulong> whole, ReadOnlySpan<ulong> last, Span<ulong> planes) where TLanes : struct, IWordLanes<T>
    {
        int lanes = TLanes.Count;
        int blocks = whole.Length / (BlockVectors * lanes) + 1;
        ref ulong plane = ref MemoryMarshal.GetReference(planes);
        ref ulong words = ref MemoryMarshal.GetReference(whole);
        T ones = TLanes.Load(ref plane);
        T twos = ones, fours = ones, eights = ones;
        for (int i = 1; i <= blocks; i++)
        {
            if (i == blocks) words = ref MemoryMarshal.GetReference(last);
            T eightA = AddEight<TLanes, T>(ref words, ref ones, ref twos, ref fours);
            T eightB = AddEight<TLanes, T>(ref Unsafe.Add(ref words, 8 * lanes), ref ones, ref twos, ref fours);
            words = ref Unsafe.Add(ref words, BlockVectors * lanes);
            T carry = Add<TLanes, T>(ref eights, eightA, eightB);
            // After i blocks the carries' count has no more bits than i.
            int highest = BlockPlanes + BitOperations.Log2((uint)i);
            for (int p = BlockPlanes; p <= highest; p++)
            {
                ref ulong place = ref Unsafe.Add(ref plane, p * lanes);
                T bits = TLanes.Load(ref place);
                TLanes.Store(TLanes.Xor(bits, carry), ref place);
                carry = TLanes.And(bits, carry);
            }
        }
        TLanes.Store(ones, ref plane);
        TLanes.Store(twos, ref Unsafe.Add(ref plane, lanes));
        TLanes.Store(fours, ref Unsafe.Add(ref plane, 2 * lanes));
        TLanes.Store(eights, ref Unsafe.Add(ref plane, 3 * lanes));
        return BlockPlanes + BitOperations.Log2((uint)blocks) + 1;
    }

    /// <summary>Adds eight vectors; the carries belong to the plane of eights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddEight<TLanes, T>(ref ulong words, ref T ones, ref T twos, ref T fours) where TLanes : struct, IWordLanes<T>
    {
        T twoA = AddTwo<TLanes, T>(ref words, ref ones);
        T twoB = AddTwo<TLanes, T>(ref Unsafe.Add(ref words, 2 * TLanes.Count), ref ones);
        T fourA = Add<TLanes, T>(ref twos, twoA, twoB);
        twoA = AddTwo<TLanes, T>(ref Unsafe.Add(ref words, 4 * TLanes.Count), ref ones);
        twoB = AddTwo<TLanes, T>(ref Unsafe.Add(ref words, 6 * TLanes.Count), ref ones);
        T fourB = Add<TLanes, T>(ref twos, twoA, twoB);
        return Add<TLanes, T>(ref fours, fourA, fourB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AddTwo<TLanes, T>(ref ulong words, ref T ones) where TLanes : struct, IWordLanes<T> =>
        Add<TLanes, T>(ref ones, TLanes.Load(ref words), TLanes.Load(ref Unsafe.Add(ref words, TLanes.Count)));

    /// <summary>Adds two vectors to a plane, bit by bit; returns the carries, which belong to the next plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Add<TLanes, T>(ref T plane, T a, T b) where TLanes : struct, IWordLanes<T>
    {
        T half = TLanes.Xor(a, b);
        T carry = TLanes.Or(TLanes.And(a, b), TLanes.And(half, plane));
        plane = TLanes.Xor(plane, half);
        return carry;
    }

    /// <summary>Adds the vertical counters of all lanes.</summary>
    private static void AddLanes(ReadOnlySpan<ulong> planes, int filled, int lanes, Span<ulong> sums)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            ulong carry = 0;
            for (int p = 0; p < filled; p++) carry = Add<Words64, ulong>(ref sums[p], planes[p * lanes + lane], carry);
            for (int p = filled; carry != 0; p++)
            {
                ulong next = sums[p] & carry;
                sums[p] ^= carry;
                carry = next;
            }
        }
    }

    /// <summary>The bits whose counter is above a threshold: compared from the highest plane down.</summary>
    private static ulong Above(ReadOnlySpan<ulong> sums, uint half)
    {
        ulong greater = 0;
        ulong equal = ulong.MaxValue;
        for (int p = Planes - 1; p >= 0; p--)
        {
            ulong threshold = (half >> p & 1) != 0 ? ulong.MaxValue : 0;
            greater |= equal & sums[p] & ~threshold;
            equal &= ~(sums[p] ^ threshold);
        }
        return greater;
    }
}
