using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>Gives a block of a saved index, by its number from 0 in the order of writing. The bytes stay as they are until the same thread asks again; several threads may ask at once.</summary>
/// <param name="block">The number.</param>
public delegate ReadOnlySpan<byte> BlockReader(int block);

/// <summary>Takes the next block of an index that is being saved.</summary>
/// <param name="block">Its bytes, which may be none.</param>
public delegate void BlockWriter(ReadOnlySpan<byte> block);

/// <summary>Blocks are the memory of arrays as it is, so that a large index is read as fast as its bytes: they fit machines of one byte order only.</summary>
internal static class SavedBlock
{
    /// <summary>The array that a block is.</summary>
    /// <exception cref="InvalidDataException">It has another length.</exception>
    public static T[] Read<T>(BlockReader read, int block, int length)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = read(block);
        if (bytes.Length != (long)length * Unsafe.SizeOf<T>()) throw new InvalidDataException($"block {block} of the saved index has {bytes.Length:N0} bytes and not those of {length:N0} entries");
        T[] array = GC.AllocateUninitializedArray<T>(length);
        bytes.CopyTo(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }
}
