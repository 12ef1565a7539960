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
                "its key is 2,049 bytes long, and at most 2,048 are stored; give it another",
                "its key is 4,096 bytes long, and at most 2,048 are stored; give it another",
                "its key holds a NUL character; give it another",
            ], first.Rejections.Select(rejection => rejection.Reason));
        Assert.Equal((0, 6), (again.Counts.Added + again.Counts.Changed, again.Counts.Unchanged));
        using var reader = new Dedup.Engine.Queries.Reader(_options.Store);
        Assert.Equal(site[..Page.MaxSiteLength], reader.Document("site")!.Site);
        Assert.Equal("a\uFFFDsite", reader.Document("nul")!.Site);
        Assert.Equal(new string('x', Page.MaxSiteLength - 1), reader.Document("smile")!.Site);
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void Keys_that_no_index_takes_are_refused_wherever_they_are_given()
    {
        string longest = new('k', Page.MaxKeyBytes), other = "other" + new string('k', Page.MaxKeyBytes - 5);
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page(longest, Stories.Text(Stories.Orchard)), Crawl.Page(other, "Something else."));
        var rekeyer = new Rekeyer(_options, TimeProvider.System);
        Assert.Contains("2,049 bytes", Assert.Throws<ArgumentException>(() => rekeyer.Run("a", longest + "k")).Message, StringComparison.Ordinal);
        Assert.Contains("NUL", Assert.Throws<ArgumentException>(() => rekeyer.Run("a", "a\0")).Message, StringComparison.Ordinal);
        var judge = new Dedup.Engine.Judging.Judge(_options, TimeProvider.System);
        Assert.Contains("2600 bytes together", Assert.Throws<Dedup.Engine.Storage.DatabaseException>(() => judge.Link(longest, other, same: true, "why", null)).Message, StringComparison.Ordinal);
        Assert.Empty(judge.Link(longest, "a", same: false, "why", null).Unknown);
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void A_page_of_a_file_that_was_stored_under_a_longer_name_of_its_site_is_worked_out_again_as_it_stands()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry), site: "Site"));
        using (System.Data.Common.DbConnection past = TestStore.Open(_options, readOnly: false))
            Dapper.SqlMapper.Execute(past, "UPDATE pages SET hints = @hints", new { hints = "{\"Site\":\"" + new string('s', 300) + "\"}" });
        new Rebuilder(_options, TimeProvider.System).Run(null, TestContext.Current.CancellationToken);
        using var reader = new Dedup.Engine.Queries.Reader(_options.Store);
        Assert.Equal(300, reader.Document("a")!.Site!.Length);
    }
}
