using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class DateConflictsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_claim_after_the_story_was_seen_elsewhere_is_shown_with_that_page()
    {
        IReadOnlyList<DateConflict> conflicts = Conflicts(
            Row("old", "Harbor Post", "2023-02-01", "2023-02-02T10:00:00Z"),
            Row("new", "Fjord Digest", "2025-04-14", "2025-05-01T00:00:00Z"));

        DateConflict conflict = Assert.Single(conflicts);
        Assert.Equal(("new", "seen_elsewhere_before", "2025-04-14", "2023-02-02", "old", "Harbor Post"),
            (conflict.Document, conflict.Kind, conflict.Claimed, conflict.Against, conflict.Elsewhere, conflict.ElsewhereSite));
        Assert.Equal("claims 2025-04-14, and the story was seen elsewhere on 2023-02-02 (old, Harbor Post)", conflict.Words);
    }

    [Fact]
    public void A_claim_is_shown_against_another_where_no_crawl_saw_either() =>
        Assert.Equal(["claims 2025-04-14, and the story is claimed elsewhere for 2023-02-01 (old, Harbor Post)"],
            Conflicts(Row("old", "Harbor Post", "2023-02-01"), Row("new", "Fjord Digest", "2025-04-14")).Select(c => c.Words));

    [Fact]
    public void A_site_is_not_elsewhere_of_itself_and_a_day_is_no_conflict()
    {
        Assert.Empty(Conflicts(Row("a", "Harbor Post", "2023-02-01"), Row("b", "harbor post", "2025-04-14")));
        Assert.Empty(Conflicts(Row("a", "Harbor Post", "2025-04-13"), Row("b", "Fjord Digest", "2025-04-14")));
        Assert.Single(Conflicts(Row("a", null, "2025-04-12"), Row("b", null, "2025-04-14")));
    }

    [Fact]
    public void A_claim_after_the_page_was_fetched_cannot_be()
    {
        Assert.Equal(["claims 2025-04-14, and was fetched on 2025-04-02, before that day"], Conflicts(Row("a", null, "2025-04-14", "2025-04-02T10:00:00Z")).Select(c => c.Words));
        // Local time may be a day ahead of UTC.
        Assert.Empty(Conflicts(Row("a", null, "2025-04-03T01:00:00", "2025-04-02T23:00:00Z")));
    }

    [Fact]
    public void Claims_of_one_page_that_differ_are_shown_and_an_update_is_none()
    {
        Assert.Equal(["claims 2025-04-14 (page) and 2023-02-01 (url)"], Conflicts(Row("a", null, "2025-04-14",
            claims: """[{"Kind":"page","Value":"2025-04-14T10:00:00","Evidence":""},{"Kind":"url","Value":"2023-02-01","Evidence":""}]""")).Select(c => c.Words));
        Assert.Empty(Conflicts(Row("a", null, "2025-04-14",
            claims: """[{"Kind":"page","Value":"2025-04-14","Evidence":""},{"Kind":"updated","Value":"2025-04-20","Evidence":""}]""")));
        Assert.Single(Conflicts(Row("a", null, "2025-04-14",
            claims: """[{"Kind":"page","Value":"2025-04-14","Evidence":""},{"Kind":"updated","Value":"2025-04-02","Evidence":""}]""")));
    }

    [Fact]
    public void The_order_of_the_copies_does_not_matter()
    {
        DocumentRow[] rows = [Row("a", "A", "2025-04-14"), Row("b", "B", "2023-02-01"), Row("c", "C", "2023-02-01", "2022-01-01T00:00:00Z"), Row("d", null, null)];

        Assert.Equal(DateConflicts.Of(rows), DateConflicts.Of([.. rows.Reverse()]));
    }

    [Fact]
    public void Explanations_show_conflicts_of_stored_pages_and_of_pages_that_would_join()
    {
        DedupOptions options = Crawl.Options(_folder);
        string text = Stories.Text(Stories.Ferry);
        Crawl.Ingest(options, Crawl.Page("old", text, site: "Harbor Post", published: "2023-02-01", fetched: "2023-02-02T00:00:00Z"),
            Crawl.Page("new", text, site: "Fjord Digest", published: "2025-04-14", fetched: "2025-05-01T00:00:00Z"));
        using var reader = new Reader(options.Store);
        var explainer = new Explainer(reader, options);

        Assert.Equal("seen_elsewhere_before", Assert.Single(explainer.Document("new")!.Conflicts).Kind);
        Assert.Empty(explainer.Document("old")!.Conflicts);
        Assert.Equal("old", Assert.Single(explainer.Page(Crawl.Page("mine", text, site: "My Site", published: "2024-01-01")).Conflicts).Elsewhere);
    }

    private static IReadOnlyList<DateConflict> Conflicts(params DocumentRow[] rows) => DateConflicts.Of(rows);

    private static DocumentRow Row(string key, string? site, string? published, string? fetched = null, string? claims = null) => new()
    {
        Key = key,
        Cluster = 1,
        Relation = "near",
        Resemblance = 1,
        Representative = false,
        Origin = false,
        Words = 100,
        Site = site,
        Published = published,
        Fetched = fetched,
        Claims = claims,
    };
}
