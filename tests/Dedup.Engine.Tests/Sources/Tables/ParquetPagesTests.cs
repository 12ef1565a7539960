using Dedup.Engine.Sources;
using Parquet;
using Parquet.Schema;

namespace Dedup.Engine.Tests.Sources.Tables;

public sealed class ParquetPagesTests
{
    [Fact]
    public async Task A_file_in_the_form_of_FineWeb_is_read_with_its_date_as_the_time_of_the_crawl()
    {
        byte[] bytes = await Write(3,
            ("text", ["One.", "Two.", "Three."]), ("id", ["<urn:1>", "<urn:2>", "<urn:3>"]), ("dump", ["CC-MAIN-2024-10", "CC-MAIN-2024-10", "CC-MAIN-2024-10"]),
            ("url", ["https://example.org/1", "https://example.org/2", "https://example.org/3"]), ("date", ["2024-02-21T02:07:31Z", "2024-02-22T02:07:31Z", "2024-02-23T02:07:31Z"]),
            ("file_path", ["s3", "s3", "s3"]), ("language", ["en", "en", "en"]));

        List<SourceItem> items = Reading.Of(bytes);

        Assert.Equal(["One.", "Two.", "Three."], Reading.Brief(items));
        Page page = items[1].Page!;
        Assert.Equal(("<urn:2>", "https://example.org/2", "2024-02-22T02:07:31Z", "en", null), (page.Key, page.Hints.Url, page.Fetched, page.Hints.Language, page.Hints.Published));
    }

    [Fact]
    public async Task A_file_in_the_form_of_CC_News_is_read_by_its_own_names()
    {
        byte[] bytes = await Write(10, ("maintext", ["Body."]), ("requested_url", ["https://example.org/1"]), ("published_date", ["2024-02-21"]), ("title", ["A title"]), ("date", ["2024-02-21"]));

        Page page = Assert.Single(Reading.Of(bytes)).Page!;

        Assert.Equal(("https://example.org/1", "Body.", "2024-02-21", "A title", null), (page.Key, page.Text, page.Hints.Published, page.Hints.Title, page.Fetched));
    }

    [Fact]
    public async Task Columns_are_mapped_and_a_missing_one_is_said_with_those_that_are_there()
    {
        byte[] bytes = await Write(10, ("content", ["<p>Body</p>"]), ("day", ["2024-02-21"]));
        var options = new SourceOptions { FieldNames = new Dictionary<string, string> { ["html"] = "content", ["published"] = "day" } };

        Page page = Assert.Single(Reading.Of(bytes, options: options)).Page!;
        Assert.Equal(("<p>Body</p>", "text/html", "2024-02-21"), (page.Text, page.Hints.MediaType, page.Hints.Published));
        Assert.Equal(
            ["!no column \"text\" or \"html\"; columns: content, day; name one with --field text=NAME or --field html=NAME"], Reading.Brief(Reading.Of(bytes)));
    }

    [Fact]
    public async Task Times_numbers_and_missing_values_are_read()
    {
        var text = new DataField<string>("text", true);
        var id = new DataField<long>("id", false);
        var fetched = new DateTimeDataField("fetched", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros, true);
        using var memory = new MemoryStream();
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, id, fetched), memory, cancellationToken: stop))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(text, (IReadOnlyCollection<string>)["One.", null!]);
            await group.WriteAsync<long>(id, new long[] { 7, 8 }, cancellationToken: stop);
            await group.WriteAsync<DateTime>(fetched, new DateTime?[] { new DateTime(2024, 2, 21, 1, 2, 3, DateTimeKind.Utc), null }, cancellationToken: stop);
        }

        List<SourceItem> items = Reading.Of(memory.ToArray());

        Assert.Equal(["One.", "!no string field \"text\"; where it has another name, say so: --field text=NAME"], Reading.Brief(items));
        Assert.Equal(("7", "2024-02-21T01:02:03Z"), (items[0].Page!.Key, items[0].Page!.Fetched));
    }

    [Fact]
    public async Task Reading_goes_on_behind_every_row_also_from_standard_input_and_under_gzip()
    {
        byte[] bytes = await Write(3, ("text", [.. Enumerable.Range(1, 10).Select(i => $"Page {i}.")]));
        List<SourceItem> all = Reading.Of(bytes);

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), all.Select(item => item.Line));
        Assert.All(all, item => Assert.Equal(Reading.Brief(all.Skip((int)item.Line)), Reading.Brief(Reading.Of(bytes, done: item.Line))));
        Assert.Equal(Reading.Brief(all), Reading.Brief(Reading.Of(bytes, canSeek: false)));
        Assert.Equal(Reading.Brief(all), Reading.Brief(Reading.Of(Warc.WarcText.Gzip(bytes))));
    }

    [Fact]
    public async Task A_file_cut_or_damaged_anywhere_never_throws()
    {
        byte[] bytes = await Write(4, ("text", [.. Enumerable.Range(1, 20).Select(i => $"Page {i} of the table.")]), ("id", [.. Enumerable.Range(1, 20).Select(i => $"{i}")]));
        for (int cut = 4; cut < bytes.Length; cut += 7)
        {
            Assert.NotNull(Assert.Single(Reading.Of(bytes[..cut])).Rejection);
            byte[] bad = [.. bytes];
            bad[cut] ^= 0x2A;
            Assert.DoesNotContain(Reading.Of(bad), item => item.Rejection?.Reason.Contains("please report", StringComparison.Ordinal) ?? false);
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public async Task A_footer_that_claims_more_than_the_file_takes_no_memory(int length)
    {
        byte[] bytes = await Write(4, ("text", ["Page."]));
        BitConverter.GetBytes(length).CopyTo(bytes, bytes.Length - 8);
        // Of this thread, which reads: other tests allocate at the same time.
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.StartsWith("the file is cut or damaged: a footer of", Assert.Single(Reading.Of(bytes)).Rejection!.Reason, StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }

    private static async Task<byte[]> Write(int rowsInGroup, params (string Name, string[] Values)[] columns)
    {
        DataField<string>[] fields = [.. columns.Select(column => new DataField<string>(column.Name))];
        using var memory = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), memory))
        {
            for (int row = 0; row < columns[0].Values.Length; row += rowsInGroup)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                for (int i = 0; i < fields.Length; i++) await group.WriteAsync(fields[i], (IReadOnlyCollection<string>)[.. columns[i].Values.Skip(row).Take(rowsInGroup)]);
            }
        }
        return memory.ToArray();
    }
}
