using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>MinHash signatures (Broder 1997): value i is the minimum over all shingles of aᵢ·x mod 2³².</summary>
/// <remarks>
/// x is the upper half of the shingle hash, aᵢ is odd and random. Two signatures agree in a place with a probability equal to
/// the resemblance of the shingle sets, so the share of equal places estimates it with variance J(1−J)/k. The usual aᵢ·x + bᵢ
/// has the same error, for x is mixed already, and takes three operations instead of two. 64-bit families were rejected: 2–30 times the cost
/// and no gain in accuracy at k = 128; one-permutation hashing loses accuracy on short bodies.
/// Cost: k multiplications and minima a shingle, 4, 8 or 16 at a time.
/// </remarks>
public sealed class MinHash
{
    private const ulong Seed = 0x5EED0FDEDD0C5EED;

    /// <summary>Vectors that stay in registers while all shingles pass.</summary>
    private const int BlockVectors = 8;

    /// <summary>Place of the upper half among the two halves of a 64-bit value in memory.</summary>
    private static int UpperHalf => BitConverter.IsLittleEndian ? 1 : 0;

    private readonly uint[] _multipliers;

    /// <summary>Makes the family of <paramref name="hashes"/> functions.</summary>
    /// <param name="hashes">k: a multiple of 16 from 16 to 1,024.</param>
    public MinHash(int hashes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashes, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes, 1024);
        if (hashes % 16 != 0) throw new ArgumentException("must be a multiple of 16", nameof(hashes));
        _multipliers = new uint[hashes];
        ulong state = Seed;
        for (int i = 0; i < hashes; i++)
        {
            state += 0x9E3779B97F4A7C15;
            _multipliers[i] = (uint)Shingler.Mix(state) | 1;
        }
    }

    /// <summary>k, the number of values in a signature.</summary>
    public int Hashes => _multipliers.Length;

    /// <summary>Writes the signature of a shingle multiset; all values are the maximum for no shingles.</summary>
    public void Compute(ReadOnlySpan<ulong> shingles, Span<uint> signature) => Compute(shingles, signature, VectorWidths.Widest);

    internal void Compute(ReadOnlySpan<ulong> shingles, Span<uint> signature, VectorWidth width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Hashes, nameof(signature));
        switch (width)
        {
            case VectorWidth.Bits512: Compute<UInts512, Vector512<uint>>(shingles, signature); break;
            case VectorWidth.Bits256: Compute<UInts256, Vector256<uint>>(shingles, signature); break;
            case VectorWidth.Bits128: Compute<UInts128, Vector128<uint>>(shingles, signature); break;
            default: ComputeScalar(shingles, signature); break;
        }
    }

    /// <summary>The specification, four values at a time. A new minimum is rare, so that the branches cost less than selections.</summary>
    private void ComputeScalar(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        for (int i = 0; i < Hashes; i += 4)
        {
            uint a0 = _multipliers[i], a1 = _multipliers[i + 1], a2 = _multipliers[i + 2], a3 = _multipliers[i + 3];
            uint m0 = uint.MaxValue, m1 = uint.MaxValue, m2 = uint.MaxValue, m3 = uint.MaxValue;
            foreach (ulong shingle in shingles)
            {
                var x = (uint)(shingle >> 32);
                if (a0 * x < m0) m0 = a0 * x;
                if (a1 * x < m1) m1 = a1 * x;
                if (a2 * x < m2) m2 = a2 * x;
                if (a3 * x < m3) m3 = a3 * x;
            }
            signature[i] = m0;
            signature[i + 1] = m1;
            signature[i + 2] = m2;
            signature[i + 3] = m3;
        }
    }

    private void Compute<TLanes, T>(ReadOnlySpan<ulong> shingles, Span<uint> signature) where TLanes : struct, IUIntLanes<T>
    {
        int i = 0;
        for (; i + BlockVectors * TLanes.Count <= Hashes; i += BlockVectors * TLanes.Count) ComputeBlock<TLanes, T>(shingles, i, signature);
        for (; i < Hashes; i += TLanes.Count) ComputeVector<TLanes, T>(shingles, i, signature);
    }

    private void ComputeBlock<TLanes, T>(ReadOnlySpan<ulong> shingles, int from, Span<uint> signature) where TLanes : struct, IUIntLanes<T>
    {
        int lanes = TLanes.Count;
        ReadOnlySpan<uint> a = _multipliers.AsSpan(from, BlockVectors * lanes);
        T a0 = TLanes.Load(a), a1 = TLanes.Load(a[lanes..]), a2 = TLanes.Load(a[(2 * lanes)..]), a3 = TLanes.Load(a[(3 * lanes)..]);
        T a4 = TLanes.Load(a[(4 * lanes)..]), a5 = TLanes.Load(a[(5 * lanes)..]), a6 = TLanes.Load(a[(6 * lanes)..]), a7 = TLanes.Load(a[(7 * lanes)..]);
        T m0 = TLanes.All(uint.MaxValue);
        T m1 = m0, m2 = m0, m3 = m0, m4 = m0, m5 = m0, m6 = m0, m7 = m0;
        // Read as a 32-bit value, it goes from memory to all lanes in one step.
        ReadOnlySpan<uint> halves = MemoryMarshal.Cast<ulong, uint>(shingles);
        for (int i = UpperHalf; i < halves.Length; i += 2)
        {
            T x = TLanes.All(halves[i]);
            m0 = TLanes.Min(m0, TLanes.Multiply(a0, x));
            m1 = TLanes.Min(m1, TLanes.Multiply(a1, x));
            m2 = TLanes.Min(m2, TLanes.Multiply(a2, x));
            m3 = TLanes.Min(m3, TLanes.Multiply(a3, x));
            m4 = TLanes.Min(m4, TLanes.Multiply(a4, x));
            m5 = TLanes.Min(m5, TLanes.Multiply(a5, x));
            m6 = TLanes.Min(m6, TLanes.Multiply(a6, x));
            m7 = TLanes.Min(m7, TLanes.Multiply(a7, x));
        }
        Span<uint> output = signature.Slice(from, BlockVectors * lanes);
        TLanes.Store(m0, output);
        TLanes.Store(m1, output[lanes..]);
        TLanes.Store(m2, output[(2 * lanes)..]);
        TLanes.Store(m3, output[(3 * lanes)..]);
        TLanes.Store(m4, output[(4 * lanes)..]);
        TLanes.Store(m5, output[(5 * lanes)..]);
        TLanes.Store(m6, output[(6 * lanes)..]);
        TLanes.Store(m7, output[(7 * lanes)..]);
    }

    /// <summary>What families of other sizes leave over.</summary>
    private void ComputeVector<TLanes, T>(ReadOnlySpan<ulong> shingles, int from, Span<uint> signature) where TLanes : struct, IUIntLanes<T>
    {
        T a = TLanes.Load(_multipliers.AsSpan(from, TLanes.Count));
        T minimum = TLanes.All(uint.MaxValue);
        foreach (ulong shingle in shingles) minimum = TLanes.Min(minimum, TLanes.Multiply(a, TLanes.All((uint)(shingle >> 32))));
        TLanes.Store(minimum, signature.Slice(from, TLanes.Count));
    }

    /// <summary>Estimated resemblance: the share of places in which two signatures agree.</summary>
    public static double EstimateResemblance(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, b.Length, nameof(b));
        int equal = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] == b[i]) equal++;
        }
        return a.Length == 0 ? 0 : (double)equal / a.Length;
    }
}
