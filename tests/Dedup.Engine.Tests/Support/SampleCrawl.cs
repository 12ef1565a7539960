namespace Dedup.Engine.Tests.Support;

/// <summary>The sample crawl in a database, taken in once for the tests that only read it.</summary>
public sealed class SampleCrawl : IDisposable
{
    private readonly TempFolder _folder = new();

    public SampleCrawl()
    {
        Options = Crawl.Options(_folder);
        Crawl.Ingest(Options, Crawl.SamplePages());
    }

    public DedupOptions Options { get; }

    public void Dispose() => _folder.Dispose();
}
