using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class ClusterTimelineTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public ClusterTimelineTests()
    {
        _options = Crawl.Options(_folder);
        string text = Stories.Text(Stories.Ferry);
        Crawl.Ingest(_options,
            Crawl.Page("first", text, "Harbor Post", "Ferry adrift", "2023-02-01", fetched: "2023-02-02T10:00:00Z"),
            // Claims a day two years after the story was seen, and was seen three days after it.
            Crawl.Page("farm", text, "Fjord Digest", "Ferry adrift", "2025-04-14", "https://fjord.example/2023/02/05/ferry", "2023-02-05T00:00:00Z"),
            Crawl.Page("second", text, "East Echo", "Ferry adrift", "2023-02-02", fetched: "2023-02-09T00:00:00Z"),
            Crawl.Page("undated", text, "South Sun", "Ferry adrift", fetched: "2023-02-03T00:00:00Z"),
            Crawl.Page("unknown", text, "West Wind", "Ferry adrift"),
            Crawl.Page("other", Stories.Text(Stories.Orchard), "West Wind", "Orchards go", "2024-10-01"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_made_up_date_stands_where_the_copy_was_first_seen()
    {
        ClusterTimeline timeline = Timeline()!;

        Assert.Equal(
            [("first", "2023-02-01", false), ("second", "2023-02-02", false), ("undated", "2023-02-03", false), ("farm", "2023-02-05", true), ("unknown", null, false)],
            timeline.Copies.Select(copy => (copy.Key, copy.Day, copy.Contradicted)));
        Assert.Equal(("first", "Ferry adrift"), (timeline.Origin, timeline.Title));
        Assert.Equal(["first"], timeline.Copies.Where(copy => copy.Origin).Select(copy => copy.Key));
        Assert.NotEmpty(timeline.OriginReasons);
    }

    [Fact]
    public void Every_claim_is_told_with_the_one_that_is_taken_and_what_speaks_against_it()
    {
        TimelineCopy farm = Timeline()!.Copies.Single(copy => copy.Key == "farm");

        Assert.Equal("2025-04-14", farm.Published);
        Assert.Equal([("given", "2025-04-14", true), ("url", "2023-02-05", false)], farm.Claims.Select(claim => (claim.Kind, claim.Value, claim.Taken)).OrderByDescending(claim => claim.Taken));
        Assert.Equal(["claimed_after_fetched", "claims_differ", "seen_elsewhere_before"], farm.Conflicts.Select(conflict => conflict.Kind).Order());
    }

    [Fact]
    public void Days_count_what_is_claimed_and_what_was_seen()
    {
        Assert.Equal(
            [
                new TimelineDay("2023-02-01", 1, 0, 0), new TimelineDay("2023-02-02", 1, 0, 1), new TimelineDay("2023-02-03", 0, 0, 1), new TimelineDay("2023-02-05", 0, 0, 1),
                new TimelineDay("2023-02-09", 0, 0, 1), new TimelineDay("2025-04-14", 1, 1, 0),
            ],
            Timeline()!.Days);
    }

    [Fact]
    public void Of_an_unknown_cluster_there_is_none()
    {
        using var reader = new Reader(_options.Store);

        Assert.Null(ClusterTimeline.Of(reader, 999));
    }

    private ClusterTimeline? Timeline()
    {
        long cluster = Crawl.Documents(_options)["first"].Cluster;
        using var reader = new Reader(_options.Store);
        return ClusterTimeline.Of(reader, cluster);
    }
}
