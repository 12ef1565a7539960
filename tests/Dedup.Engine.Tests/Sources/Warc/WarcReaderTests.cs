using System.Text;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources.Warc;

public sealed class WarcReaderTests
{
    public static TheoryData<string> Forms => ["plain", "a member a record", "one member", "zstd"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Responses_resources_and_conversions_are_pages_and_the_rest_is_passed_over(string form)
    {
        byte[][] records =
        [
            WarcText.Info(),
            WarcText.Record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray()),
            WarcText.Response("https://example.org/a", "<html><p>Über</p></html>"),
            WarcText.Response("https://example.org/gone", "<html>gone</html>"u8.ToArray(), status: "404 Not Found"),
            WarcText.Response("https://example.org/moved", "<html>moved</html>"u8.ToArray(), status: "301 Moved"),
            WarcText.Response("https://example.org/i.png", [0x89, 0x50], "Content-Type: image/png\r\n"),
            WarcText.Response("https://example.org/a", []  , type: "revisit"),
            WarcText.Response("https://example.org/t", "Plain."u8.ToArray(), "Content-Type: text/plain\r\nContent-Language: de-AT\r\n"),
            WarcText.Response("https://example.org/x", "<html>x</html>"u8.ToArray(), "Content-Type: application/xhtml+xml\r\n"),
            WarcText.Response("https://example.org/n", "<!doctype html><p>no type"u8.ToArray(), ""),
            WarcText.Record("resource", "text/html", "<p>stored</p>"u8.ToArray(), "https://example.org/r"),
            WarcText.Conversion("https://example.org/c", "Converted."),
        ];

        List<SourceItem> items = Reading.Of(Join(form, records));

        Assert.Equal(
            ["<html><p>Über</p></html>", "Plain.", "<html>x</html>", "<!doctype html><p>no type", "<p>stored</p>", "Converted."], Reading.Brief(items));
        Assert.Equal(["text/html", "text/plain", "text/html", "text/html", "text/html", "text/plain"], items.Select(item => item.Page!.Hints.MediaType));
        Page first = items[0].Page!;
        Assert.Equal(("https://example.org/a", "https://example.org/a", "2025-04-15T06:30:00Z"), (first.Key, first.Hints.Url, first.Fetched));
        Assert.Equal("de", items[1].Page!.Hints.Language);
    }

    [Fact]
    public void Records_that_are_passed_over_are_counted()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, Join("plain", [WarcText.Info(), WarcText.Response("u", "<p>"), WarcText.Info()]));
        var source = new PageSource(new SourceOptions());

        Assert.Single(source.Read(PageSource.List([path]), () => Stream.Null));

        Assert.Equal(2, source.PassedOver);
        File.Delete(path);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Reading_goes_on_behind_every_place(string form)
    {
        byte[] bytes = Join(form, Stories(12));
        List<SourceItem> all = Reading.Of(bytes);
        Assert.Equal(12, all.Count);
        Assert.True(all.Zip(all.Skip(1)).All(pair => pair.First.Line < pair.Second.Line));

        for (int i = 0; i < all.Count; i++)
            Assert.Equal(Reading.Brief(all.Skip(i + 1)), Reading.Brief(Reading.Of(bytes, done: all[i].Line)));
    }

    [Fact]
    public void A_line_is_the_first_byte_of_its_record_counted_from_1()
    {
        byte[][] records = Stories(3);
        byte[] bytes = Join("a member a record", records);

        Assert.All(Reading.Of(bytes), item => Assert.Equal(Reading.Of(bytes[(int)(item.Line - 1)..])[0].Page!.Key, item.Page!.Key));
        Assert.Equal(1 + records[0].Length, Reading.Of(Join("plain", records))[1].Line);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Standard_input_gives_the_same(string form)
    {
        byte[] bytes = Join(form, Stories(5));

        Assert.Equal(Reading.Brief(Reading.Of(bytes)), Reading.Brief(Reading.Of(bytes, canSeek: false)));
    }

    [Fact]
    public void A_page_without_address_has_the_record_id_for_its_key() =>
        Assert.Equal("<urn:uuid:1>", Assert.Single(Reading.Of(WarcText.Record("conversion", "text/plain", "Text."u8.ToArray(), url: null))).Page!.Key);

    [Fact]
    public void The_character_set_of_the_header_is_believed_where_it_fits()
    {
        byte[] body = [.. "<p>"u8, 0xEF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2];

        Assert.Equal("<p>привет", Assert.Single(Reading.Of(WarcText.Response("u", body, "Content-Type: text/html; charset=windows-1251\r\n"))).Page!.Text);
        Assert.Equal("<p>ü", Assert.Single(Reading.Of(WarcText.Response("u", "<p>ü"u8.ToArray(), "Content-Type: text/html; charset=iso-8859-1\r\n"))).Page!.Text);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a member a record")]
    public void A_page_over_the_limit_is_rejected_with_its_place_and_the_next_is_read(string form)
    {
        byte[] bytes = Join(form, [WarcText.Conversion("a", "One."), WarcText.Conversion("b", new string('x', 200_000)), WarcText.Conversion("c", "Three.")]);

        List<SourceItem> items = Reading.Of(bytes, options: new SourceOptions { MaxPageBytes = 2000 });

        Assert.Equal(["One.", "!page larger than 2000 bytes", "Three."], Reading.Brief(items));
        Assert.EndsWith($":{items[1].Line}", items[1].Rejection!.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a member a record")]
    [InlineData("one member")]
    public void A_damaged_record_is_one_rejection_and_the_next_is_found(string form)
    {
        byte[] good = WarcText.Conversion("a", "One."), last = WarcText.Conversion("c", "Three.");
        byte[][] damaged =
        [
            WarcText.Record("conversion", "text/plain", "Two."u8.ToArray(), length: 2),
            WarcText.Record("conversion", "text/plain", "Two."u8.ToArray(), length: 60),
            WarcText.Record("conversion", "text/plain", "Two."u8.ToArray(), length: 1_000_000),
            WarcText.Record("image", "image/png", "Two."u8.ToArray(), length: 1_000_000),
            Encoding.ASCII.GetBytes("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: many\r\n\r\nTwo.\r\n\r\n"),
            Encoding.ASCII.GetBytes("garbage that is no record\r\n\r\n"),
        ];
        Assert.All(damaged, bad =>
        {
            List<SourceItem> items = Reading.Of(Join(form, [good, bad, last]));

            Assert.Equal(["One.", "!", "Three."], Reading.Brief(items).Select(text => text[0] == '!' ? "!" : text));
        });
    }

    [Fact]
    public void A_damaged_member_is_one_rejection_and_the_next_is_found()
    {
        byte[] one = WarcText.Gzip(WarcText.Conversion("a", "One.")), two = WarcText.Gzip(WarcText.Conversion("b", "Two two two.")), three = WarcText.Gzip(WarcText.Conversion("c", "Three."));
        for (int at = 0; at < two.Length; at++)
        {
            byte[] bad = [.. two];
            bad[at] ^= 0x55;
            List<SourceItem> items = Reading.Of([.. one, .. bad, .. three]);

            // Some bytes of the head say nothing: the time, the system, the flags.
            Assert.True(items.Count(item => item.Page?.Text is "One." or "Three.") == 2, $"byte {at}");
            Assert.InRange(items.Count, 3, 3);
        }
    }

    public static byte[][] Stories(int count) => [.. Enumerable.Range(0, count).Select(i => WarcText.Response($"https://example.org/{i}",
        $"<html><body>{string.Concat(Enumerable.Repeat($"<p>Paragraph of page {i} of the archive.</p>\r\n\r\n", i % 5 * 40 + 1))}</body></html>"))];

    public static byte[] Join(string form, byte[][] records) => form switch
    {
        "plain" => [.. records.SelectMany(record => record)],
        "a member a record" => [.. records.SelectMany(record => WarcText.Gzip(record))],
        "one member" => WarcText.Gzip([.. records.SelectMany(record => record)]),
        _ => WarcText.Zstandard([.. records.SelectMany(record => record)]),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_record_that_claims_the_beginning_of_the_next_does_not_take_it_along(bool canSeek)
    {
        // Twelve bytes of block where there are none: two line ends, and the first eight bytes of the record behind.
        byte[] bytes = [.. WarcText.Record("metadata", "text/plain", [], length: 12), .. WarcText.Conversion("https://example.org/c", "Converted.")];

        Assert.Contains("Converted.", Reading.Brief(Reading.Of(bytes, canSeek: canSeek)));
    }

    [Theory]
    [InlineData("conversion", true)]
    [InlineData("conversion", false)]
    [InlineData("metadata", true)]
    [InlineData("metadata", false)]
    public void Heads_that_each_claim_what_follows_are_looked_through_once(string type, bool canSeek)
    {
        byte[] head = WarcText.Record(type, "text/plain", [], length: 1_000_000)[..^4];
        byte[] bytes = [.. Enumerable.Repeat(head, 20_000).SelectMany(bytes => bytes), .. WarcText.Conversion("https://example.org/c", "Converted.")];
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Contains("Converted.", Reading.Brief(Reading.Of(bytes, canSeek: canSeek)));

        // Each head anew, this takes minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
    }

    [Fact]
    public void A_field_that_goes_on_for_thousands_of_lines_is_joined_once()
    {
        string record = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nX: 1\r\n" + string.Concat(Enumerable.Repeat(" a\r\n", 12_000)) + "Content-Length: 2\r\n\r\nab\r\n\r\n";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(200, Reading.Of(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(record, 200)))).Count(item => item.Page?.Text == "ab"));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }
}
