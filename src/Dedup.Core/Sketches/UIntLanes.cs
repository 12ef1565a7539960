using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dedup.Core.Sketches;

/// <summary>What MinHash asks of a vector of 32-bit values, so that its loop is written once for every width.</summary>
internal interface IUIntLanes<T>
{
    /// <summary>Values in a vector.</summary>
    static abstract int Count { get; }

    static abstract T All(uint value);

    static abstract T Load(ReadOnlySpan<uint> values);

    static abstract T Multiply(T a, T b);

    static abstract T Min(T a, T b);

    static abstract void Store(T values, Span<uint> place);
}

internal readonly struct UInts128 : IUIntLanes<Vector128<uint>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> All(uint value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Load(ReadOnlySpan<uint> values) => Vector128.Create(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Multiply(Vector128<uint> a, Vector128<uint> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Min(Vector128<uint> a, Vector128<uint> b) => Vector128.Min(a, b);

    public static void Store(Vector128<uint> values, Span<uint> place) => values.CopyTo(place);
}

internal readonly struct UInts256 : IUIntLanes<Vector256<uint>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> All(uint value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load(ReadOnlySpan<uint> values) => Vector256.Create(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Multiply(Vector256<uint> a, Vector256<uint> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Min(Vector256<uint> a, Vector256<uint> b) => Vector256.Min(a, b);

    public static void Store(Vector256<uint> values, Span<uint> place) => values.CopyTo(place);
}

internal readonly struct UInts512 : IUIntLanes<Vector512<uint>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> All(uint value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(ReadOnlySpan<uint> values) => Vector512.Create(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Multiply(Vector512<uint> a, Vector512<uint> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Min(Vector512<uint> a, Vector512<uint> b) => Vector512.Min(a, b);

    public static void Store(Vector512<uint> values, Span<uint> place) => values.CopyTo(place);
}
