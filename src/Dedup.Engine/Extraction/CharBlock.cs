using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dedup.Engine.Extraction;

/// <summary>Characters of a line as bytes, so that one comparison looks at 32 of them: what is beyond a byte becomes the last one, and so is not ASCII.</summary>
internal static class CharBlock
{
    /// <summary>Characters of a block.</summary>
    public const int Width = 32;

    /// <summary>The first characters of the text; NUL behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(ReadOnlySpan<char> text) => text.Length >= Width ? Whole(text) : Part(text);

    /// <summary>A bit for each of these characters, the first the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Is(Vector256<byte> block, char c) => Vector256.Equals(block, Vector256.Create((byte)c)).ExtractMostSignificantBits();

    /// <summary>All bits of the bytes from the one to the other, both included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Within(Vector256<byte> block, char from, char to) =>
        Vector256.LessThanOrEqual(block - Vector256.Create((byte)from), Vector256.Create((byte)(to - from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Whole(ReadOnlySpan<char> text)
    {
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        return Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, Width / 2));
    }

    private static Vector256<byte> Part(ReadOnlySpan<char> text)
    {
        Span<char> block = stackalloc char[Width];
        text.CopyTo(block);
        return Whole(block);
    }
}
