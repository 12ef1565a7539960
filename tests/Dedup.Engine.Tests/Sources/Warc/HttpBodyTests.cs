using System.Text;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources.Warc;

public sealed class HttpBodyTests
{
    private const string Text = "<html><p>The ferry left at noon, and the harbour was full of people who had come to see it.</p></html>";

    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(Text);

    public static TheoryData<string, string> Forms => new()
    {
        { "", "plain" },
        { "Transfer-Encoding: chunked\r\n", "chunked" },
        { "Transfer-Encoding: chunked\r\n", "plain" },
        { "Content-Encoding: gzip\r\n", "gzip" },
        { "Content-Encoding: gzip\r\n", "plain" },
        { "Content-Encoding: x-gzip\r\nTransfer-Encoding: Chunked\r\n", "gzip, chunked" },
        { "Content-Encoding: deflate\r\n", "zlib" },
        { "Content-Encoding: deflate\r\n", "deflate" },
        { "Content-Encoding: deflate\r\n", "plain" },
        { "Content-Encoding: br\r\n", "br" },
        { "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", "br, chunked" },
        { "Content-Encoding: br\r\n", "plain" },
        { "Content-Encoding: zstd\r\n", "zstd" },
        { "Content-Encoding: identity\r\n", "plain" },
        { "Content-Encoding: none-such\r\n", "plain" },
        { "Content-Length: 7\r\n", "plain" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_transfer_gives_the_same_page(string headers, string form)
    {
        byte[] body = Plain;
        foreach (string each in form.Split(", "))
        {
            body = each switch
            {
                "gzip" => WarcText.Gzip(body),
                "zlib" => WarcText.Zlib(body),
                "deflate" => WarcText.Deflate(body),
                "br" => WarcText.Brotli(body),
                "zstd" => WarcText.Zstandard(body),
                "chunked" => Chunk(body),
                _ => body,
            };
        }

        SourceItem item = Assert.Single(Reading.Of(WarcText.Response("u", body, "Content-Type: text/html\r\n" + headers)));

        Assert.Equal(Text, item.Page?.Text ?? item.Rejection!.Reason);
    }

    [Theory]
    [InlineData("gzip", "damaged gzip body")]
    [InlineData("br", "damaged br body")]
    public void A_damaged_body_is_a_rejection(string encoding, string reason)
    {
        byte[] body = encoding == "gzip" ? WarcText.Gzip(Plain) : WarcText.Brotli(Plain);
        for (int i = 10; i < body.Length; i++) body[i] = 0xEE;

        SourceItem item = Assert.Single(Reading.Of(WarcText.Response("u", body, $"Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n")));

        Assert.Equal(reason, item.Rejection?.Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public void A_bomb_is_a_rejection(string encoding)
    {
        var zeros = new byte[64 << 20];
        zeros.AsSpan().Fill((byte)' ');
        byte[] body = encoding switch
        {
            "gzip" => WarcText.Gzip(zeros),
            "br" => WarcText.Brotli(zeros),
            "zstd" => WarcText.Zstandard(zeros),
            _ => WarcText.Zlib(zeros),
        };
        byte[] bytes = [.. WarcText.Response("u", body, $"Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"), .. WarcText.Conversion("c", "Next.")];

        Assert.Equal(["!page larger than 1048576 bytes", "Next."], Reading.Brief(Reading.Of(bytes, options: new SourceOptions { MaxPageBytes = 1 << 20 })));
    }

    private static byte[] Chunk(byte[] body)
    {
        var chunked = new List<byte>();
        foreach (byte[] chunk in body.Chunk(37))
            chunked.AddRange([.. Encoding.ASCII.GetBytes($"{chunk.Length:X};x=y\r\n"), .. chunk, .. "\r\n"u8]);
        chunked.AddRange("0\r\n\r\n"u8.ToArray());
        return [.. chunked];
    }

    [Theory]
    [InlineData("ж")]
    [InlineData("新")]
    public void Text_below_a_header_that_says_it_is_packed_is_text_wherever_its_beginning_is_cut(string letter)
    {
        for (int shift = 0; shift < 4; shift++)
        {
            string text = new string('a', shift) + string.Concat(Enumerable.Repeat(letter, 600));
            byte[] record = WarcText.Response("https://example.org/a", Encoding.UTF8.GetBytes(text), "Content-Type: text/plain\r\nContent-Encoding: br\r\n");

            Assert.Equal([text], Reading.Brief(Reading.Of(record)));
        }
    }
}
