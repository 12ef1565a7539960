namespace Dedup.Core.Sketches;

/// <summary>The numbers and names of a body in 128 bits (Bloom 1970, one hash): tells form letters apart without reading the bodies.</summary>
/// <remarks>
/// Copies of a story share its facts, and so does its excerpt with the whole; stories of one form letter share few, whatever
/// else they share. A bit stands for several facts in a long body, which errs towards agreement.
/// </remarks>
internal static class FactBits
{
    /// <summary>Of fewer facts than this no share is taken.</summary>
    private const int FewFacts = 12;

    /// <summary>The bits of a body's facts, repeats or not.</summary>
    public static UInt128 Of(ReadOnlySpan<ulong> facts)
    {
        ulong upper = 0, lower = 0;
        foreach (ulong fact in facts)
        {
            // A shift of 128 bits asks which half it is, which no one can foretell.
            ulong place = Shingler.Mix(fact) >> 57;
            ulong inUpper = 0 - (place >> 6);
            ulong bit = 1UL << (int)place;
            upper |= bit & inUpper;
            lower |= bit & ~inUpper;
        }
        return new UInt128(upper, lower);
    }

    /// <summary>Whether two bodies may tell the same story by their facts: half of those of the body that has fewer stand in both, or it has few.</summary>
    public static bool Agree(UInt128 a, UInt128 b)
    {
        int fewest = Math.Min(Count(a), Count(b));
        return fewest < FewFacts || 2 * Count(a & b) >= fewest;
    }

    private static int Count(UInt128 bits) => (int)UInt128.PopCount(bits);
}
