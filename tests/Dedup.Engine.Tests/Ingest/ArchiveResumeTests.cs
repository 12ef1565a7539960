using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Sources.Warc;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>A web archive whose ingest was interrupted goes on by offset, and ends as if it had never been interrupted.</summary>
public sealed class ArchiveResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain", 1)]
    [InlineData("plain", 3)]
    [InlineData("a member a record", 1)]
    [InlineData("a member a record", 3)]
    [InlineData("one member", 2)]
    [InlineData("zstd", 2)]
    public void Nothing_is_lost_or_read_twice(string form, int batches)
    {
        // Every fifth record is cut short, and every seventh has an address that came before.
        byte[][] records = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 4
            ? WarcText.Record("conversion", "text/plain", "Cut."u8.ToArray(), length: 2)
            : WarcText.Conversion($"https://example.org/{(i % 7 == 6 ? 1 : i)}", string.Join(' ', Stories.Ferry.Skip(i % 4).Take(6).Append($"Number {i * 37} of boat {i % 3}."))))];
        string archive = _folder.Write("crawl.warc", WarcReaderTests.Join(form, records));
        DedupOptions once = Options("once.db"), twice = Options("twice.db");
        IngestSummary whole = Run(once, archive, 0);

        Assert.ThrowsAny<OperationCanceledException>(() => Run(twice, archive, batches));
        IngestSummary rest = Run(twice, archive, 0);

        Assert.InRange(rest.Resumed, 5 * batches, 39);
        Assert.Equal(40, whole.Counts.Pages);
        Assert.Equal((whole.Counts.Pages, whole.Counts.Added, whole.Counts.Rejected), (rest.Counts.Pages, rest.Counts.Added, rest.Counts.Rejected));
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(twice));
        Assert.Equal(Rejections(once), Rejections(twice));
    }

    private DedupOptions Options(string name)
    {
        DedupOptions options = Crawl.Options(_folder, name);
        options.Ingest.BatchPages = 5;
        return options;
    }

    private static IngestSummary Run(DedupOptions options, string path, int stopAfter)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int batches = 0;
        return new Ingestor(options, TimeProvider.System).Run(
            new IngestRequest([path], PageSource.List([path]), new SourceOptions()), new PageSource(new SourceOptions()), () => Stream.Null,
            _ =>
            {
                if (++batches == stopAfter) stop.Cancel();
            }, stop.Token);
    }

    private static string Rejections(DedupOptions options) =>
        Crawl.Scalar<string>(options, "SELECT group_concat(line || ' ' || reason, char(10)) FROM (SELECT * FROM rejections ORDER BY line)");
}
