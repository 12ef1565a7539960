using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Sketches;

/// <summary>Hashes every run of w consecutive tokens into a 64-bit shingle.</summary>
/// <remarks>
/// The hash of tokens t₁…t_w is mix(Σ tᵢ·Bʷ⁻ⁱ mod 2⁶⁴) with B odd: rolling, one multiply-add a token, and the
/// finaliser of SplitMix64 (Steele, Lea, Flood 2014) so that every bit can serve sampling, MinHash and SimHash.
/// </remarks>
public static class Shingler
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    /// <summary>Number of shingles that <paramref name="tokens"/> tokens give: tokens − w + 1, or none.</summary>
    public static int Count(int tokens, int shingleWords) => Math.Max(0, tokens - shingleWords + 1);

    /// <summary>Writes the shingle hashes in text order, repeats included.</summary>
    /// <param name="tokens">Token hashes in text order.</param>
    /// <param name="shingleWords">w, at least 1.</param>
    /// <param name="shingles">At least <see cref="Count"/> places.</param>
    /// <returns>The number written.</returns>
    public static int Hash(ReadOnlySpan<ulong> tokens, int shingleWords, Span<ulong> shingles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shingleWords, 1);
        int count = Count(tokens.Length, shingleWords);
        ArgumentOutOfRangeException.ThrowIfLessThan(shingles.Length, count, nameof(shingles));
        if (count == 0) return 0;
        ulong leaving = 1;
        for (int i = 0; i < shingleWords; i++) leaving *= Base;
        ulong rolling = 0;
        for (int i = 0; i < shingleWords; i++) rolling = rolling * Base + tokens[i];
        shingles[0] = Mix(rolling);
        // One multiplication a token waits for the one before; what leaves and what enters are worked out beside it.
        ref ulong leave = ref MemoryMarshal.GetReference(tokens);
        ref ulong enter = ref Unsafe.Add(ref leave, shingleWords);
        ref ulong output = ref Unsafe.Add(ref MemoryMarshal.GetReference(shingles), 1);
        for (nint i = 0; i < count - 1; i++)
        {
            rolling = rolling * Base + (Unsafe.Add(ref enter, i) - Unsafe.Add(ref leave, i) * leaving);
            Unsafe.Add(ref output, i) = Mix(rolling);
        }
        return count;
    }

    /// <summary>The finaliser of SplitMix64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
