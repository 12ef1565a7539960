using BenchmarkDotNet.Attributes;
using Dedup.Engine;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Benchmarks;

/// <summary>Extraction, and the whole of ingest into a database on disk, over the pages of the sample crawl.</summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    private string _folder = string.Empty;
    private int _run;

    /// <summary>Makes a folder for the databases.</summary>
    [GlobalSetup]
    public void Setup() => _folder = Directory.CreateTempSubdirectory("dedup-bench-").FullName;

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Pages to articles.</summary>
    [Benchmark]
    public int Extract() => Corpus.Pages.Sum(page => PageExtractor.Extract(page, new PageHints()).Body.Length);

    /// <summary>Pages to clusters in a new database.</summary>
    [Benchmark]
    public long Ingest()
    {
        var options = new DedupOptions { Database = Path.Combine(_folder, $"{_run++}.db") };
        IEnumerable<SourceItem> items = Corpus.Pages.Select((text, i) => new SourceItem(new Page($"p{i}", $"p{i}", text, new PageHints(), null), null));
        IngestSummary summary = new Ingestor(options, TimeProvider.System).Run(["bench"], items, null, CancellationToken.None);
        if (summary.Documents != Corpus.Pages.Length) throw new InvalidOperationException("documents were lost");
        return summary.Clusters;
    }
}
