using System.Text;
using Dedup.Engine.Posts;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Posts;

public sealed class PostReaderTests
{
    [Theory]
    [InlineData("{\"id\":\"a\",\n \"text\":\"x\"}", "a")]
    [InlineData("[{\"id\":\"a\",\r\n\"text\":\"x\\n\"},{\"url\":\"b\",\"html\":\"<p>\"}]", "a b")]
    [InlineData("[1,null,{\"id\":\"a\",\"text\":\"\\ud800\"},{\"id\":\"b\",\"text\":\"x\"},[{}]]", "! ! ! b !")]
    [InlineData("[]", "")]
    public void An_object_and_the_objects_of_an_array_are_pages_each_with_its_own_faults(string json, string keys) =>
        Assert.Equal(keys, string.Join(' ', Reader().ReadJson(Encoding.UTF8.GetBytes(json)).Select(item => item.Page?.Key ?? "!")));

    [Fact]
    public void Reading_ends_behind_the_most_pages()
    {
        var reader = new PostReader(new SourceOptions { MaxPageBytes = 100 }) { MostPages = 3 };
        Assert.Equal(3, reader.ReadJson(Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("0", 1000)) + "]")).Count());
        Assert.Equal(3, reader.ReadLines(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 1000))))).Count());
    }

    [Fact]
    public void A_page_that_was_written_as_a_line_is_read_as_it_was()
    {
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(6) switch { 0 => "\n", 1 => "\"\\", 2 => "ä😀", 3 => "\u2028\u0001", 4 => "</p>", _ => "word " }));
            Page page = Crawl.Page($"k{i}", Text(), site: Text() + "s", title: Text(), published: "2024-01-01", url: "https://a.example/" + i, fetched: "2024-02-03T04:05:06Z");
            byte[] line = PostedPage.Lines([page]);
            Assert.Equal(line.Length, PostedPage.WholeLength(line));

            Page read = Reader().ReadLines(new MemoryStream(line)).Single().Page!;
            Assert.Equal((page.Key, page.Text, page.Hints.Url, page.Hints.Site, page.Hints.Title, page.Hints.Published, page.Fetched), (read.Key, read.Text, read.Hints.Url, read.Hints.Site, read.Hints.Title, read.Hints.Published, read.Fetched));
        }
    }

    private static PostReader Reader() => new(new SourceOptions { MaxPageBytes = 1 << 20 });
}
