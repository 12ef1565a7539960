using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Dedup.Core.Text;

/// <summary>A token's 64-bit hash: a function of its UTF-8 bytes, whose lowest bit is replaced by "holds a digit".</summary>
/// <remarks>
/// Sixteen bytes a step, the last padded with zeros, which no token holds: h ← fold((x ⊕ k₀ ⊕ h) · (y ⊕ k₁)), where fold is
/// the exclusive or of the two halves of the 128-bit product, as in wyhash (Wang Yi 2019). k₀ and k₁ are no UTF-8, so that
/// no token makes a factor zero. It tells tokens apart; whoever needs each bit to be random mixes it, as shingles are.
/// Cost: one multiplication for a word of up to 16 bytes. XXH3 was rejected: a call for every word, most of which are shorter than one step.
/// </remarks>
internal static class TokenHash
{
    /// <summary>Bytes in a step.</summary>
    public const int StepBytes = 16;

    private const ulong K0 = 0xA0761D6478BD642F;
    private const ulong K1 = 0xE7037ED1A0B428DB;

    /// <summary>At n + 8 the mask of the first n bytes of the lower half of a step, at n that of the upper.</summary>
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    /// <summary>The hash of the <paramref name="length"/> bytes from <paramref name="first"/> on; 15 bytes more must be readable.</summary>
    /// <param name="first">The first byte.</param>
    /// <param name="length">At least one.</param>
    /// <param name="digit">1 if a digit stands in the token, else 0.</param>
    public static ulong Of(ref byte first, int length, ulong digit)
    {
        ulong state = 0;
        while (length > StepBytes)
        {
            state = Fold(Read(ref first) ^ K0 ^ state, Read(ref Unsafe.Add(ref first, 8)) ^ K1);
            first = ref Unsafe.Add(ref first, StepBytes);
            length -= StepBytes;
        }
        return Step(ref first, (nuint)(uint)length, state, digit);
    }

    /// <summary>The hash of 1–16 bytes, else like <see cref="Of"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfStep(ref byte first, nuint length, ulong digit) => Step(ref first, length, 0, digit);

    /// <summary>The hash of up to eight bytes, the first in the lowest place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfShort(ulong bytes) => Last(bytes, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ref byte first, nuint length, ulong state, ulong digit)
    {
        ulong lower = Read(ref first) & Mask(length + 8);
        ulong upper = Read(ref Unsafe.Add(ref first, 8)) & Mask(length);
        return Last(lower ^ state, upper, digit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(ulong lower, ulong upper, ulong digit) =>
        (Fold(lower ^ K0, upper ^ K1) & ~1UL) | digit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        // The framework's product of two words goes through memory.
        if (Bmi2.X64.IsSupported) return Bmi2.X64.MultiplyNoFlags(a, b) ^ (a * b);
        ulong upper = Math.BigMul(a, b, out ulong lower);
        return upper ^ lower;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(nuint place)
    {
        Debug.Assert(place < (nuint)Masks.Length);
        return Unsafe.Add(ref MemoryMarshal.GetReference(Masks), place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte first)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(ref first);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
