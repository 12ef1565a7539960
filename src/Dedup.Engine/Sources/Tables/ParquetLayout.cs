using System.Buffers;
using System.Buffers.Binary;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using ZstdSharp;

namespace Dedup.Engine.Sources.Tables;

/// <summary>Checks what a Parquet file says of itself before Parquet.Net reads it, which makes room for whatever is said.</summary>
/// <remarks>
/// Only heads are read, and of a page under Snappy or Zstandard what the library asks it for: it takes the size of the room
/// for the first from the page itself, and for the second from its frames. What the data hold is left to the library.
/// </remarks>
internal sealed class ParquetLayout
{
    /// <summary>Largest row group in bytes of its columns of use; as text they take twice as much.</summary>
    public const long MostGroupBytes = 1L << 30;

    /// <summary>Most rows of a row group: a few bytes may say any number of them, and each takes a place in every column.</summary>
    public const long MostGroupRows = 1L << 22;

    /// <summary>
    /// Largest head of a page. It may hold the least and the greatest value, each twice, and Parquet.Net does not cut long
    /// texts; Apache Arrow takes no larger one either.
    /// </summary>
    private const long MostHeadBytes = 16 << 20;

    /// <summary>Writers of old leave the head of the dictionary out of a column's length (PARQUET-816); Apache Arrow allows as much.</summary>
    private const long LengthSlack = 100;

    private readonly FencedStream _file;
    private readonly long _end;

    /// <summary>Checks the footer.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ParquetLayout(FencedStream file)
    {
        Span<byte> tail = stackalloc byte[8];
        if (file.Length < 2 * tail.Length) throw new InvalidDataException("the file is cut or damaged: it has no footer");
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int footer = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (footer < 0 || footer > file.Length - tail.Length) throw new InvalidDataException($"the file is cut or damaged: a footer of {footer} bytes in a file of {file.Length}");
        (_file, _end) = (file, file.Length - tail.Length - footer);
        file.Position = _end;
        try
        {
            new ThriftWalk(file, _end + footer).Walk(ParquetShapes.FileMetaData);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the file is cut or damaged: a footer with {e.Message}", e);
        }
        file.Position = 0;
    }

    /// <summary>Checks the pages of the columns, and says where each column ends.</summary>
    /// <exception cref="InvalidDataException">The row group is too large or damaged.</exception>
    public long[] Require(ParquetRowGroupReader rows, IReadOnlyList<DataField> columns)
    {
        if (rows.RowCount is < 0 or > MostGroupRows) throw new InvalidDataException($"{rows.RowCount} rows, and at most {MostGroupRows} are read; write the file with smaller row groups");
        long bytes = 0;
        return [.. columns.Select(column => Column(rows, column, ref bytes))];
    }

    private long Column(ParquetRowGroupReader rows, DataField column, ref long bytes)
    {
        ColumnMetaData chunk = rows.GetMetadata(column)?.MetaData ?? throw new InvalidDataException($"column {column.Name} is not in it");
        if (chunk.NumValues != rows.RowCount) throw new InvalidDataException($"column {column.Name} has {chunk.NumValues} values in {rows.RowCount} rows");
        // The library begins at the least of these that is set.
        long at = new[] { chunk.DictionaryPageOffset ?? 0, chunk.DataPageOffset, chunk.IndexPageOffset ?? 0 }.Where(offset => offset != 0).DefaultIfEmpty().Min();
        if (at < 4 || at > _end || chunk.TotalCompressedSize < 0 || chunk.TotalCompressedSize > _end - at)
            throw new InvalidDataException($"column {column.Name} has {chunk.TotalCompressedSize} bytes from byte {at} on, and the columns end at {_end}");
        long end = Math.Min(_end, at + chunk.TotalCompressedSize + LengthSlack);
        _file.Fence = end;
        for (long page = 1, values = 0; values < rows.RowCount; page++)
        {
            try
            {
                _file.Position = at;
                var head = ParquetPageHead.Read(_file, Math.Min(end, at + MostHeadBytes));
                values += Page(head, end, rows.RowCount - values, chunk, column);
                bytes += head.UncompressedBytes;
                at = head.DataAt + head.CompressedBytes;
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"column {column.Name}, page {page} at byte {at}: {e.Message}", e);
            }
            if (bytes > MostGroupBytes) throw new InvalidDataException($"more than {MostGroupBytes} bytes, which is as many as are read; write the file with smaller row groups");
        }
        return at;
    }

    /// <summary>Checks a page, and says how many values of the column it has.</summary>
    private long Page(ParquetPageHead head, long end, long valuesLeft, ColumnMetaData chunk, DataField column)
    {
        long compressed = head.CompressedBytes, uncompressed = head.UncompressedBytes;
        if (compressed < 0 || compressed > end - head.DataAt) throw new InvalidDataException($"a compressed size of {compressed} bytes where {end - head.DataAt} are left");
        if (uncompressed < 0 || uncompressed > MostGroupBytes) throw new InvalidDataException($"an uncompressed size of {uncompressed} bytes");
        if (chunk.Codec == CompressionCodec.UNCOMPRESSED ? uncompressed != compressed : uncompressed > (compressed + 64) * MostRatio(chunk.Codec))
            throw new InvalidDataException($"an uncompressed size of {uncompressed} bytes, and {compressed} of codec {chunk.Codec}");
        long mostValues = head.Type == PageType.DICTIONARY_PAGE ? uncompressed / (chunk.Type == Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY ? 1 : 4) : valuesLeft;
        if (head.Values < 0 || head.Values > mostValues) throw new InvalidDataException($"{head.Values} values, and at most {mostValues} can be");
        // A flat column has no repetition levels, and definition levels only where a value may be missing.
        if (head.RepetitionBytes != 0 || head.DefinitionBytes < 0 || head.DefinitionBytes > (column.MaxDefinitionLevel > 0 ? compressed : 0))
            throw new InvalidDataException($"levels of {head.RepetitionBytes} and {head.DefinitionBytes} bytes");
        if (head.Nulls < 0 || head.Nulls > head.Values) throw new InvalidDataException($"{head.Nulls} values of {head.Values} missing");
        if (head.IsCompressed) RequireClaim(chunk.Codec, head.DataAt + head.DefinitionBytes, (int)(compressed - head.DefinitionBytes), uncompressed);
        return head.Type == PageType.DICTIONARY_PAGE ? 0 : head.Values;
    }

    /// <summary>Most bytes that can come of one: by the longest copies each format has.</summary>
    private static long MostRatio(CompressionCodec codec) => codec switch
    {
        CompressionCodec.SNAPPY => 22, // 64 bytes of 3
        CompressionCodec.GZIP => 1032, // 258 bytes of 2 bits
        CompressionCodec.LZ4 or CompressionCodec.LZ4_RAW => 255, // a byte of length
        CompressionCodec.BROTLI => 1 << 21, // 16 MB of a command of about ten bytes
        _ => 1 << 15, // Zstandard: 128 KB of a block of 4 bytes
    };

    /// <summary>Checks how much room the library makes by what the compressed bytes say.</summary>
    private void RequireClaim(CompressionCodec codec, long at, int compressed, long uncompressed)
    {
        if (codec is not (CompressionCodec.SNAPPY or CompressionCodec.ZSTD) || compressed == 0) return;
        // Snappy begins with its length, of five bytes at most. A frame of Zstandard may not say its length; then each of its
        // blocks is taken for a full one, so that all of them have to be seen, and a writer may have split full ones.
        int read = codec == CompressionCodec.SNAPPY ? Math.Min(5, compressed) : compressed;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(read);
        try
        {
            _file.Position = at;
            _file.ReadExactly(bytes, 0, read);
            ulong claim = codec == CompressionCodec.SNAPPY ? SnappyLength(bytes.AsSpan(0, read)) : Decompressor.GetDecompressedSize(bytes.AsSpan(0, read));
            long most = codec == CompressionCodec.SNAPPY ? uncompressed : Math.Min(MostGroupBytes, (16 * uncompressed) + (1 << 20));
            if (claim > (ulong)most) throw new InvalidDataException($"an uncompressed size of {uncompressed} bytes, and the data say {claim}");
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static ulong SnappyLength(ReadOnlySpan<byte> bytes)
    {
        ulong length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            length |= (ulong)(bytes[i] & 127) << (7 * i);
            if (bytes[i] < 128) return length;
        }
        throw new InvalidDataException("data whose length does not end");
    }
}
