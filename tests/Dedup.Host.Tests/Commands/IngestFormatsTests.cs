using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dedup.Host.Tests.Support;
using Parquet;
using Parquet.Schema;
using ZstdSharp;

namespace Dedup.Host.Tests.Commands;

/// <summary>One crawl in every format, taken in by the built program from a folder that is not its own.</summary>
public sealed class IngestFormatsTests : IDisposable
{
    private const string Story = "The ferry to the island left an hour late on Monday because of a storm, and the captain said that the harbour would stay closed until the wind had died down.";

    private readonly Cli _cli = new();
    private readonly string _crawl = Directory.CreateTempSubdirectory("dedup-formats-").FullName;

    public void Dispose()
    {
        _cli.Dispose();
        Directory.Delete(_crawl, recursive: true);
    }

    [Fact]
    public async Task Every_format_gives_its_pages()
    {
        Directory.CreateDirectory(In("html/deep"));
        File.WriteAllText(In("html/a.html"), Html("a"));
        File.WriteAllText(In("html/deep/b.htm"), Html("b"));
        File.WriteAllBytes(In("crawl.warc.gz"), [.. Gzip(Record("https://example.org/warc", Html("warc"))), .. Gzip(Record("https://example.org/robots", "no", "404 Not Found"))]);
        File.WriteAllText(In("table.csv"), $"url,content\nhttps://example.org/csv,\"{Story}\n\nNumber csv.\"\n");
        using (var zstd = new CompressionStream(File.Create(In("lines.jsonl.zst")), leaveOpen: false))
            zstd.Write(JsonSerializer.SerializeToUtf8Bytes(new { url = "https://example.org/zst", content = Story }));
        await WriteParquet(In("table.parquet"), ("url", "https://example.org/parquet"), ("content", Story));

        CliResult pages = _cli.Run("ingest", In("html"), In("crawl.warc.gz"), "--db", "all.db");
        CliResult tables = _cli.Run("ingest", In("table.csv"), In("lines.jsonl.zst"), In("table.parquet"), "--field", "text=content", "--db", "all.db");

        Assert.Equal((0, 0), (pages.ExitCode, tables.ExitCode));
        Assert.Contains("3 pages: 3 new, 0 changed, 0 unchanged, 0 rejected", pages.Output, StringComparison.Ordinal);
        Assert.Contains("1 archive record passed over", pages.Output, StringComparison.Ordinal);
        Assert.Contains("3 pages: 3 new, 0 changed, 0 unchanged, 0 rejected", tables.Output, StringComparison.Ordinal);
        string[] keys = [.. _cli.Run("export", "documents", "--db", "all.db").Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!)];
        Assert.Equal(
            ["a.html", "deep/b.htm", "https://example.org/csv", "https://example.org/parquet", "https://example.org/warc", "https://example.org/zst"], keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rejection_in_an_archive_is_listed_with_the_first_byte_of_its_record()
    {
        byte[] first = Record("https://example.org/a", Html("a")), second = Record("https://example.org/b", Html("b"));
        File.WriteAllBytes(In("cut.warc"), [.. first, .. second[..^20]]);

        CliResult result = _cli.Run("ingest", In("cut.warc"));
        JsonElement rejection = Assert.Single(_cli.Run("rejections", "--json").Json.EnumerateArray());

        Assert.Contains("2 pages: 1 new, 0 changed, 0 unchanged, 1 rejected", result.Output, StringComparison.Ordinal);
        Assert.Equal(first.Length + 1, rejection.GetProperty("line").GetInt64());
        Assert.StartsWith("the record is cut", rejection.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_text_says_what_it_has_and_how_to_name_it()
    {
        File.WriteAllText(In("table.csv"), "url,words\nhttps://example.org/csv,Body\n");

        CliResult result = _cli.Run("ingest", In("table.csv"));

        Assert.Contains("columns: url, words; name one with --field text=NAME", result.Output, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_crawl, name);

    private static string Html(string name) => $"<!doctype html><html><head><title>Ferry {name}</title></head><body><article><h1>Ferry {name}</h1><p>{Story}</p><p>Number {name}.</p></article></body></html>";

    private static byte[] Record(string url, string html, string status = "200 OK")
    {
        byte[] block = Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{html}");
        return [.. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {block.Length}\r\n\r\n"), .. block, .. "\r\n\r\n"u8];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return memory.ToArray();
    }

    private static async Task WriteParquet(string path, params (string Name, string Value)[] columns)
    {
        DataField<string>[] fields = [.. columns.Select(column => new DataField<string>(column.Name))];
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++) await group.WriteAsync(fields[i], (IReadOnlyCollection<string>)[columns[i].Value]);
    }
}
