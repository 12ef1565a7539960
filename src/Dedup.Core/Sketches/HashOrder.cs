using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Sketches;

/// <summary>Sorts hashes, which are spread evenly, by their highest bits.</summary>
/// <remarks>
/// As many bits as tell nearly all of them apart are dealt by, eight at a time from the lowest of them up (radix sort), and what is out
/// of order still is put right by insertion. No branch depends on the values, so that none is foretold wrongly: with one deal and
/// insertion within its places a shingle set took 14 ns a shingle beyond its body's reading, with this 10, memory among it. Values that are not spread are left to the framework's sort.
/// </remarks>
internal static class HashOrder
{
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;
    private const int MaxPasses = 4;

    /// <summary>Moves for each value by insertion, after which values are held to be not spread.</summary>
    private const int MovesEach = 4;

    /// <summary>Writes the values in ascending order; returns false where none of them occurs twice.</summary>
    /// <param name="values">The values.</param>
    /// <param name="limit">The largest that may occur.</param>
    /// <param name="sorted">As many places.</param>
    /// <param name="origins">As many places for where each value stood, or none; the order among equal values is not said.</param>
    public static bool Sort(ReadOnlySpan<ulong> values, ulong limit, Span<ulong> sorted, Span<int> origins)
    {
        int passes = values.Length <= 1 << 12 ? 2 : values.Length <= 1 << 20 ? 3 : MaxPasses;
        ulong[] room = ArrayPool<ulong>.Shared.Rent(2 * values.Length);
        // Memory on the stack keeps a method from being compiled anew with what was learned of it: the loops stand apart.
        Span<ulong> dealt = Deal(values, BitOperations.LeadingZeroCount(limit), passes, room, stackalloc int[MaxPasses * Digits]);
        Gather(values, dealt, sorted, origins);
        ArrayPool<ulong>.Shared.Return(room);
        return Insert(sorted, origins);
    }

    /// <summary>Orders the places of the values by the values' highest bits; above its place each keeps the bits of its value.</summary>
    private static Span<ulong> Deal(ReadOnlySpan<ulong> values, int unused, int passes, Span<ulong> room, Span<int> ends)
    {
        Span<ulong> source = room[..values.Length];
        Span<ulong> target = room.Slice(values.Length, values.Length);
        int first = 64 - DigitBits * passes;
        ref int counts = ref MemoryMarshal.GetReference(ends);
        for (int i = 0; i < values.Length; i++)
        {
            ulong bits = values[i] << unused >> first;
            source[i] = bits << first | (uint)i;
            Unsafe.Add(ref counts, (nint)(bits & (Digits - 1)))++;
            Unsafe.Add(ref counts, (nint)(bits >> DigitBits & (Digits - 1)) + Digits)++;
            for (int pass = 2; pass < passes; pass++) Unsafe.Add(ref counts, (nint)(bits >> (pass * DigitBits) & (Digits - 1)) + pass * Digits)++;
        }
        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> places = ends.Slice(pass * Digits, Digits);
            int sum = 0;
            foreach (ref int place in places)
            {
                int count = place;
                place = sum;
                sum += count;
            }
            int shift = first + pass * DigitBits;
            ref int next = ref MemoryMarshal.GetReference(places);
            foreach (ulong value in source) target[Unsafe.Add(ref next, (nint)(value >> shift & (Digits - 1)))++] = value;
            Span<ulong> dealt = target;
            target = source;
            source = dealt;
        }
        return source;
    }

    private static void Gather(ReadOnlySpan<ulong> values, ReadOnlySpan<ulong> dealt, Span<ulong> sorted, Span<int> origins)
    {
        sorted = sorted[..dealt.Length];
        if (origins.IsEmpty)
        {
            for (int i = 0; i < dealt.Length; i++) sorted[i] = values[(int)dealt[i]];
            return;
        }
        origins = origins[..dealt.Length];
        for (int i = 0; i < dealt.Length; i++)
        {
            var origin = (int)dealt[i];
            sorted[i] = values[origin];
            origins[i] = origin;
        }
    }

    /// <summary>Puts right what the dealt bits have not told apart; returns false where no value occurs twice.</summary>
    private static bool Insert(Span<ulong> sorted, Span<int> origins)
    {
        bool repeats = false;
        int moves = MovesEach * sorted.Length;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] > sorted[i - 1]) continue;
            ulong value = sorted[i];
            int origin = origins.IsEmpty ? 0 : origins[i];
            int k = i;
            for (; k > 0 && sorted[k - 1] > value; k--)
            {
                sorted[k] = sorted[k - 1];
                if (!origins.IsEmpty) origins[k] = origins[k - 1];
            }
            sorted[k] = value;
            if (!origins.IsEmpty) origins[k] = origin;
            repeats |= k > 0 && sorted[k - 1] == value;
            moves -= i - k;
            if (moves >= 0) continue;
            if (origins.IsEmpty) sorted.Sort();
            else sorted.Sort(origins);
            return true;
        }
        return repeats;
    }
}
