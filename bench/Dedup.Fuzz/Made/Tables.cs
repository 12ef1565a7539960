using Dedup.Fuzz.Running;
using Parquet;
using Parquet.Schema;

namespace Dedup.Fuzz.Made;

/// <summary>Tables of pages: text with delimiters, and Parquet.</summary>
internal static class Tables
{
    private static readonly string[] Columns = ["text", "url", "id", "title", "fetched", "language", "x"];

    /// <summary>Rows of one width, the first with the names of columns; a text of pages stands among them.</summary>
    public static string[][] Rows(FuzzRandom random)
    {
        string[] columns = [.. random.Shuffled(Columns).Take(random.Between(2, Columns.Length)).Append("text").Distinct()];
        return [columns, .. Enumerable.Range(0, random.Size(20)).Select(_ => columns.Select(column => Cell(random, column)).ToArray())];
    }

    /// <summary>A table as RFC 4180 has it: quotes where they are needed, and now and then elsewhere.</summary>
    public static string Delimited(FuzzRandom random, string[][] rows, char delimiter)
    {
        string end = random.Of<string>(["\n", "\r\n"]);
        string Quote(string cell) => cell.AsSpan().ContainsAny(['"', '\n', '\r', delimiter]) || cell.Length == 0 || cell[0] == ' ' || cell[^1] == ' ' || random.Once(4) ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;
        return string.Concat(rows.Select((row, i) => string.Join(delimiter, i == 0 ? row : row.Select(Quote)) + end));
    }

    /// <summary>A Parquet file of some row groups.</summary>
    public static byte[] Parquet(FuzzRandom random)
    {
        var text = new DataField<string>("text");
        var url = new DataField<string>("url");
        var count = new DataField<long>("id");
        var fetched = new DataField<DateTime?>("fetched");
        var options = new ParquetOptions { CompressionMethod = random.Of<CompressionMethod>([CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd]) };
        if (random.Once(2)) options.ColumnEncodingHints["url"] = EncodingHint.Dictionary;
        using var memory = new MemoryStream();
        Task Write() => Task.Run(async () =>
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, url, count, fetched), memory, options);
            for (int groups = random.Between(1, 3); groups > 0; groups--)
            {
                int rows = random.Between(1, 12);
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(text, (IReadOnlyCollection<string>)[.. Enumerable.Range(0, rows).Select(_ => random.Once(8) ? null! : Wording.Paragraph(random))]);
                await group.WriteAsync(url, (IReadOnlyCollection<string>)[.. Enumerable.Range(0, rows).Select(_ => "https://example.com/" + random.Below(50))]);
                await group.WriteAsync<long>(count, Enumerable.Range(0, rows).Select(_ => (long)random.Next()).ToArray());
                await group.WriteAsync<DateTime>(fetched, Enumerable.Range(0, rows).Select(_ => random.Once(3) ? (DateTime?)null : Dates.Day(random).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).ToArray());
            }
        });
        Write().GetAwaiter().GetResult();
        return memory.ToArray();
    }

    private static string Cell(FuzzRandom random, string column) => column switch
    {
        "text" => random.Once(4) ? TextPages.Text(random).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\0', 'x') : Wording.Paragraph(random),
        "url" => "https://example.com/" + random.Below(100),
        "fetched" => Dates.Day(random).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => random.Of<string>(["", "a", "a,b", "say \"so\"", " padded ", "line\nfeed", "é", "x;y|z\tw", "\""]),
    };
}
