using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;
using Microsoft.Win32.SafeHandles;

namespace Dedup.Engine.Storage;

/// <summary>A saved candidate index beside its database. Nothing in it is believed unproven: every block carries a check sum, and the file the token of its moment.</summary>
/// <remarks>
/// A head of 48 bytes (magic, token, place, length and check sum of the directory), the blocks, the directory: place, length and check sum of each block. All
/// numbers are little-endian, check sums XXH3. A block is read when it is asked for, so that one page can be matched without reading gigabytes.
/// </remarks>
internal sealed class IndexFile : IDisposable
{
    /// <summary>Bytes of a token.</summary>
    public const int TokenLength = 16;

    private const int HeadLength = 48;
    private const int BufferLength = 1 << 20;

    [ThreadStatic]
    private static byte[]? t_buffer;

    private static ReadOnlySpan<byte> Magic => "dedupix1"u8;

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly Block[] _blocks;

    private IndexFile(string path, SafeFileHandle handle, Block[] blocks) => (_path, _handle, _blocks) = (path, handle, blocks);

    /// <summary>The file of a database.</summary>
    public static string Of(string database) => database + ".index";

    /// <summary>Opens the file that was saved under a token; null where there is none, or it is damaged.</summary>
    public static IndexFile? Open(string database, byte[] token)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(Of(database), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
            Span<byte> head = stackalloc byte[HeadLength];
            if (BitConverter.IsLittleEndian && RandomAccess.Read(handle, head, 0) == HeadLength && head[..Magic.Length].SequenceEqual(Magic) && head.Slice(8, TokenLength).SequenceEqual(token))
            {
                var directory = new Block(BinaryPrimitives.ReadInt64LittleEndian(head[24..]), BinaryPrimitives.ReadInt64LittleEndian(head[32..]), BinaryPrimitives.ReadUInt64LittleEndian(head[40..]));
                return new IndexFile(database, handle, MemoryMarshal.Cast<byte, Block>(Read(database, handle, directory)).ToArray());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DatabaseException)
        {
            // Then the index is made of the stored sketches, as if it had never been saved.
        }
        handle?.Dispose();
        return null;
    }

    /// <summary>Writes an index beside its database, under a name of its own until <see cref="Publish"/>.</summary>
    /// <exception cref="IOException">There is no room, or the like.</exception>
    public static void Write(string database, byte[] token, CandidateIndex index)
    {
        using var file = new FileStream(Partial(database), FileMode.Create, FileAccess.Write, FileShare.None, BufferLength);
        var blocks = new List<Block>();
        long place = HeadLength;
        file.Position = place;
        void Append(ReadOnlySpan<byte> bytes)
        {
            blocks.Add(new Block(place, bytes.Length, XxHash3.HashToUInt64(bytes)));
            file.Write(bytes);
            place += bytes.Length;
        }
        index.Save(Append);
        Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(blocks)));
        file.Position = 0;
        file.Write(Magic);
        file.Write(token);
        file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Block>([blocks[^1]])));
    }

    /// <summary>Puts what was written in the place of what was saved before; those who read that go on.</summary>
    public static void Publish(string database) => File.Move(Partial(database), Of(database), overwrite: true);

    /// <summary>Deletes what was not written to its end.</summary>
    public static void DeletePartial(string database)
    {
        try
        {
            File.Delete(Partial(database));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one is written over it.
        }
    }

    /// <summary>A block, as <see cref="BlockReader"/> says.</summary>
    /// <exception cref="DatabaseException">The block is damaged.</exception>
    public ReadOnlySpan<byte> Read(int block) => block < _blocks.Length ? Read(_path, _handle, _blocks[block]) : throw Damaged(_path);

    public void Dispose() => _handle.Dispose();

    private static string Partial(string database) => Of(database) + ".partial";

    private static ReadOnlySpan<byte> Read(string database, SafeFileHandle handle, in Block block)
    {
        if (block.Place < HeadLength || block.Length < 0 || block.Place > RandomAccess.GetLength(handle) - block.Length || block.Length > Array.MaxLength) throw Damaged(database);
        var length = (int)block.Length;
        if ((t_buffer?.Length ?? 0) < length) t_buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, BufferLength));
        Span<byte> bytes = t_buffer.AsSpan(0, length);
        try
        {
            for (int read = 0; read < length;)
            {
                int more = RandomAccess.Read(handle, bytes[read..], block.Place + read);
                if (more == 0) throw Damaged(database);
                read += more;
            }
        }
        catch (IOException e)
        {
            throw Damaged(database, e);
        }
        return XxHash3.HashToUInt64(bytes) == block.Hash ? bytes : throw Damaged(database);
    }

    private static DatabaseException Damaged(string database, Exception? cause = null) =>
        new($"{Of(database)}: is damaged{(cause is null ? "" : $" ({cause.Message})")}; delete it and run the same command again: it is made of the database, which is not harmed", cause!);

    /// <summary>Where a block stands, and its check sum.</summary>
    private readonly record struct Block(long Place, long Length, ulong Hash);
}
