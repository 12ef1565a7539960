using System.Buffers;

namespace Dedup.Engine.Extraction;

/// <summary>
/// Room for values that the next who asks gets again: fresh arrays of some megabytes for each group were a fifth of the time of learning,
/// most of it the system's, which clears what it gives.
/// </summary>
internal readonly struct Rented<T> : IDisposable
    where T : unmanaged
{
    private readonly T[] _array;

    /// <summary>Takes room.</summary>
    /// <param name="length">How many; they hold anything.</param>
    public Rented(int length)
        : this(ArrayPool<T>.Shared.Rent(length), length)
    {
    }

    private Rented(T[] array, int length) => (_array, Length) = (array, length);

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>They.</summary>
    public Span<T> Span => _array.AsSpan(0, Length);

    /// <summary>The first of them, in the place of all.</summary>
    public Rented<T> Until(int length) => new(_array, length);

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
