using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>Samples shingles: those in the lowest 1/m of the hash range, the same in every body, whatever else stands there.</summary>
/// <remarks>
/// No branch depends on a shingle. The few of an article are put in order by counting for each how many are smaller, four at a time: for
/// fifty that is less than any sort's passes over its counters. Cost: 1–2 ns a shingle, the choice and the order about half each.
/// </remarks>
internal sealed class Samples(int modulus)
{
    /// <summary>Most samples that are ordered by counting, the square of them.</summary>
    private const int Few = 128;

    /// <summary>Samples of which the smaller ones are counted at once: as many as fill a vector.</summary>
    private const int RankedAtOnce = 4;

    private readonly ulong _limit = ulong.MaxValue / (ulong)modulus;
    private ulong[] _chosen = [];
    private ulong[] _sorted = [];

    /// <summary>The distinct sampled shingles, ascending.</summary>
    public ulong[] Of(ReadOnlySpan<ulong> shingles) => Of(shingles, VectorWidths.Widest);

    internal ulong[] Of(ReadOnlySpan<ulong> shingles, VectorWidth width)
    {
        int room = shingles.Length + RankedAtOnce;
        if (_chosen.Length < room) _chosen = new ulong[room + room / 2];
        int count = Choose(shingles, _limit, ref MemoryMarshal.GetArrayDataReference(_chosen));
        if (count == 0) return [];
        if (_sorted.Length < count) _sorted = new ulong[count + count / 2];
        Span<ulong> sorted = _sorted.AsSpan(0, count);
        if (count <= Few && _limit <= long.MaxValue && width >= VectorWidth.Bits256)
        {
            Rank(_chosen, sorted);
            return Filled(sorted);
        }
        if (!HashOrder.Sort(_chosen.AsSpan(0, count), _limit, sorted, [])) return sorted.ToArray();
        int distinct = 1;
        for (int i = 1; i < count; i++)
        {
            if (sorted[i] != sorted[distinct - 1]) sorted[distinct++] = sorted[i];
        }
        return sorted[..distinct].ToArray();
    }

    /// <summary>Writes every shingle and keeps one in m: a branch would be taken wrongly too often.</summary>
    private static int Choose(ReadOnlySpan<ulong> shingles, ulong limit, ref ulong chosen)
    {
        nint count = 0;
        foreach (ulong shingle in shingles)
        {
            Unsafe.Add(ref chosen, count) = shingle;
            count += shingle <= limit ? 1 : 0;
        }
        return (int)count;
    }

    /// <summary>Writes each value at the place that is the number of smaller ones; places that repeats leave are zero.</summary>
    /// <param name="values">The values, none above the largest signed number, and room to fill up a vector.</param>
    /// <param name="sorted">As many places as values.</param>
    private static void Rank(Span<ulong> values, Span<ulong> sorted)
    {
        int padded = (sorted.Length + RankedAtOnce - 1) / RankedAtOnce * RankedAtOnce;
        // What fills the last vector is smaller than none.
        values[sorted.Length..padded].Fill(long.MaxValue);
        sorted.Clear();
        ref long first = ref Unsafe.As<ulong, long>(ref MemoryMarshal.GetReference(values));
        for (int i = 0; i < padded; i += RankedAtOnce)
        {
            Vector256<long> a = Vector256.Create(Unsafe.Add(ref first, i)), b = Vector256.Create(Unsafe.Add(ref first, i + 1));
            Vector256<long> c = Vector256.Create(Unsafe.Add(ref first, i + 2)), d = Vector256.Create(Unsafe.Add(ref first, i + 3));
            Vector256<long> belowA = default, belowB = default, belowC = default, belowD = default;
            for (nint k = 0; k < padded; k += Vector256<long>.Count)
            {
                Vector256<long> others = Vector256.LoadUnsafe(ref Unsafe.Add(ref first, k));
                belowA -= Vector256.GreaterThan(a, others);
                belowB -= Vector256.GreaterThan(b, others);
                belowC -= Vector256.GreaterThan(c, others);
                belowD -= Vector256.GreaterThan(d, others);
            }
            sorted[(int)Vector256.Sum(belowA)] = values[i];
            if (i + 1 < sorted.Length) sorted[(int)Vector256.Sum(belowB)] = values[i + 1];
            if (i + 2 < sorted.Length) sorted[(int)Vector256.Sum(belowC)] = values[i + 2];
            if (i + 3 < sorted.Length) sorted[(int)Vector256.Sum(belowD)] = values[i + 3];
        }
    }

    /// <summary>The places that are filled, of which the first is one, and mostly all are.</summary>
    private static ulong[] Filled(Span<ulong> sorted)
    {
        int distinct = 1 + sorted[1..].IndexOf(0UL);
        if (distinct == 0) return sorted.ToArray();
        for (int i = distinct; i < sorted.Length; i++)
        {
            sorted[distinct] = sorted[i];
            distinct += sorted[i] != 0 ? 1 : 0;
        }
        return sorted[..distinct].ToArray();
    }
}
