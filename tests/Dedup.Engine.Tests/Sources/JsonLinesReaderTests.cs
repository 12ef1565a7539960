using System.Text;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources;

public sealed class JsonLinesReaderTests
{
    [Fact]
    public void All_fields_are_read()
    {
        Page page = Assert.Single(Read(
            """{"id":"k1","url":"https://example.org/a","text":"Body","site":"Example","title":"A title","published":"2025-04-14","fetched":"2025-04-15T08:30:00+02:00","other":[1]}""")).Page!;

        Assert.Equal(("k1", "pages.jsonl:1", "Body", "2025-04-15T06:30:00Z"), (page.Key, page.Place, page.Text, page.Fetched));
        Assert.Equal(("https://example.org/a", "Example", "A title", "2025-04-14"), (page.Hints.Url, page.Hints.Site, page.Hints.Title, page.Hints.Published));
    }

    [Fact]
    public void Other_names_are_mapped()
    {
        var options = new SourceOptions { FieldNames = new Dictionary<string, string> { ["id"] = "doc", ["text"] = "content", ["fetched"] = "seen" } };

        Page page = Assert.Single(Read(options, """{"doc":7,"content":"Body","id":"not this","seen":"2025-01-02"}""")).Page!;

        Assert.Equal(("7", "Body", "2025-01-02T00:00:00Z"), (page.Key, page.Text, page.Fetched));
    }

    [Theory]
    [InlineData("""{"id":"k","url":"u","text":"x"}""", "k")]
    [InlineData("""{"id":12,"url":"u","text":"x"}""", "12")]
    [InlineData("""{"id":"","url":"u","text":"x"}""", "u")]
    [InlineData("""{"id":null,"url":"u","text":"x"}""", "u")]
    [InlineData("""{"url":"","text":"x"}""", "sub/pages.jsonl:1")]
    [InlineData("""{"text":"x"}""", "sub/pages.jsonl:1")]
    public void The_key_is_id_else_url_else_path_and_line(string line, string key) =>
        Assert.Equal(key, Assert.Single(Read(line)).Page!.Key);

    [Theory]
    [InlineData("{\"id\":\"bad\",\"text\":", "broken JSON")]
    [InlineData("""{"id":"bad"}""", "no string field \"text\"")]
    [InlineData("""{"id":"bad","text":5}""", "no string field \"text\"")]
    [InlineData("""{"id":"bad","text":null}""", "no string field \"text\"")]
    [InlineData("""["text"]""", "not a JSON object")]
    [InlineData("plain words", "broken JSON")]
    [InlineData("""{"text":"x","fetched":"the day before"}""", "\"fetched\" is not a time: the day before")]
    [InlineData("""{"text":"x"} trailing""", "broken JSON")]
    public void A_bad_line_is_rejected_in_its_place_and_the_next_is_still_read(string bad, string reason)
    {
        List<SourceItem> items = Read("""{"id":"first","text":"x"}""" + "\n" + bad + "\n" + """{"id":"last","text":"x"}""");

        Assert.Equal(3, items.Count);
        Assert.Equal("first", items[0].Page!.Key);
        Assert.Equal("pages.jsonl:2", items[1].Rejection!.Place);
        Assert.StartsWith(reason, items[1].Rejection!.Reason, StringComparison.Ordinal);
        Assert.Equal("last", items[2].Page!.Key);
    }

    [Fact]
    public void A_lone_surrogate_in_an_escape_is_rejected_and_the_next_line_is_read()
    {
        List<SourceItem> items = Read("{\"text\":\"\\ud800\"}\n{\"text\":\"x\"}");

        Assert.NotNull(items[0].Rejection);
        Assert.NotNull(items[1].Page);
    }

    [Fact]
    public void A_page_or_line_over_the_limit_is_rejected_and_the_next_is_read()
    {
        var options = new SourceOptions { MaxPageBytes = 1000 };

        List<SourceItem> items = Read(options,
            $$"""{"text":"{{new string('a', 1001)}}"}""" + "\n" + $$"""{"text":"{{new string('b', 200_000)}}"}""" + "\n" + $$"""{"text":"{{new string('c', 1000)}}"}""");

        Assert.Equal([1, 2], items.Take(2).Select(item => int.Parse(item.Rejection!.Place.Split(':')[1])));
        Assert.All(items.Take(2), item => Assert.Contains("1000 bytes", item.Rejection!.Reason, StringComparison.Ordinal));
        Assert.Equal(1000, items[2].Page!.Text.Length);
    }

    [Fact]
    public void Blank_lines_marks_and_carriage_returns_do_not_matter()
    {
        List<SourceItem> items = Read("\uFEFF{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n  \t\n{\"id\":\"b\",\"text\":\"x\"}\r\n{\"id\":\"c\",\"text\":\"x\"}");

        Assert.Equal(["a", "b", "c"], items.Select(item => item.Page!.Key));
        Assert.Equal(["pages.jsonl:1", "pages.jsonl:4", "pages.jsonl:5"], items.Select(item => item.Page!.Place));
    }

    [Fact]
    public void A_line_that_is_not_utf_8_is_read_as_windows_1252()
    {
        byte[] bytes = [.. "{\"text\":\"caf"u8, 0xE9, .. "\"}"u8];

        Assert.Equal("café", Assert.Single(Read(new SourceOptions(), bytes)).Page!.Text);
    }

    private static List<SourceItem> Read(string text) => Read(new SourceOptions(), text);

    private static List<SourceItem> Read(SourceOptions options, string text) => Read(options, Encoding.UTF8.GetBytes(text));

    private static List<SourceItem> Read(SourceOptions options, byte[] bytes) =>
        [.. new JsonLinesReader(options, new PageFields(options)).Read(new MemoryStream(bytes), new SourceStart("pages.jsonl", "sub/pages.jsonl", 0))];
}
