using Dedup.Engine.Export;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Export;

/// <summary>What each policy keeps of pages in a real database.</summary>
public sealed class DecisionListTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public DecisionListTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DecisionPolicy.Origin, "agency")]
    [InlineData(DecisionPolicy.Longest, "longest")]
    [InlineData(DecisionPolicy.FirstSeen, "seen")]
    public void Each_policy_keeps_its_own_copy_and_drops_the_others_for_it(DecisionPolicy policy, string kept)
    {
        // All near one another and none truncated, so that only the policy tells them apart.
        string byAgency = "SKARHOLM (AP) — " + Stories.Text(Stories.Ferry[..9]);
        Crawl.Ingest(_options,
            Crawl.Page("agency", "SKARHOLM (AP) — " + Stories.Text([.. Stories.Ferry[..8], Stories.Orchard[0]]), url: "https://apnews.com/article/ferry"),
            Crawl.Page("longest", Stories.Text([.. Stories.Ferry, Stories.Orchard[1]]), fetched: "2025-03-02T00:00:00Z"),
            Crawl.Page("seen", byAgency, fetched: "2025-03-01T00:00:00Z"),
            Crawl.Page("copy", byAgency, fetched: "2025-03-03T00:00:00Z"));

        Dictionary<string, DecisionRow> rows = Decide(policy);

        Assert.Equal([kept], Kept(rows));
        Assert.All(rows.Values.Where(row => row.Key != kept), row => Assert.Equal(("drop", kept), (row.Decision, row.Kept)));
        Assert.Equal(kept == "seen" ? "exact" : "near", rows["copy"].Relation);
        Assert.Single(rows.Values.Select(row => row.Story).Distinct());
    }

    [Fact]
    public void Every_relation_has_its_measures_from_the_side_of_the_dropped()
    {
        Crawl.Ingest(_options,
            Crawl.Page("whole", Stories.Text(Stories.Ferry)),
            Crawl.Page("whole too", Stories.Text(Stories.Ferry)),
            Crawl.Page("truncated", Stories.Text(Stories.Ferry[..4])[..^1] + " and more is to come."),
            Crawl.Page("excerpt", Stories.Text(Stories.Ferry[..2])),
            Crawl.Page("lone", Stories.Text(Stories.Orchard)));

        Dictionary<string, DecisionRow> rows = Decide(DecisionPolicy.Longest, withExcerpts: true, new DecisionCounts(2, 1, 0, 1, 1));

        Assert.Equal(["lone", "whole"], Kept(rows));
        Assert.Equal(new DecisionRow { Key = "lone", Decision = "keep", Story = "lone" }, rows["lone"]);
        Assert.Equal(new DecisionRow
        {
            Key = "whole too",
            Decision = "drop",
            Kept = "whole",
            Relation = "exact",
            Resemblance = 1,
            ContainmentOfDropped = 1,
            ContainmentOfKept = 1,
            Story = "whole",
        }, rows["whole too"]);
        foreach (string part in new[] { "truncated", "excerpt" })
        {
            Assert.Equal((part, "whole"), (rows[part].Relation, rows[part].Kept));
            Assert.InRange(rows[part].ContainmentOfDropped!.Value, 0.9, 1);
            Assert.InRange(rows[part].ContainmentOfKept!.Value, 0.1, 0.5);
            Assert.InRange(rows[part].Resemblance!.Value, 0.1, rows[part].ContainmentOfKept!.Value);
        }
        Assert.Equal(("whole", "excerpt"), (rows["truncated"].Story, rows["excerpt"].Story));
    }

    [Fact]
    public void Members_that_are_near_their_representative_only_are_both_kept()
    {
        Crawl.Ingest(_options,
            Crawl.Page("middle", Stories.Text(Stories.Ferry)),
            Crawl.Page("head", Stories.Text(Stories.Ferry[..6]), url: "https://apnews.com/ferry"),
            Crawl.Page("tail", Stories.Text(Stories.Ferry[4..]), fetched: "2025-03-01T00:00:00Z"));
        Assert.Equal(1, Crawl.Scalar<long>(_options, "SELECT count(*) FROM clusters"));
        Assert.Equal(2, Crawl.Scalar<long>(_options, "SELECT count(*) FROM links"));

        Dictionary<string, DecisionRow> firstSeen = Decide(DecisionPolicy.FirstSeen);
        Dictionary<string, DecisionRow> longest = Decide(DecisionPolicy.Longest);

        Assert.Equal(["head", "tail"], Kept(firstSeen));
        Assert.Equal(("tail", "near", 0.6), (firstSeen["middle"].Kept, firstSeen["middle"].Relation, Math.Round(firstSeen["middle"].ContainmentOfDropped!.Value, 1)));
        Assert.Equal(1, firstSeen["middle"].ContainmentOfKept);
        Assert.Equal(["middle"], Kept(longest));
    }

    [Fact]
    public void Per_site_keeps_one_copy_a_site_and_unknown_sites_are_one()
    {
        string text = Stories.Text(Stories.Ferry);
        string shorter = Stories.Text(Stories.Ferry[..9]);
        Crawl.Ingest(_options,
            Crawl.Page("a", text, site: "Ärzteblatt"),
            Crawl.Page("b", shorter, site: "ÄRZTEBLATT"),
            Crawl.Page("c", text, site: "North Post"),
            Crawl.Page("d", text),
            Crawl.Page("e", shorter),
            Crawl.Page("f", Stories.Text(Stories.Ferry[..2]), site: "north post"),
            Crawl.Page("g", Stories.Text(Stories.Ferry[..2]), site: "South"));

        Dictionary<string, DecisionRow> rows = Decide(DecisionPolicy.PerSite, withExcerpts: true);

        Assert.Equal(["a", "c", "d", "g"], Kept(rows));
        Assert.Equal(("a", "d", "c"), (rows["b"].Kept, rows["e"].Kept, rows["f"].Kept));
        Assert.Equal(["a", "c", "d", "f", "g"], Kept(Decide(DecisionPolicy.PerSite)));
        Assert.Equal(["a", "f"], Kept(Decide(DecisionPolicy.Longest)));
    }

    [Fact]
    public void All_copies_of_an_excerpt_go_to_its_story_and_none_to_a_dropped_copy()
    {
        Crawl.Ingest(_options,
            Crawl.Page("whole", Stories.Text(Stories.Ferry)),
            Crawl.Page("other whole", Stories.Text(Stories.Ferry)),
            Crawl.Page("part", Stories.Text(Stories.Ferry[..2])),
            Crawl.Page("part too", Stories.Text(Stories.Ferry[..2])));

        Assert.Equal(("keep", "part"), (Decide(DecisionPolicy.Longest)["part"].Decision, Decide(DecisionPolicy.Longest)["part too"].Kept));
        Dictionary<string, DecisionRow> rows = Decide(DecisionPolicy.Longest, withExcerpts: true);
        Assert.Equal(["other whole"], Kept(rows));
        Assert.Equal(("other whole", "other whole", "excerpt"), (rows["part"].Kept, rows["part too"].Kept, rows["part too"].Relation));
    }

    [Fact]
    public void A_digest_neither_drops_its_stories_nor_is_dropped_for_them()
    {
        Crawl.Ingest(_options,
            Crawl.Page("ferry", Stories.Text(Stories.Ferry[..5])),
            Crawl.Page("ferry too", Stories.Text(Stories.Ferry[..5])),
            Crawl.Page("orchard", Stories.Text(Stories.Orchard)),
            Crawl.Page("digest", Stories.Text([.. Stories.Ferry[..5], .. Stories.Orchard])),
            Crawl.Page("digest too", Stories.Text([.. Stories.Ferry[..5], .. Stories.Orchard])));
        Assert.Equal("digest", Crawl.Documents(_options)["digest"].Relation);

        foreach (DecisionPolicy policy in Enum.GetValues<DecisionPolicy>())
        {
            Dictionary<string, DecisionRow> rows = Decide(policy, withExcerpts: true);
            Assert.Equal(["digest", "ferry", "orchard"], Kept(rows));
            Assert.Equal(("ferry", "digest"), (rows["ferry too"].Kept, rows["digest too"].Kept));
        }
    }

    [Fact]
    public void Form_letters_with_other_figures_and_pages_without_a_body_are_all_kept()
    {
        string Letter(int fund, int share) => $"The Northern Growth Fund {fund} said on Monday that it had raised its stake in the harbour company to {share}.{fund} percent, "
            + $"buying {share}00 shares at {fund} crowns each, and that its board of {share} members would meet on day {fund} to weigh a further purchase of {fund}{share} shares. "
            + $"The fund holds {fund * 3} companies in {share} countries and reported a return of {share}.{share} percent for the year {1900 + fund}, against {fund}.{share} percent for its index.";
        Crawl.Ingest(_options, Crawl.Page("a", Letter(17, 4)), Crawl.Page("b", Letter(52, 8)), Crawl.Page("c", ""), Crawl.Page("d", ""));

        Assert.Equal(["a", "b", "c", "d"], Kept(Decide(DecisionPolicy.Longest, withExcerpts: true)));
    }

    [Fact]
    public void Decisions_are_those_of_the_moment_they_were_made()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Ferry)));
        using var reader = new Reader(_options.Store);
        using (DecisionList list = DecisionList.Make(reader, DecisionPolicy.Origin, withExcerpts: false))
        {
            Crawl.Ingest(_options, Crawl.Page("A", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)));

            Assert.Equal([("a", null), ("b", "a")], list.Rows().Select(row => (row.Key, row.Kept)));
        }
        using var later = new Reader(_options.Store);
        using DecisionList now = DecisionList.Make(later, DecisionPolicy.Origin, withExcerpts: false);
        Assert.Equal([("A", null), ("a", "A"), ("b", null)], now.Rows().Select(row => (row.Key, row.Kept)));
    }

    [Fact]
    public void Documents_that_wait_for_their_clusters_have_no_row()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
        _options.Ingest.BatchPages = 1;
        IEnumerable<SourceItem> Breaking()
        {
            yield return SourceItem.Of(Crawl.Page("b", Stories.Text(Stories.Ferry[..9])));
            yield return SourceItem.Of(Crawl.Page("c", Stories.Text(Stories.Orchard)));
            throw new IOException("the disk of the crawl is gone");
        }
        Assert.Throws<IOException>(() => Crawl.Ingest(_options, Breaking()));

        using (var reader = new Reader(_options.Store)) Assert.True(reader.CountPending() > 0);
        Assert.Equal(["a"], Decide(DecisionPolicy.Origin).Keys);
    }

    private Dictionary<string, DecisionRow> Decide(DecisionPolicy policy, bool withExcerpts = false, DecisionCounts? counts = null)
    {
        using var reader = new Reader(_options.Store);
        using DecisionList list = DecisionList.Make(reader, policy, withExcerpts);
        Dictionary<string, DecisionRow> rows = list.Rows().ToDictionary(row => row.Key);
        Assert.Equal(rows.Count, list.Counts.Documents);
        if (counts is not null) Assert.Equal(counts, list.Counts);
        return rows;
    }

    private static IEnumerable<string> Kept(Dictionary<string, DecisionRow> rows) =>
        rows.Values.Where(row => row.Decision == "keep").Select(row => row.Key).Order(StringComparer.Ordinal);
}
