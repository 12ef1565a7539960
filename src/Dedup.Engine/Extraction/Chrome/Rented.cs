using System.Buffers;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>
/// Room for numbers that the next who asks gets again: fresh arrays of some megabytes for each group were a fifth of the time of learning,
/// most of it the system's, which clears what it gives.
/// </summary>
/// <param name="length">How many; they hold anything.</param>
internal readonly struct Rented<T>(int length) : IDisposable
    where T : unmanaged
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    /// <summary>How many.</summary>
    public int Length => length;

    /// <summary>They.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    /// <summary>Zeros.</summary>
    public static Rented<T> Cleared(int length)
    {
        var room = new Rented<T>(length);
        room.Span.Clear();
        return room;
    }

    /// <summary>Gives it back; not to be used after.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
