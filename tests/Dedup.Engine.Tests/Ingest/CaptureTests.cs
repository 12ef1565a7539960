using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>Several pages with one key: of captures the last one stays, of others what came last, and nobody loses one unawares.</summary>
public sealed class CaptureTests : IDisposable
{
    private static readonly Page[] Captures =
    [
        Crawl.Page("https://a.example/1", Stories.Text(Stories.Ferry[..6]), fetched: "2024-03-01T00:00:00Z"),
        Crawl.Page("https://a.example/1", Stories.Text(Stories.Ferry[..8]), fetched: "2024-03-02T00:00:00Z"),
        Crawl.Page("https://a.example/1", Stories.Text(Stories.Ferry), fetched: "2024-03-03T00:00:00Z"),
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, 0, 1, 2)]
    [InlineData(true, 2, 0, 1)]
    [InlineData(true, 1, 2, 0)]
    [InlineData(false, 0, 1, 2)]
    [InlineData(false, 2, 1, 0)]
    [InlineData(false, 1, 2, 0)]
    public void The_last_capture_stays_whatever_order_they_come_in(bool oneRun, int a, int b, int c)
    {
        DedupOptions options = Crawl.Options(_folder);
        Page[] pages = [Captures[a], Captures[b], Captures[c], Crawl.Page("b", Stories.Text(Stories.Ferry), fetched: "2024-03-02T12:00:00Z")];

        if (oneRun) Assert.Equal(0, Crawl.Ingest(options, pages).Counts.Rejected);
        else foreach (Page page in pages) Assert.Equal(0, Crawl.Ingest(options, page).Counts.Rejected);

        DedupOptions last = Crawl.Options(_folder, "last.db");
        Crawl.Ingest(last, Captures[2], pages[3]);
        DocumentRow kept = Crawl.Documents(options)["https://a.example/1"];
        Assert.Equal((Crawl.Body(last, "https://a.example/1"), "exact"), (Crawl.Body(options, "https://a.example/1"), kept.Relation));
        // First seen by the first capture, so the origin is the page that only then had the story.
        Assert.Equal(("2024-03-01T00:00:00Z", true), (kept.Fetched, kept.Origin));
        Assert.Equal(4, Crawl.Ingest(options, pages).Counts.Unchanged);
    }

    [Fact]
    public void Without_a_time_of_fetching_the_second_page_of_a_run_is_rejected()
    {
        IngestSummary summary = Crawl.Ingest(Crawl.Options(_folder), Crawl.Page("k", "One."), Crawl.Page("k", "Two."), Crawl.Page("k", "Three.", fetched: "2024-03-01T00:00:00Z"));

        Assert.Equal((1, 2), (summary.Counts.Added, summary.Counts.Rejected));
        Assert.Contains("'k' was taken in this run", summary.Rejections[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_another_file_that_overwrites_one_is_named()
    {
        string monday = _folder.Write(Path.Combine("mon", "index.txt"), "One.");
        string tuesday = _folder.Write(Path.Combine("tue", "index.txt"), "Two.");
        DedupOptions options = Crawl.Options(_folder);
        IngestSummary Take(string folder, string? source = null)
        {
            var pages = new PageSource(new SourceOptions { SourceName = source });
            return Crawl.Ingest(options, pages.Read(PageSource.List([Path.GetDirectoryName(folder)!]), () => Stream.Null));
        }

        Assert.Empty(Take(monday).Overwritten);
        IngestSummary second = Take(tuesday);
        IngestSummary again = Take(tuesday);
        File.WriteAllText(tuesday, "Two, changed.");
        IngestSummary changed = Take(tuesday);

        Assert.Equal([new Overwritten("index.txt", monday, tuesday)], second.Overwritten);
        Assert.Equal((1, 0, 0), (second.OverwrittenCount, again.OverwrittenCount, changed.OverwrittenCount));
        Assert.Equal(1, changed.Counts.Changed);
        Assert.Equal((1, 0), (Take(monday, "mon").Counts.Added, Take(tuesday, "tue").OverwrittenCount));
    }
}
