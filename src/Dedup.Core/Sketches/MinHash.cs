using System.Numerics;
using System.Runtime.InteropServices;

namespace Dedup.Core.Sketches;

/// <summary>MinHash signatures (Broder 1997): value i is the minimum over all shingles of aᵢ·x + bᵢ mod 2³².</summary>
/// <remarks>
/// x is the upper half of the shingle hash, aᵢ is odd. Two signatures agree in a place with a probability equal to the
/// resemblance of the shingle sets, so the share of equal places estimates it with variance J(1−J)/k.
/// Cost: k multiply-adds and minima a shingle, 8 or 16 at a time. 64-bit families were rejected: 2–30 times the cost and no
/// gain in accuracy at k = 128; one-permutation hashing loses accuracy on short bodies.
/// </remarks>
public sealed class MinHash
{
    private const ulong Seed = 0x5EED0FDEDD0C5EED;

    private readonly uint[] _multipliers;
    private readonly uint[] _increments;

    /// <summary>Makes the family of <paramref name="hashes"/> functions.</summary>
    /// <param name="hashes">k: a multiple of 16 from 16 to 1,024.</param>
    public MinHash(int hashes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashes, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes, 1024);
        if (hashes % 16 != 0) throw new ArgumentException("must be a multiple of 16", nameof(hashes));
        _multipliers = new uint[hashes];
        _increments = new uint[hashes];
        ulong state = Seed;
        for (int i = 0; i < hashes; i++)
        {
            state += 0x9E3779B97F4A7C15;
            ulong random = Shingler.Mix(state);
            _multipliers[i] = (uint)random | 1;
            _increments[i] = (uint)(random >> 32);
        }
    }

    /// <summary>k, the number of values in a signature.</summary>
    public int Hashes => _multipliers.Length;

    /// <summary>Writes the signature of a shingle multiset; all values are the maximum for no shingles.</summary>
    public void Compute(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Hashes, nameof(signature));
        int block = 4 * Vector<uint>.Count;
        int i = 0;
        for (; i + block <= Hashes; i += block) ComputeBlock(shingles, i, signature);
        if (i < Hashes) ComputeScalar(shingles, i, signature);
    }

    /// <summary>The specification: one value at a time.</summary>
    internal void ComputeScalar(ReadOnlySpan<ulong> shingles, int from, Span<uint> signature)
    {
        for (int i = from; i < Hashes; i++)
        {
            uint minimum = uint.MaxValue;
            foreach (ulong shingle in shingles)
                minimum = Math.Min(minimum, _multipliers[i] * (uint)(shingle >> 32) + _increments[i]);
            signature[i] = minimum;
        }
    }

    /// <summary>Four vectors of values stay in registers while all shingles pass.</summary>
    private void ComputeBlock(ReadOnlySpan<ulong> shingles, int from, Span<uint> signature)
    {
        int lanes = Vector<uint>.Count;
        ReadOnlySpan<Vector<uint>> a = MemoryMarshal.Cast<uint, Vector<uint>>(_multipliers.AsSpan(from, 4 * lanes));
        ReadOnlySpan<Vector<uint>> b = MemoryMarshal.Cast<uint, Vector<uint>>(_increments.AsSpan(from, 4 * lanes));
        Vector<uint> a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
        Vector<uint> b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3];
        var m0 = new Vector<uint>(uint.MaxValue);
        Vector<uint> m1 = m0, m2 = m0, m3 = m0;
        foreach (ulong shingle in shingles)
        {
            var x = new Vector<uint>((uint)(shingle >> 32));
            m0 = Vector.Min(m0, a0 * x + b0);
            m1 = Vector.Min(m1, a1 * x + b1);
            m2 = Vector.Min(m2, a2 * x + b2);
            m3 = Vector.Min(m3, a3 * x + b3);
        }
        Span<Vector<uint>> output = MemoryMarshal.Cast<uint, Vector<uint>>(signature.Slice(from, 4 * lanes));
        output[0] = m0;
        output[1] = m1;
        output[2] = m2;
        output[3] = m3;
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
