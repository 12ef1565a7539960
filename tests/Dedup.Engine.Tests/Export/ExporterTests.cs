using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Dedup.Engine.Export;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Export;

public sealed class ExporterTests : IDisposable
{
    private static readonly string[] DocumentFields =
        ["key", "cluster", "relation", "resemblance", "excerpt_of", "representative", "origin", "site", "section", "title", "published", "agency", "dateline", "byline", "words", "url", "canonical", "language", "method", "fetched", "claims"];

    private const string OddTitle = "He said \"no\", twice,\nand 'maybe' — 消息";

    private readonly TempFolder _folder = new();
    private readonly Reader _reader;

    public ExporterTests()
    {
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options,
            Crawl.Page("whole", "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry), "North, Post", OddTitle, "2025-03-04", "https://north.example/a?b=1&c=2"),
            Crawl.Page("near", Stories.Text(Stories.Ferry[..9])),
            Crawl.Page("part", Stories.Text(Stories.Ferry[..2])),
            Crawl.Page("empty", ""),
            Crawl.Page("lone", Stories.Text(Stories.Orchard)));
        _reader = new Reader(options.Store);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_document_has_a_json_row_with_every_field(bool withBody)
    {
        string[] lines = Lines(writer => Exporter.Documents(_reader, writer, ExportFormat.JsonLines, withBody), 5);

        Assert.All(lines, line =>
        {
            using var row = JsonDocument.Parse(line);
            Assert.Equal(withBody ? [.. DocumentFields, "body"] : DocumentFields, row.RootElement.EnumerateObject().Select(p => p.Name));
            Assert.Equal(JsonValueKind.Number, row.RootElement.GetProperty("cluster").ValueKind);
        });
        Assert.Equal(["empty", "lone", "near", "part", "whole"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()));
    }

    [Fact]
    public void What_is_unknown_is_null_and_what_is_known_is_typed()
    {
        string[] lines = Lines(writer => Exporter.Documents(_reader, writer, ExportFormat.JsonLines, true), 5);
        using var empty = JsonDocument.Parse(lines[0]);
        using var part = JsonDocument.Parse(lines[3]);
        using var whole = JsonDocument.Parse(lines[4]);

        Assert.All(new[] { "excerpt_of", "site", "section", "title", "published", "agency", "dateline", "byline", "url" },
            field => Assert.Equal(JsonValueKind.Null, empty.RootElement.GetProperty(field).ValueKind));
        Assert.Equal(("lone", 0, true, ""), (empty.RootElement.GetProperty("relation").GetString(), empty.RootElement.GetProperty("words").GetInt32(),
            empty.RootElement.GetProperty("representative").GetBoolean(), empty.RootElement.GetProperty("body").GetString()));
        Assert.Equal(whole.RootElement.GetProperty("cluster").GetInt64(), part.RootElement.GetProperty("excerpt_of").GetInt64());
        Assert.Equal((OddTitle, "AP", "SKARHOLM", "https://north.example/a?b=1&c=2"),
            (whole.RootElement.GetProperty("title").GetString(), whole.RootElement.GetProperty("agency").GetString(),
            whole.RootElement.GetProperty("dateline").GetString(), whole.RootElement.GetProperty("url").GetString()));
        // Letters of every script stand as they are.
        Assert.Contains("消息", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_round_trips_commas_quotes_and_line_feeds()
    {
        List<Dictionary<string, string>> rows = Csv(writer => Exporter.Documents(_reader, writer, ExportFormat.Csv, true));

        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.Equal([.. DocumentFields, "body"], row.Keys));
        Dictionary<string, string> whole = rows.Single(row => row["key"] == "whole");
        Assert.Equal((OddTitle, "North, Post", "2025-03-04", "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry)), (whole["title"], whole["site"], whole["published"], whole["body"]));
        Assert.All(rows, row => Assert.Contains(row["representative"], new[] { "true", "false" }));
        Assert.Equal("", rows.Single(row => row["key"] == "empty")["site"]);
    }

    [Fact]
    public void Both_formats_say_the_same_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            List<Dictionary<string, string>> csv = Csv(writer => Exporter.Links(_reader, writer, ExportFormat.Csv));
            string[] json = Lines(writer => Exporter.Links(_reader, writer, ExportFormat.JsonLines), csv.Count);

            foreach ((Dictionary<string, string> row, string line) in csv.Zip(json))
            {
                using var parsed = JsonDocument.Parse(line);
                Assert.Equal(parsed.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.ToString().Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal))), row.Select(p => (p.Key, p.Value)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_cluster_has_a_row()
    {
        string[] lines = Lines(writer => Exporter.Clusters(_reader, writer, ExportFormat.JsonLines), 4);

        Assert.Equal([1, 1, 1, 2], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("documents").GetInt32()).Order());
    }

    [Fact]
    public void Every_link_has_a_row_with_its_measures()
    {
        string[] lines = Lines(writer => Exporter.Links(_reader, writer, ExportFormat.JsonLines), 3);

        Assert.All(lines, line => Assert.Equal(
            ["a", "b", "cluster_a", "cluster_b", "relation", "resemblance", "containment_a", "containment_b", "shared_shingles", "hamming_distance", "same_site", "proposed_by"],
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name)));
    }

    private static string[] Lines(Func<TextWriter, long> export, int rows)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(rows, export(writer));
        string text = writer.ToString();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string[] lines = text[..^1].Split('\n');
        Assert.Equal(rows, lines.Length);
        return lines;
    }

    private static List<Dictionary<string, string>> Csv(Func<TextWriter, long> export)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        long rows = export(writer);
        using var csv = new CsvReader(new StringReader(writer.ToString()), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var read = new List<Dictionary<string, string>>();
        while (csv.Read()) read.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        Assert.Equal(rows, read.Count);
        return read;
    }
}
