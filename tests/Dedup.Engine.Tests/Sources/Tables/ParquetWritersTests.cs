using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources.Tables;

/// <summary>One table of six rows as Apache Arrow (ParquetSharp 25) and DuckDB 1.5 write it, in their versions, encodings and compressions.</summary>
public sealed class ParquetWritersTests
{
    [Theory]
    [InlineData("arrow-v1-brotli")]
    [InlineData("arrow-v1-snappy")]
    [InlineData("arrow-v2-delta-gzip")]
    [InlineData("arrow-v2-lz4")]
    [InlineData("arrow-v2-zstd")]
    [InlineData("duckdb-v1-plain")]
    [InlineData("duckdb-v1-snappy")]
    [InlineData("duckdb-v2-zstd")]
    public void Every_writer_gives_the_same_pages(string name)
    {
        var options = new SourceOptions { FieldNames = new Dictionary<string, string> { ["fetched"] = "date" } };
        List<SourceItem> items = Reading.Of(File.ReadAllBytes(Path.Combine(Support.Checkout.SampleTables, name + ".parquet")), options: options);

        Assert.Empty(items.Where(item => item.Page is null).Select(item => item.Rejection!.Reason));
        Page[] pages = [.. items.Select(item => item.Page!)];
        Assert.Equal([204, 204, 156, 70, 6492, 13], pages.Select(page => page.Text.Length));
        Assert.Equal(["The harbour board", "The harbour board", "A bakery in Tarn ", "Überraschung in K", "Paragraph 1 of th", "The last row."], pages.Select(page => page.Text[..Math.Min(17, page.Text.Length)]));
        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => $"https://news.example/{i % 2}/story-{i}")], pages.Select(page => page.Hints.Url!));
        Assert.Equal(["Lowmoor to deepen its channel", "Lowmoor to deepen its channel", "Last loaf in Tarn Street", null, "Minutes", "End"], pages.Select(page => page.Hints.Title));
        Assert.Equal(
            ["2025-03-04T09:30:00Z", "2025-03-04T10:00:00Z", "2025-03-05T00:00:00Z", null, "2025-03-06T12:00:00Z", "2025-03-07T00:00:00Z"],
            pages.Select(page => page.Fetched));
        Assert.Contains("橋は五月まで閉鎖される。", pages[3].Text, StringComparison.Ordinal);
    }
}
