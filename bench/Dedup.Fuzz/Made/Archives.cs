using System.IO.Compression;
using System.Text;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Records of web archives, HTTP messages and gzip members.</summary>
internal static class Archives
{
    private static readonly string[] Types = ["response", "response", "response", "resource", "conversion", "request", "metadata", "warcinfo", "revisit", "", "RESPONSE"];

    private static readonly string[] MediaTypes = ["text/html", "text/html; charset=utf-8", "text/plain", "text/html;charset=windows-1251", "application/xhtml+xml", "image/png", "", "text/html; charset=\"utf-16\"", "text/plain; charset=x-unknown"];

    private static readonly string[] Encodings = ["gzip", "deflate", "br", "identity", "x-gzip", "gzip, br", "zstd", "compress", "br, br, br, br", ""];

    /// <summary>An archive of some records.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="gzip">Whether each record, now and then each few, is a gzip member.</param>
    public static byte[] Archive(FuzzRandom random, bool gzip)
    {
        var archive = new List<byte>();
        var member = new List<byte>();
        for (int records = random.Below(6); records >= 0; records--)
        {
            member.AddRange(Record(random));
            if (gzip && random.Once(8)) continue;
            archive.AddRange(gzip ? Gzip(random, [.. member]) : [.. member]);
            member.Clear();
        }
        return [.. archive];
    }

    /// <summary>One record.</summary>
    public static byte[] Record(FuzzRandom random)
    {
        string type = random.Of<string>(Types);
        bool isHttp = type is "response" or "request" && !random.Once(8);
        byte[] block = isHttp ? Http(random) : Body(random);
        var head = new StringBuilder();
        head.Append(random.Of<string>(["WARC/1.0\r\n", "WARC/1.1\r\n", "WARC/1.0\n"]));
        head.Append("WARC-Type: ").Append(type).Append("\r\n");
        head.Append("WARC-Target-URI: ").Append(random.Once(8) ? "<" + Addresses.Of(random) + ">" : Addresses.Of(random)).Append("\r\n");
        head.Append("WARC-Date: ").Append(Dates.Fetched(random)).Append("\r\n");
        head.Append("WARC-Record-ID: <urn:uuid:").Append(random.Below(100)).Append(">\r\n");
        head.Append("Content-Type: ").Append(isHttp ? "application/http; msgtype=response" : random.Of<string>(MediaTypes)).Append("\r\n");
        if (random.Once(10)) head.Append(" continued\r\n\tand on\r\n: no name\r\nno colon\r\n");
        head.Append("Content-Length: ").Append(random.Once(12) ? random.Of<string>(Signs.Numbers) : block.Length + (random.Once(16) ? random.Between(-3, 3) : 0)).Append("\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. block, .. Encoding.ASCII.GetBytes(random.Once(12) ? random.Of<string>(["", "\r\n", "\n\n", "\n", "\r\n\r\n\r\n", "x"]) : "\r\n\r\n")];
    }

    /// <summary>A response with its body, chunked or compressed now and then.</summary>
    public static byte[] Http(FuzzRandom random)
    {
        byte[] body = Body(random);
        string encoding = random.Once(2) ? string.Empty : random.Of<string>(Encodings);
        if (!random.Once(6)) body = Encode(body, encoding);
        bool chunked = random.Once(4);
        if (chunked && !random.Once(8)) body = Chunk(random, body);
        string head = random.Of<string>(["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.0 203", "HTTP/2 200", "HTTP/1.1 404 Not Found", "HTTP/1.1", "200"]) + "\r\nContent-Type: " + random.Of<string>(MediaTypes) + "\r\n"
            + (encoding.Length > 0 ? $"Content-Encoding: {encoding}\r\n" : string.Empty) + (chunked ? "Transfer-Encoding: chunked\r\n" : string.Empty) + (random.Once(3) ? "Content-Language: de-DE, en\r\n" : string.Empty) + "\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    /// <summary>A body in one or several content encodings, the first innermost.</summary>
    public static byte[] Encode(byte[] body, string encodings)
    {
        foreach (string encoding in encodings.Split(',', StringSplitOptions.TrimEntries))
        {
            body = encoding switch
            {
                "gzip" or "x-gzip" => Pack(body, to => new GZipStream(to, CompressionLevel.Fastest)),
                "deflate" => Pack(body, to => new ZLibStream(to, CompressionLevel.Fastest)),
                "raw deflate" => Pack(body, to => new DeflateStream(to, CompressionLevel.Fastest)),
                "br" => Pack(body, to => new BrotliStream(to, CompressionLevel.Fastest)),
                "zstd" => new ZstdSharp.Compressor().Wrap(body).ToArray(),
                _ => body,
            };
        }
        return body;
    }

    /// <summary>A body in chunks.</summary>
    public static byte[] Chunk(FuzzRandom random, byte[] body)
    {
        var chunked = new List<byte>();
        for (int at = 0; at < body.Length;)
        {
            int count = Math.Min(body.Length - at, 1 + random.Size(4_000));
            chunked.AddRange(Encoding.ASCII.GetBytes($"{count.ToString(random.Once(2) ? "x" : "X4", System.Globalization.CultureInfo.InvariantCulture)}{random.Of<string>(["", "", ";ext=1", "  "])}\r\n"));
            chunked.AddRange(body.AsSpan(at, count));
            chunked.AddRange("\r\n"u8);
            at += count;
        }
        chunked.AddRange("0\r\n\r\n"u8);
        return [.. chunked];
    }

    /// <summary>A gzip member, its header now and then with all the fields that it may have.</summary>
    public static byte[] Gzip(FuzzRandom random, byte[] data)
    {
        // The framework writes nothing at all for no data.
        byte[] plain = data.Length == 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : Pack(data, to => new GZipStream(to, random.Of<CompressionLevel>([CompressionLevel.Fastest, CompressionLevel.NoCompression, CompressionLevel.Optimal])));
        if (!random.Once(4)) return plain;
        byte flags = (byte)(random.Below(16) << 1);
        var head = new List<byte>([0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 255]);
        if ((flags & 4) != 0) head.AddRange([3, 0, 0x1F, 0x8B, 8]);
        if ((flags & 8) != 0) head.AddRange([.. Encoding.ASCII.GetBytes(new string('n', random.Size(2_000))), 0]);
        if ((flags & 16) != 0) head.AddRange("note\0"u8);
        if ((flags & 2) != 0) head.AddRange([9, 9]);
        return [.. head, .. plain.AsSpan(10)];
    }

    /// <summary>Text or markup in some encoding.</summary>
    private static byte[] Body(FuzzRandom random)
    {
        string text = random.Once(2) ? HtmlPages.Html(random) : TextPages.Text(random);
        return random.Once(6) ? Encoding.Unicode.GetBytes(text) : random.Once(8) ? random.Bytes(random.Size(3_000)) : Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Pack(byte[] data, Func<Stream, Stream> open)
    {
        using var memory = new MemoryStream();
        using (Stream stream = open(memory)) stream.Write(data);
        return memory.ToArray();
    }
}
