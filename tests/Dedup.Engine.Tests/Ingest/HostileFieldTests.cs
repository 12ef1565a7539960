using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>Fields that a store may not take: each page of such is stored or rejected, and none stops the others.</summary>
public sealed class HostileFieldTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public HostileFieldTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pages_with_fields_that_are_long_or_hold_NUL_are_stored_or_rejected_with_the_reason()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        // Nothing that could be compressed away.
        string Long(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));
        int bodies = 0;
        string Body() => string.Join(' ', Enumerable.Range(0, 60).Select(word => $"body{bodies}word{word}")) + $" {bodies++}";
        string site = Long(5_000);
        Page[] pages =
        [
            Crawl.Page("first", Body()),
            Crawl.Page(Long(Page.MaxKeyBytes), Body()),
            Crawl.Page(Long(Page.MaxKeyBytes + 1), Body()),
            Crawl.Page(new string('é', Page.MaxKeyBytes), Body()),
            Crawl.Page("nul\0key", Body()),
            Crawl.Page("site", Body(), site: site, title: Long(9_000), published: Long(4_000), url: "https://example.com/" + Long(9_000)),
            Crawl.Page("nul", Body() + "\0 and more", site: "a\0site", title: "a\0title", published: "2024\0", url: "https://example.com/\0"),
            Crawl.Page("smile", Body(), site: new string('x', Page.MaxSiteLength - 1) + "😀"),
            Crawl.Page("last", Body()),
        ];

        IngestSummary first = Crawl.Ingest(_options, pages), again = Crawl.Ingest(_options, pages);

        Assert.Equal((6, 3), (first.Counts.Added, first.Counts.Rejected));
        Assert.Equal(
            [
                "its key is 2,049 bytes long, and at most 2,048 are stored; give it another id",
                "its key is 4,096 bytes long, and at most 2,048 are stored; give it another id",
                "its key holds a NUL character; give it another id",
            ], first.Rejections.Select(rejection => rejection.Reason));
        Assert.Equal((0, 6), (again.Counts.Added + again.Counts.Changed, again.Counts.Unchanged));
        using var reader = new Dedup.Engine.Queries.Reader(_options.Store);
        Assert.Equal(site[..Page.MaxSiteLength], reader.Document("site")!.Site);
        Assert.Equal("a\uFFFDsite", reader.Document("nul")!.Site);
        Assert.Equal(new string('x', Page.MaxSiteLength - 1), reader.Document("smile")!.Site);
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }
}
