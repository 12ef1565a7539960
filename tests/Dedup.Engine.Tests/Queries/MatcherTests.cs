using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class MatcherTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public MatcherTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry), title: "Ferry adrift"), Crawl.Page("copy", Stories.Text(Stories.Ferry), title: "Ferry adrift"), Crawl.Page("brief", "A swan closed the bridge on Monday, the harbour office said."));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "body hash")]
    [InlineData(true, "bands+fingerprint+samples")]
    public void An_exact_copy_in_any_case_names_cluster_and_document(bool upper, string by)
    {
        string text = Stories.Text(Stories.Ferry);
        Match match = Assert.Single(Matches(upper ? text.ToUpperInvariant() : text));

        Assert.Equal(new Match(Crawl.Documents(_options)["whole"].Cluster, "Ferry adrift", "copy", 2, "exact", 1, 1, 1, 0, by), match);
    }

    [Theory]
    [InlineData(9, "near")]
    [InlineData(4, "truncated")]
    [InlineData(2, "excerpt")]
    public void A_part_is_told_by_its_size(int paragraphs, string relation)
    {
        Match match = Assert.Single(Matches(Stories.Text(Stories.Ferry[..paragraphs])));

        Assert.Equal((relation, 1.0), (match.Relation, match.ContainmentOfPage));
        Assert.Equal(match.Resemblance, match.ContainmentOfStored);
    }

    [Fact]
    public void Another_story_matches_nothing() => Assert.Empty(Matches(Stories.Text(Stories.Orchard)));

    [Fact]
    public void A_short_page_matches_exactly_or_not_at_all()
    {
        Assert.Equal("brief", Assert.Single(Matches("A swan closed the bridge on Monday, the harbour office said!")).Document);
        Assert.Empty(Matches("A swan closed the bridge on Tuesday, the harbour office said."));
    }

    [Fact]
    public void A_page_without_a_body_matches_nothing() => Assert.Empty(Matches(""));

    [Fact]
    public void The_best_match_comes_first_and_excerpts_last()
    {
        Crawl.Ingest(_options, Crawl.Page("near", Stories.Text([.. Stories.Ferry[..8], .. Stories.Orchard[..2]])), Crawl.Page("part", Stories.Text(Stories.Ferry[..3])));

        IReadOnlyList<Match> matches = Matches(Stories.Text(Stories.Ferry));

        Assert.Equal(["exact", "near", "excerpt"], matches.Select(m => m.Relation));
    }

    [Fact]
    public void Nothing_is_stored()
    {
        string before = Crawl.RowCounts(_options);

        Matches(Stories.Text(Stories.Ferry[..9]));

        Assert.Equal(before, Crawl.RowCounts(_options));
    }

    [Fact]
    public void Other_settings_than_the_databases_are_refused()
    {
        _options.Verification.NearResemblance = 0.7;

        Assert.Contains("NearResemblance", Assert.Throws<DatabaseException>(() => Matches("text")).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<Match> Matches(string text)
    {
        using var reader = new Reader(_options.Store);
        using var matcher = new Matcher(reader, _options);
        return matcher.Match(Crawl.Page("asked", text)).Matches;
    }
}
