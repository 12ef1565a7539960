using System.Text;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Sources.Warc;

namespace Dedup.Engine.Tests.Sources;

/// <summary>Every format under every compression, told by content.</summary>
public sealed class FormatTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["text"] = "A page of text."u8.ToArray(),
        ["html"] = "<!-- made -->\n<html><p>A page of text.</p></html>"u8.ToArray(),
        ["jsonl"] = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n"u8.ToArray(),
        ["csv"] = "id,text\na,One.\nb,Two.\n"u8.ToArray(),
        ["warc"] = [.. WarcText.Conversion("a", "One."), .. WarcText.Conversion("b", "Two.")],
    };

    public static TheoryData<string, string> All => new(
        from format in Files.Keys from compression in (string[])["none", "gz", "zst", "gz gz", "zst gz", "gz members"] select (format, compression));

    [Theory]
    [MemberData(nameof(All))]
    public void Content_tells_format_and_compression(string format, string compression)
    {
        byte[] bytes = compression == "gz members"
            ? [.. WarcText.Gzip(Files[format][..7]), .. WarcText.Gzip(Files[format][7..])]
            : compression.Split(' ').Aggregate(Files[format], (inner, layer) => layer switch { "gz" => WarcText.Gzip(inner), "zst" => WarcText.Zstandard(inner), _ => inner });

        List<SourceItem> items = Reading.Of(bytes, "file.bin");

        Assert.Equal(format switch { "text" or "html" => [Encoding.UTF8.GetString(Files[format])], _ => ["One.", "Two."] }, Reading.Brief(items));
        Assert.Equal(format == "html" ? "text/html" : format == "warc" ? "text/plain" : null, items[0].Page!.Hints.MediaType);
        Assert.Equal(Reading.Brief(items), Reading.Brief(Reading.Of(bytes, "file.bin", canSeek: false)));
    }

    [Theory]
    [InlineData("page.html", "Some words <p>and a tag</p>", true)]
    [InlineData("page.html", "Some words and 3 < 4", false)]
    [InlineData("page.txt", "Some words <p>and a tag</p>", false)]
    [InlineData("page.txt", "\uFEFF  <!DOCTYPE HTML PUBLIC \"\">\n<p>", true)]
    [InlineData("page", "<?xml version=\"1.0\"?><html xmlns=\"x\"><p>", true)]
    [InlineData("page", "<?xml version=\"1.0\"?><rdfs><title>", false)]
    [InlineData("page.htm.gz", "<custom-tag><p>x", true)]
    public void A_name_decides_only_where_content_does_not(string name, string text, bool isHtml) =>
        Assert.Equal(isHtml ? "text/html" : null, Assert.Single(Reading.Of(Encoding.UTF8.GetBytes(text), name)).Page!.Hints.MediaType);

    /// <summary>What stands in the place of a page by mistake is not stored as one.</summary>
    [Theory]
    [InlineData("%PDF-1.7\nwords", "PDF")]
    [InlineData("PK\u0003\u0004words", "unpack it")]
    [InlineData("GIF89a words", "a picture")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>", "a feed")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "a feed")]
    [InlineData("[{\"id\":\"a\",\"text\":\"One.\"}]", "jq -c '.[]'")]
    [InlineData(" [\n  {\n\"id\":\"a\"}]", "jq -c '.[]'")]
    [InlineData("{\n  \"id\": \"a\",\n  \"text\": \"One.\"\n}", "jq -c .")]
    public void Files_of_other_formats_are_rejected_with_what_to_do(string content, string words)
    {
        foreach (byte[] bytes in new[] { Encoding.UTF8.GetBytes(content), WarcText.Gzip(Encoding.UTF8.GetBytes(content)) })
            Assert.Contains(words, Assert.Single(Reading.Of(bytes, "page.json")).Rejection!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Reuters] A storm came in at night.")]
    [InlineData("{ so the note began }")]
    [InlineData("PKs were scored.")]
    public void Text_that_begins_alike_is_text(string content) =>
        Assert.Equal([content], Reading.Brief(Reading.Of(Encoding.UTF8.GetBytes(content), "page.txt")));

    [Fact]
    public void Json_lines_may_hold_html_and_more_fields()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""
            {"id":"a","html":"<p>One</p>","language":"de-AT","author":"Ada"}
            {"id":"b","html":"<p>Two</p>","text":"Two"}
            """);

        List<SourceItem> items = Reading.Of(bytes);
        List<SourceItem> mapped = Reading.Of(bytes, options: new SourceOptions { FieldNames = new Dictionary<string, string> { ["html"] = "html" } });

        Assert.Equal(["<p>One</p>", "Two"], Reading.Brief(items));
        Assert.Equal(("text/html", "de", "Ada"), (items[0].Page!.Hints.MediaType, items[0].Page!.Hints.Language, items[0].Page!.Hints.Author));
        Assert.Null(items[1].Page!.Hints.MediaType);
        Assert.Equal(["<p>One</p>", "<p>Two</p>"], Reading.Brief(mapped));
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public void Compressed_lines_that_are_cut_or_damaged_give_what_stands_before_and_one_rejection(string compression)
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{{\"id\":\"{i}\",\"text\":\"Page {i * 7919 % 10_007} of {i * 104_729 % 99_991}.\"}}\n")));
        byte[] bytes = compression == "gz" ? WarcText.Gzip(lines) : WarcText.Zstandard(lines);

        List<SourceItem> items = Reading.Of(bytes[..(bytes.Length * 3 / 4)]);

        Assert.InRange(items.Count, 5_000, 19_000);
        Assert.All(items[..^1], item => Assert.NotNull(item.Page));
        Assert.Equal((items.Count, false), ((int)items[^1].Line, items[^1].Rejection!.MayPass));
        Assert.Empty(Reading.Of(bytes[..(bytes.Length * 3 / 4)], done: items[^1].Line));
        Assert.Single(Reading.Of(bytes[..(bytes.Length * 3 / 4)], done: items[^1].Line - 1));
    }

    [Theory]
    [InlineData("gz", "{\"text\":\"")]
    [InlineData("zst", "{\"text\":\"")]
    [InlineData("gz", "A page ")]
    [InlineData("zst", "id,text\n1,\"")]
    [InlineData("gz", "<html>")]
    public void A_bomb_is_a_rejection(string compression, string opening)
    {
        var bomb = new byte[256 << 20];
        bomb.AsSpan().Fill((byte)'a');
        Encoding.UTF8.GetBytes(opening).CopyTo(bomb, 0);
        byte[] bytes = compression == "gz" ? WarcText.Gzip(bomb, System.IO.Compression.CompressionLevel.Fastest) : WarcText.Zstandard(bomb);
        // Of this thread, which reads: other tests allocate at the same time.
        long before = GC.GetAllocatedBytesForCurrentThread();

        SourceItem item = Assert.Single(Reading.Of(bytes, options: new SourceOptions { MaxPageBytes = 1 << 20 }));

        Assert.Null(item.Page);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before - bytes.Length < 128 << 20);
    }

    [Fact]
    public void A_hundred_megabytes_of_one_tag_is_a_bounded_rejection()
    {
        var source = new PageSource(new SourceOptions { MaxPageBytes = 1 << 20 });

        SourceItem item = Assert.Single(source.Read(PageSource.List(["-"]), () => new OneTag(100 << 20)));

        Assert.Equal("page larger than 1048576 bytes", item.Rejection?.Reason);
        Assert.InRange(source.BytesRead, 0, 2 << 20);
    }

    [Fact]
    public void Layers_without_end_are_a_rejection()
    {
        byte[] bytes = Enumerable.Range(0, 5).Aggregate("text"u8.ToArray(), (inner, _) => WarcText.Gzip(inner));

        Assert.Equal(["!compressed more than 3 times over"], Reading.Brief(Reading.Of(bytes)));
    }

    /// <summary>A page that opens one tag again and again.</summary>
    private sealed class OneTag(long length) : MemoryStream
    {
        private long _given;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int taken = (int)Math.Min(buffer.Length, length - _given);
            for (int i = 0; i < taken; i++) buffer[i] = "<div>"u8[(int)((_given + i) % 5)];
            _given += taken;
            return taken;
        }
    }
}
