using System.IO.Compression;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Dedup.Benchmarks.Archive;
using Dedup.Engine.Sources;
using ZstdSharp;

namespace Dedup.Benchmarks;

/// <summary>Reading alone: the same pages from every format. <see cref="MegaBytes"/> of HTML are read in each.</summary>
[MemoryDiagnoser]
public class SourceBenchmarks
{
    /// <summary>Megabytes of the plain archive.</summary>
    public const int MegaBytes = 32;

    private string _folder = string.Empty;
    private int _pages;

    /// <summary>The form of the file.</summary>
    [Params("warc", "warc.gz", "jsonl", "jsonl.gz", "jsonl.zst", "csv")]
    public string Form { get; set; } = string.Empty;

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("dedup-bench-").FullName;
        string archive = Path.Combine(_folder, "plain.warc");
        using (FileStream file = File.Create(archive)) _pages = (int)new MadeArchive(1).Write(file, MegaBytes * 1_000_000L, null, gzip: false);
        using FileStream target = File.Create(Path.Combine(_folder, "pages." + Form));
        if (Form == "warc.gz")
        {
            new MadeArchive(1).Write(target, 0, _pages);
            return;
        }
        if (Form == "warc")
        {
            using FileStream source = File.OpenRead(archive);
            source.CopyTo(target);
            return;
        }
        using Stream packed = Form switch
        {
            "jsonl.gz" => new GZipStream(target, CompressionLevel.Fastest),
            "jsonl.zst" => new CompressionStream(target),
            _ => target,
        };
        using var writer = new StreamWriter(packed);
        if (Form == "csv") writer.WriteLine("url,html");
        foreach (SourceItem item in Read(archive))
        {
            Page page = item.Page!;
            writer.WriteLine(Form == "csv"
                ? $"{page.Hints.Url},\"{page.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : JsonSerializer.Serialize(new { url = page.Hints.Url, html = page.Text }));
        }
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>All pages of the file.</summary>
    [Benchmark]
    public int Read()
    {
        int pages = Read(Path.Combine(_folder, "pages." + Form)).Count(item => item.Page is not null);
        return pages == _pages ? pages : throw new InvalidOperationException($"{pages} of {_pages} pages were read");
    }

    private static IEnumerable<SourceItem> Read(string path) => new PageSource(new SourceOptions()).Read(PageSource.List([path]), () => Stream.Null);
}
