using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dedup.Core.Text;

/// <summary>A block of 64 bytes as two vectors.</summary>
internal readonly struct TwoVectors(Vector256<byte> lower, Vector256<byte> upper)
{
    public readonly Vector256<byte> Lower = lower, Upper = upper;
}

/// <summary>A whole block at a time: each of its masks is known at once, and none waits in a register for its other half.</summary>
internal readonly struct Bytes256 : IByteLanes<TwoVectors>
{
    public static int Count => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Narrow(ref ushort characters) => new(NarrowHalf(ref characters), NarrowHalf(ref Unsafe.Add(ref characters, 32)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Letters(ref ushort characters) => new(LettersOfHalf(ref characters), LettersOfHalf(ref Unsafe.Add(ref characters, 32)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors All(byte value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Table(Vector128<byte> table) => new(Vector256.Create(table, table), Vector256.Create(table, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors LookUp(TwoVectors table, TwoVectors indices) => new(LookUp(table.Lower, indices.Lower), LookUp(table.Upper, indices.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors UpperHalves(TwoVectors bytes) => new(UpperHalves(bytes.Lower), UpperHalves(bytes.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors And(TwoVectors a, TwoVectors b) => new(a.Lower & b.Lower, a.Upper & b.Upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Or(TwoVectors a, TwoVectors b) => new(a.Lower | b.Lower, a.Upper | b.Upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Minus(TwoVectors a, TwoVectors b) => new(a.Lower - b.Lower, a.Upper - b.Upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors AtMost(TwoVectors a, TwoVectors b) => new(AtMost(a.Lower, b.Lower), AtMost(a.Upper, b.Upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Raise(TwoVectors bytes, int bits) => new((bytes.Lower.AsUInt16() << bits).AsByte(), (bytes.Upper.AsUInt16() << bits).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(TwoVectors bytes) => bytes.Lower.ExtractMostSignificantBits() | (ulong)bytes.Upper.ExtractMostSignificantBits() << 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TwoVectors bytes, ref byte place)
    {
        bytes.Lower.StoreUnsafe(ref place);
        bytes.Upper.StoreUnsafe(ref place, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> NarrowHalf(ref ushort characters) => Vector256.Narrow(
        Vector256.Min(Vector256.LoadUnsafe(ref characters), Vector256.Create((ushort)0xFF)),
        Vector256.Min(Vector256.LoadUnsafe(ref characters, 16), Vector256.Create((ushort)0xFF)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LettersOfHalf(ref ushort characters) => Vector256.Narrow(
        Letters(Vector256.LoadUnsafe(ref characters)), Letters(Vector256.LoadUnsafe(ref characters, 16)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Letters(Vector256<ushort> characters) =>
        (Vector256.LessThanOrEqual(characters - Vector256.Create(Scripts.Cyrillic), Vector256.Create(Scripts.CyrillicRest))
        | Vector256.LessThanOrEqual(characters - Vector256.Create(Scripts.Han), Vector256.Create(Scripts.HanRest))
        | Vector256.LessThanOrEqual(characters - Vector256.Create(Scripts.Hangul), Vector256.Create(Scripts.HangulRest))) & Vector256.Create((ushort)0xFF);

    /// <summary>Each half has its own copy of the table, which is what the instruction reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(Vector256<byte> table, Vector256<byte> indices) =>
        Avx2.IsSupported ? Avx2.Shuffle(table, indices) : Vector256.Shuffle(table, indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> UpperHalves(Vector256<byte> bytes) => (bytes.AsUInt16() >> 4).AsByte() & Vector256.Create((byte)15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AtMost(Vector256<byte> a, Vector256<byte> b) => Vector256.Equals(Vector256.Min(a, b), a);
}
