using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Dedup.Engine.Extraction;
using ZstdSharp;

namespace Dedup.Engine.Storage;

/// <summary>The stored forms of texts, hashes and arrays.</summary>
internal static class Blobs
{
    /// <summary>zstd level 1: of the levels tried on 2.5 KB pages it is the fastest, and 3 saves 2 % more.</summary>
    private const int Level = 1;

    /// <summary>A block of zstd has 128 KB at most and takes four bytes at least; a frame that claims more is damaged.</summary>
    private const long MostFromByte = 1 << 15;

    /// <summary>Bytes of a text that is unpacked in room that is used again.</summary>
    private const int MostPooled = 1 << 20;

    [ThreadStatic]
    private static Compressor? s_compressor;

    [ThreadStatic]
    private static Decompressor? s_decompressor;

    public static byte[] FromText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        byte[] compressed = ArrayPool<byte>.Shared.Rent(Compressor.GetCompressBound(length));
        Encoding.UTF8.GetBytes(text, bytes);
        int written = (s_compressor ??= new Compressor(Level)).Wrap(bytes.AsSpan(0, length), compressed);
        byte[] blob = compressed[..written];
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<byte>.Shared.Return(compressed);
        return blob;
    }

    /// <exception cref="ZstdException">They are damaged.</exception>
    public static string ToText(ReadOnlySpan<byte> blob)
    {
        byte[]? rented = null;
        try
        {
            return Encoding.UTF8.GetString(Unpack(blob, ref rented));
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The same in room that is given back.</summary>
    /// <exception cref="ZstdException">They are damaged.</exception>
    public static Rented<char> ToChars(ReadOnlySpan<byte> blob)
    {
        byte[]? rented = null;
        try
        {
            ReadOnlySpan<byte> bytes = Unpack(blob, ref rented);
            // A text has no more of them than bytes.
            var text = new Rented<char>(bytes.Length);
            return text.Until(Encoding.UTF8.GetChars(bytes, text.Span));
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> blob, ref byte[]? rented)
    {
        Decompressor decompressor = s_decompressor ??= new Decompressor();
        ulong length = Decompressor.GetDecompressedSize(blob);
        if (length > MostPooled) return decompressor.Unwrap(blob, (int)Math.Min(int.MaxValue, MostFromByte * blob.Length));
        rented = ArrayPool<byte>.Shared.Rent((int)length);
        return rented.AsSpan(0, decompressor.Unwrap(blob, rented));
    }

    public static byte[] FromHash(UInt128 hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }

    public static UInt128 ToHash(ReadOnlySpan<byte> blob) => BinaryPrimitives.ReadUInt128BigEndian(blob);

    public static byte[] FromValues<T>(ReadOnlySpan<T> values)
        where T : struct => MemoryMarshal.AsBytes(values).ToArray();

    public static T[] ToValues<T>(ReadOnlySpan<byte> blob)
        where T : struct => MemoryMarshal.Cast<byte, T>(blob).ToArray();
}
