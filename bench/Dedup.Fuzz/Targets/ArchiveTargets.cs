using System.Text;
using Dedup.Engine.Sources;
using Dedup.Engine.Sources.Input;
using Dedup.Engine.Sources.Warc;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Web archives, plain and in gzip members, HTTP messages, and compressed streams.</summary>
internal static class ArchiveTargets
{
    /// <summary>Data and how it is packed.</summary>
    public sealed record Packed(byte[] Data, byte[] File, string Encodings, ulong Chance);

    private const int MostBytes = 1 << 16;

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<MadeFile>("Warc", "pages and rejections; the same through a pipe and after an interruption", 40, r => Archive(r, gzip: false), file => Reading.Check(file)) { Shorten = MadeFile.Smaller },
        new FuzzTarget<MadeFile>("WarcGzip", "pages and rejections; the same through a pipe and after an interruption", 30, r => Archive(r, gzip: true), file => Reading.Check(file)) { Shorten = MadeFile.Smaller },
        new FuzzTarget<byte[]>("HeaderFields", "fields of a head that ends, and nothing of one that does not", 150, r => ByteMutation.Mutate(r, Archives.Record(r)), Fields),
        new FuzzTarget<Packed>("HttpBody", "what a server packed comes out; damaged bodies give the declared exception and no more than a page", 60, Http, Body),
        new FuzzTarget<Packed>("Gzip", "members one behind another come out whole; damaged ones give the declared exception", 60, Members, Unpack),
        new FuzzTarget<Packed>("Layers", "gzip and zstd in one another come out whole; damaged ones give a rejection", 30, Layered, Unwrap),
    ];

    private static MadeFile Archive(FuzzRandom random, bool gzip)
    {
        byte[] archive = Archives.Archive(random, gzip);
        return MadeFile.Of(random, random.Once(3) ? archive : ByteMutation.Mutate(random, archive, r => Archives.Record(r)));
    }

    private static void Fields(byte[] head)
    {
        HeaderFields? fields = HeaderFields.Parse(head, out int length);
        Property.Equal(fields is null, length == 0, "a head without a length");
        if (fields is null) return;
        Property.Holds(length <= head.Length && head[length - 1] == (byte)'\n', "a head that does not end");
        _ = (fields.FirstLine, fields["Content-Type"], fields["content-length"], fields[""]);
        Property.Holds(!head.AsSpan(0, length - 2).EndsWith("\n\r\n\r\n"u8), "a head behind an empty line");
    }

    private static Packed Http(FuzzRandom random)
    {
        byte[] data = Encoding.UTF8.GetBytes(HtmlPages.Html(random));
        string encodings = random.Of<string>(["gzip", "deflate", "br", "zstd", "", "gzip, br", "deflate, gzip"]);
        byte[] body = Archives.Chunk(random, Archives.Encode(data, encodings));
        return new Packed(data, random.Once(3) ? body : ByteMutation.Mutate(random, body), encodings, random.Next());
    }

    private static void Body(Packed packed)
    {
        int most = packed.Chance % 4 == 0 ? 1_000 : 4 * MostBytes;
        ReadOnlyMemory<byte> body = default;
        if (!Property.Try<InvalidDataException>(() => body = HttpBody.Decode(packed.File, "chunked", packed.Encodings, most))) return;
        Property.Holds(body.Length <= most, "a body that is too large");
        if (packed.File.AsSpan().SequenceEqual(Archives.Chunk(new FuzzRandom(packed.Chance), Archives.Encode(packed.Data, packed.Encodings)))) Property.Same<byte>(packed.Data, body.Span, "body");
    }

    private static Packed Members(FuzzRandom random)
    {
        byte[] data = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Below(5)).Select(_ => TextPages.Text(random))));
        int cut = random.Below(data.Length + 1);
        byte[] file = [.. Archives.Gzip(random, data[..cut]), .. Archives.Gzip(random, data[cut..]), .. new byte[random.Once(4) ? random.Size(600) : 0]];
        return random.Once(2) ? new Packed(data, file, "whole", random.Next()) : new Packed(data, ByteMutation.Mutate(random, file), "damaged", random.Next());
    }

    private static void Unpack(Packed packed)
    {
        using var memory = new MemoryStream();
        bool read = Property.Try<InvalidDataException>(() => new GzipDecoder(new ChoppedStream(packed.File, new FuzzRandom(packed.Chance))).CopyTo(memory));
        if (packed.Encodings != "whole") return;
        Property.Holds(read, "whole members are not read");
        Property.Same<byte>(packed.Data, memory.ToArray(), "what was packed");
    }

    private static Packed Layered(FuzzRandom random)
    {
        byte[] data = Encoding.UTF8.GetBytes("{\"text\":\"first\"}\n" + JsonTexts.PageLine(random));
        byte[] file = data;
        for (int layers = random.Between(1, 3); layers > 0; layers--) file = random.Once(2) ? Archives.Gzip(random, file) : Archives.Encode(file, "zstd");
        return random.Once(2) ? new Packed(data, file, "whole", random.Next()) : new Packed(data, ByteMutation.Mutate(random, file), "damaged", random.Next());
    }

    private static void Unwrap(Packed packed)
    {
        List<SourceItem> items = Reading.Check(new MadeFile(packed.File, 1 << 24, packed.Chance));
        if (packed.Encodings == "whole") Property.Equal("first", items[0].Page?.Text, "the first page");
    }
}
