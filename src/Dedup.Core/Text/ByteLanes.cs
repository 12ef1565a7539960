using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dedup.Core.Text;

/// <summary>What the classifier asks of a vector of bytes, so that its loop is written once for every width.</summary>
internal interface IByteLanes<T>
{
    /// <summary>Bytes in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>As many characters as bytes, each in a byte; what is beyond a byte becomes 0xFF.</summary>
    static abstract T Narrow(ref ushort characters);

    /// <summary>0xFF for letters of the scripts that are common beyond Latin, which their ranges tell: Cyrillic, Han, Hangul.</summary>
    static abstract T Letters(ref ushort characters);

    static abstract T All(byte value);

    /// <summary>The sixteen bytes of a table, once in every sixteen bytes of the vector.</summary>
    static abstract T Table(Vector128<byte> table);

    /// <summary>For each index of 0–15 the table's byte.</summary>
    static abstract T LookUp(T table, T indices);

    static abstract T UpperHalves(T bytes);

    static abstract T And(T a, T b);

    static abstract T Or(T a, T b);

    static abstract T Minus(T a, T b);

    /// <summary>0xFF where a is at most b, else 0.</summary>
    static abstract T AtMost(T a, T b);

    /// <summary>Moves each byte's bits up, so that the highest becomes another; those below are of no use.</summary>
    static abstract T Raise(T bytes, int bits);

    /// <summary>The highest bit of each byte.</summary>
    static abstract ulong Bits(T bytes);

    static abstract void Store(T bytes, ref byte place);
}

/// <summary>First character of a range of letters that are their own normal form, and how many follow it.</summary>
internal static class Scripts
{
    public const ushort Cyrillic = 0x0400, CyrillicRest = 0x81;
    public const ushort Han = 0x4E00, HanRest = 0x51FF;
    public const ushort Hangul = 0xAC00, HangulRest = 0x2BA3;

    /// <summary>Whether a character is in one of the ranges.</summary>
    public static bool Hold(ushort character) => (ushort)(character - Cyrillic) <= CyrillicRest
        || (ushort)(character - Han) <= HanRest || (ushort)(character - Hangul) <= HangulRest;
}

internal readonly struct Bytes128 : IByteLanes<Vector128<byte>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Narrow(ref ushort characters) => Vector128.Narrow(
        Vector128.Min(Vector128.LoadUnsafe(ref characters), Vector128.Create((ushort)0xFF)),
        Vector128.Min(Vector128.LoadUnsafe(ref characters, 8), Vector128.Create((ushort)0xFF)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Letters(ref ushort characters) => Vector128.Narrow(
        Letters(Vector128.LoadUnsafe(ref characters)), Letters(Vector128.LoadUnsafe(ref characters, 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Letters(Vector128<ushort> characters) =>
        (Vector128.LessThanOrEqual(characters - Vector128.Create(Scripts.Cyrillic), Vector128.Create(Scripts.CyrillicRest))
        | Vector128.LessThanOrEqual(characters - Vector128.Create(Scripts.Han), Vector128.Create(Scripts.HanRest))
        | Vector128.LessThanOrEqual(characters - Vector128.Create(Scripts.Hangul), Vector128.Create(Scripts.HangulRest))) & Vector128.Create((ushort)0xFF);

    public static Vector128<byte> All(byte value) => Vector128.Create(value);

    public static Vector128<byte> Table(Vector128<byte> table) => table;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LookUp(Vector128<byte> table, Vector128<byte> indices) => Vector128.ShuffleNative(table, indices);

    public static Vector128<byte> UpperHalves(Vector128<byte> bytes) => (bytes.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)15);

    public static Vector128<byte> And(Vector128<byte> a, Vector128<byte> b) => a & b;

    public static Vector128<byte> Or(Vector128<byte> a, Vector128<byte> b) => a | b;

    public static Vector128<byte> Minus(Vector128<byte> a, Vector128<byte> b) => a - b;

    public static Vector128<byte> AtMost(Vector128<byte> a, Vector128<byte> b) => Vector128.Equals(Vector128.Min(a, b), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Raise(Vector128<byte> bytes, int bits) => (bytes.AsUInt16() << bits).AsByte();

    public static ulong Bits(Vector128<byte> bytes) => bytes.ExtractMostSignificantBits();

    public static void Store(Vector128<byte> bytes, ref byte place) => bytes.StoreUnsafe(ref place);
}

internal readonly struct Bytes512 : IByteLanes<Vector512<byte>>
{
    public static int Count => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Narrow(ref ushort characters) => Vector512.Narrow(
        Vector512.Min(Vector512.LoadUnsafe(ref characters), Vector512.Create((ushort)0xFF)),
        Vector512.Min(Vector512.LoadUnsafe(ref characters, 32), Vector512.Create((ushort)0xFF)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Letters(ref ushort characters) => Vector512.Narrow(
        Letters(Vector512.LoadUnsafe(ref characters)), Letters(Vector512.LoadUnsafe(ref characters, 32)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Letters(Vector512<ushort> characters) =>
        (Vector512.LessThanOrEqual(characters - Vector512.Create(Scripts.Cyrillic), Vector512.Create(Scripts.CyrillicRest))
        | Vector512.LessThanOrEqual(characters - Vector512.Create(Scripts.Han), Vector512.Create(Scripts.HanRest))
        | Vector512.LessThanOrEqual(characters - Vector512.Create(Scripts.Hangul), Vector512.Create(Scripts.HangulRest))) & Vector512.Create((ushort)0xFF);

    public static Vector512<byte> All(byte value) => Vector512.Create(value);

    public static Vector512<byte> Table(Vector128<byte> table) => Vector512.Create(Vector256.Create(table, table), Vector256.Create(table, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LookUp(Vector512<byte> table, Vector512<byte> indices) => System.Runtime.Intrinsics.X86.Avx512BW.IsSupported
        ? System.Runtime.Intrinsics.X86.Avx512BW.Shuffle(table, indices)
        : Vector512.Shuffle(table, indices);

    public static Vector512<byte> UpperHalves(Vector512<byte> bytes) => (bytes.AsUInt16() >> 4).AsByte() & Vector512.Create((byte)15);

    public static Vector512<byte> And(Vector512<byte> a, Vector512<byte> b) => a & b;

    public static Vector512<byte> Or(Vector512<byte> a, Vector512<byte> b) => a | b;

    public static Vector512<byte> Minus(Vector512<byte> a, Vector512<byte> b) => a - b;

    public static Vector512<byte> AtMost(Vector512<byte> a, Vector512<byte> b) => Vector512.Equals(Vector512.Min(a, b), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Raise(Vector512<byte> bytes, int bits) => (bytes.AsUInt16() << bits).AsByte();

    public static ulong Bits(Vector512<byte> bytes) => bytes.ExtractMostSignificantBits();

    public static void Store(Vector512<byte> bytes, ref byte place) => bytes.StoreUnsafe(ref place);
}
