using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Sources;

public sealed class PageSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_recursed_in_ordinal_order_with_keys_relative_to_it()
    {
        foreach (string name in new[] { "b.txt", "B.txt", "a/z.txt", "a-b.txt", "sub/deep/er.txt" }) _folder.Write(name, "text of " + name);

        Assert.Equal(["B.txt", "a-b.txt", "a/z.txt", "b.txt", "sub/deep/er.txt"], Read(_folder.Path).Select(item => item.Page!.Key));
    }

    [Fact]
    public void Hidden_files_and_folders_are_passed_over()
    {
        foreach (string name in new[] { "seen.txt", ".hidden", ".git/config", "sub/.cache/x.txt" }) _folder.Write(name, "text");

        Assert.Equal(["seen.txt"], Read(_folder.Path).Select(item => item.Page!.Key));
    }

    [Fact]
    public void A_single_file_is_keyed_by_its_name()
    {
        string path = _folder.Write("sub/page.txt", "hello");

        SourceItem item = Assert.Single(Read(path));
        Assert.Equal(("page.txt", path, "hello", null), (item.Page!.Key, item.Page.Place, item.Page.Text, item.Page.Fetched));
    }

    [Fact]
    public void A_glob_with_two_stars_reaches_every_depth_and_keys_start_at_the_wildcard()
    {
        foreach (string name in new[] { "in/a.txt", "in/one/b.txt", "in/one/two/c.txt", "in/one/d.html" }) _folder.Write(name, "text");

        Assert.Equal(["a.txt", "one/b.txt", "one/two/c.txt"], Read(_folder.File("in") + "/**/*.txt").Select(item => item.Page!.Key));
    }

    [Fact]
    public void A_glob_with_one_star_stays_in_its_folder()
    {
        foreach (string name in new[] { "a.txt", "b.txt", "sub/c.txt" }) _folder.Write(name, "text");

        Assert.Equal(["a.txt", "b.txt"], Read(_folder.Path + "/*.txt").Select(item => item.Page!.Key));
    }

    [Theory]
    [InlineData("nowhere.txt")]
    [InlineData("*.nothing")]
    [InlineData("missing/*.txt")]
    public void A_path_that_names_nothing_is_an_error_that_names_it(string relative)
    {
        string path = _folder.File(relative);

        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => PageSource.List([path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_binary_and_oversize_files_are_rejected_with_their_reason()
    {
        string empty = _folder.Write("1.txt", "");
        string binary = _folder.Write("2.txt", [1, 0, 2, 0]);
        string large = _folder.Write("3.txt", new string('x', 2000));
        string exact = _folder.Write("4.txt", new string('x', 1500));

        List<SourceItem> items = Read(new SourceOptions { MaxPageBytes = 1500 }, _folder.Path);

        Assert.Equal(
            [new Rejection(empty, "empty file"), new Rejection(binary, ForeignFormats.Binary), new Rejection(large, "page larger than 1500 bytes")],
            items.Take(3).Select(item => item.Rejection!));
        Assert.Equal(exact, items[3].Page!.Place);
    }

    [Theory]
    [InlineData("page.jsonl")]
    [InlineData("page.NDJSON")]
    [InlineData("page.txt")]
    [InlineData("page")]
    public void Json_lines_are_known_by_name_or_by_content(string name)
    {
        _folder.Write(name, "\n {\"id\":\"k1\",\"text\":\"one\"}\n{\"id\":\"k2\",\"text\":\"two\"}\n");

        Assert.Equal(["k1", "k2"], Read(_folder.Path).Select(item => item.Page!.Key));
    }

    [Fact]
    public void Text_that_begins_with_a_brace_is_text()
    {
        string text = "{sic} is what editors write.";
        _folder.Write("page.txt", text);

        Assert.Equal(text, Assert.Single(Read(_folder.Path)).Page!.Text);
    }

    [Fact]
    public void A_source_name_prefixes_every_key()
    {
        _folder.Write("a.txt", "text");
        _folder.Write("b.jsonl", """{"id":"k1","text":"one"}""");

        Assert.Equal(["feed/a.txt", "feed/k1"], Read(new SourceOptions { SourceName = "feed" }, _folder.Path).Select(item => item.Page!.Key));
    }

    [Theory]
    [InlineData("a page of text", "-")]
    [InlineData("""{"id":"k1","text":"one"}""", "k1")]
    [InlineData("""{"text":"one"}""", "-:1")]
    public void A_dash_reads_standard_input(string input, string key)
    {
        var source = new PageSource(new SourceOptions());

        SourceItem item = Assert.Single(source.Read(PageSource.List(["-"]), () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input))));

        Assert.Equal(key, item.Page!.Key);
        Assert.StartsWith("standard input", item.Page.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_read_reach_the_total()
    {
        _folder.Write("a.txt", new string('a', 100_000));
        _folder.Write("b.jsonl", """{"id":"k1","text":"one"}""");
        IReadOnlyList<SourceFile> files = PageSource.List([_folder.Path]);
        var source = new PageSource(new SourceOptions());

        Assert.Equal(2, source.Read(files, () => Stream.Null).Count());

        Assert.Equal(files.Sum(f => f.Size), source.BytesRead);
    }

    [Fact]
    public void A_file_that_vanishes_after_listing_is_a_rejection()
    {
        string gone = _folder.Write("a.txt", "text");
        _folder.Write("b.txt", "text");
        IReadOnlyList<SourceFile> files = PageSource.List([_folder.Path]);
        File.Delete(gone);

        List<SourceItem> items = [.. new PageSource(new SourceOptions()).Read(files, () => Stream.Null)];

        Assert.Equal(gone, items[0].Rejection!.Place);
        Assert.StartsWith("cannot be read", items[0].Rejection!.Reason, StringComparison.Ordinal);
        Assert.Equal("b.txt", items[1].Page!.Key);
    }

    private static List<SourceItem> Read(string path) => Read(new SourceOptions(), path);

    private static List<SourceItem> Read(SourceOptions options, string path) =>
        [.. new PageSource(options).Read(PageSource.List([path]), () => Stream.Null)];
}
