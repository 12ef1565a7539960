using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;
using ZstdSharp;

namespace Dedup.Engine.Sources.Warc;

/// <summary>Takes the transfer's chunks (RFC 9112, 7.1) and the compression off the body of an HTTP message.</summary>
/// <remarks>
/// Archives often hold bodies that were decoded when they were fetched, below headers that still say otherwise. So a
/// header is only believed where the body looks like it. What comes out is bounded, whatever the body claims.
/// </remarks>
internal static class HttpBody
{
    /// <summary>Encodings of one body; more is nothing a server sends.</summary>
    private const int MostEncodings = 3;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The decoded body.</summary>
    /// <param name="body">As it stands in the archive.</param>
    /// <param name="transfer">The field Transfer-Encoding.</param>
    /// <param name="encoding">The field Content-Encoding.</param>
    /// <param name="mostBytes">Largest result.</param>
    /// <exception cref="InvalidDataException">It is damaged, or larger.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? transfer, string? encoding, int mostBytes)
    {
        if (transfer?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true && Unchunk(body.Span) is byte[] whole) body = whole;
        string[] encodings = [.. (encoding ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse()];
        if (encodings.Length > MostEncodings) throw new InvalidDataException($"more than {MostEncodings} content encodings");
        foreach (string each in encodings) body = Decompress(body, each.ToLowerInvariant(), mostBytes);
        return body.Length <= mostBytes ? body : throw new InvalidDataException($"page larger than {mostBytes} bytes");
    }

    /// <summary>The chunks joined; null where the body has none. A body that ends within a chunk gives what there is.</summary>
    private static byte[]? Unchunk(ReadOnlySpan<byte> body)
    {
        var joined = new byte[body.Length];
        int length = 0;
        for (int chunk = 0; !body.IsEmpty; chunk++)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? body : body[..end];
            int digits = line.IndexOfAnyExcept(HexDigits);
            if (digits < 0) digits = line.Length;
            bool isSize = line[digits..].Trim(" \t\r"u8) is [] or [(byte)';', ..];
            if (!isSize || !int.TryParse(line[..digits], NumberStyles.AllowHexSpecifier, null, out int size) || size < 0)
                return chunk == 0 ? null : throw new InvalidDataException("damaged chunk in a chunked body");
            if (size == 0 || end < 0) break;
            body = body[(end + 1)..];
            int taken = Math.Min(size, body.Length);
            body[..taken].CopyTo(joined.AsSpan(length));
            length += taken;
            body = body[taken..];
            if (body.StartsWith("\r\n"u8)) body = body[2..];
            else if (body.StartsWith("\n"u8)) body = body[1..];
        }
        return joined[..length];
    }

    private static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> body, string encoding, int mostBytes)
    {
        ReadOnlySpan<byte> head = body.Span;
        if (head.IsEmpty) return body;
        switch (encoding)
        {
            case "gzip" or "x-gzip":
                return GzipMember.IsAt(head) ? Inflate(body, encoding, mostBytes, stream => new GZipStream(stream, CompressionMode.Decompress)) : body;
            case "deflate":
                // By the standard with zlib's header, by some servers without.
                return head is [0x78, ..] && (head[0] * 256 + (head.Length > 1 ? head[1] : 0)) % 31 == 0
                    ? Inflate(body, encoding, mostBytes, stream => new ZLibStream(stream, CompressionMode.Decompress))
                    : IsText(head) ? body : Inflate(body, encoding, mostBytes, stream => new DeflateStream(stream, CompressionMode.Decompress));
            case "br":
                return IsText(head) ? body : Inflate(body, encoding, mostBytes, stream => new BrotliStream(stream, CompressionMode.Decompress));
            case "zstd":
                return head is [0x28, 0xB5, 0x2F, 0xFD, ..] ? Inflate(body, encoding, mostBytes, stream => new DecompressionStream(stream)) : body;
            case "identity" or "none" or "utf-8":
                return body;
            default:
                return IsText(head) ? body : throw new InvalidDataException($"content encoding {encoding} is not known");
        }
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> body, string encoding, int mostBytes, Func<Stream, Stream> open)
    {
        using var result = new MemoryStream();
        try
        {
            using Stream stream = open(new MemoryBytes(body));
            var buffer = new byte[1 << 15];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                result.Write(buffer, 0, read);
                if (result.Length > mostBytes) return new byte[mostBytes + 1];
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException or ZstdException)
        {
            throw new InvalidDataException($"damaged {encoding} body", e);
        }
        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    /// <summary>Compressed bytes are not valid UTF-8 for long, nor do they begin with a tag.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        const int Look = 512;
        if (bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..]) return true;
        ReadOnlySpan<byte> head = bytes[..Math.Min(Look, bytes.Length)];
        return TextDecoder.IsUtf8Start(head) && !head.ContainsAnyInRange((byte)0, (byte)8);
    }

    private sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : ForwardStream
    {
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            int taken = Math.Min(buffer.Length, bytes.Length - _position);
            bytes.Span.Slice(_position, taken).CopyTo(buffer);
            _position += taken;
            return taken;
        }
    }
}
