using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dedup.Engine.Tests.Sources.Warc;

/// <summary>Writes web archives for tests.</summary>
internal static class WarcText
{
    public static byte[] Record(string type, string contentType, byte[] block, string? url = "https://example.org/a", string? date = "2025-04-15T06:30:00Z", long? length = null) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"WARC/1.0\r\nWARC-Type: {type}\r\n{(url is null ? "" : $"WARC-Target-URI: {url}\r\n")}{(date is null ? "" : $"WARC-Date: {date}\r\n")}WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {contentType}\r\nContent-Length: {length ?? block.Length}\r\n\r\n")),
        .. block,
        .. "\r\n\r\n"u8,
    ];

    public static byte[] Info() => Record("warcinfo", "application/warc-fields", "software: test\r\n"u8.ToArray(), null);

    public static byte[] Response(string url, string body) => Response(url, Encoding.UTF8.GetBytes(body));

    public static byte[] Response(string url, byte[] body, string headers = "Content-Type: text/html; charset=utf-8\r\n", string status = "200 OK", string type = "response") =>
        Record(type, "application/http; msgtype=response", [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n"), .. body], url);

    public static byte[] Conversion(string url, string text) => Record("conversion", "text/plain", Encoding.UTF8.GetBytes(text), url);

    /// <summary>One gzip member.</summary>
    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level, leaveOpen: true)) gzip.Write(bytes);
        return memory.ToArray();
    }

    public static byte[] Brotli(byte[] bytes) => Compress(bytes, stream => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] Zlib(byte[] bytes) => Compress(bytes, stream => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] Deflate(byte[] bytes) => Compress(bytes, stream => new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] Zstandard(byte[] bytes) => Compress(bytes, stream => new ZstdSharp.CompressionStream(stream, 3, leaveOpen: true));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var memory = new MemoryStream();
        using (Stream stream = open(memory)) stream.Write(bytes);
        return memory.ToArray();
    }
}
