using System.Numerics;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Numbers keys in the order in which they first come.</summary>
/// <param name="expected">How many keys there may be; more make it grow.</param>
internal sealed class LineNumbers(int expected) : IDisposable
{
    /// <summary>What <see cref="Find"/> gives of a key without one.</summary>
    public const int Nothing = -1;

    // Numbers by places that a key's hash gives, one more than they are; at most half of the places are taken.
    private Rented<int> _places = Rented<int>.Cleared(1 << PlaceBits(expected));
    private Rented<ulong> _keys = new(1 << (PlaceBits(expected) - 1));
    private int _shift = 64 - PlaceBits(expected);

    /// <summary>How many keys have a number.</summary>
    public int Count { get; private set; }

    public void Dispose()
    {
        _places.Dispose();
        _keys.Dispose();
    }

    /// <summary>The key of a number.</summary>
    public ulong Key(int number) => _keys.Span[number];

    /// <summary>The number of a key, or nothing.</summary>
    public int Find(ulong key) => _places.Span[Place(key)] - 1;

    /// <summary>The number of a key, which it is given if it has none.</summary>
    public int Of(ulong key)
    {
        ref int number = ref _places.Span[Place(key)];
        if (number > 0) return number - 1;
        if (Count == _keys.Length)
        {
            Grow();
            return Of(key);
        }
        _keys.Span[Count] = key;
        number = ++Count;
        return Count - 1;
    }

    /// <summary>Where the key stands, or the empty place for it.</summary>
    private int Place(ulong key)
    {
        ReadOnlySpan<int> places = _places.Span;
        ReadOnlySpan<ulong> keys = _keys.Span;
        int place = (int)(Spread(key) >> _shift);
        while (places[place] is int number and > 0 && keys[number - 1] != key) place = (place + 1) & (places.Length - 1);
        return place;
    }

    private void Grow()
    {
        var keys = new Rented<ulong>(2 * _keys.Length);
        _keys.Span.CopyTo(keys.Span);
        var places = Rented<int>.Cleared(4 * _keys.Length);
        Dispose();
        (_keys, _places, _shift) = (keys, places, _shift - 1);
        for (int number = 0; number < Count; number++) _places.Span[Place(Key(number))] = number + 1;
    }

    /// <summary>Bits of a key spread over all, the uppermost best: keys are hashes, but a stored outline may hold anything.</summary>
    public static ulong Spread(ulong key) => key * 0x9E37_79B9_7F4A_7C15;

    private static int PlaceBits(int expected) => 2 + BitOperations.Log2((uint)Math.Max(expected, 8));
}
