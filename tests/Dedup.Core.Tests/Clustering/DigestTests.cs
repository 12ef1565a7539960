using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

public sealed class DigestTests
{
    private const int OtherStory = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_digest_of_two_stories_is_its_own_cluster_and_does_not_join_them(int documents)
    {
        var stories = new Stories();
        long one = stories.Add(new Part(0, 200));
        long digest = stories.Add(documents, new Part(0, 200), new Part(OtherStory, 200));
        long other = stories.Add(new Part(OtherStory, 200));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(Relation.Near, stories.Between(one, digest)!.Verdict.Relation);
        Assert.Equal(new Placement(digest, digest, Relation.Digest, 1, null), placed[digest]);
        Assert.Equal(new Placement(one, one, Relation.Lone, 1, null), placed[one]);
        Assert.Equal(new Placement(other, other, Relation.Lone, 1, null), placed[other]);
    }

    [Fact]
    public void A_digest_of_many_short_stories_makes_no_excerpts()
    {
        var stories = new Stories();
        List<long> parts = [.. Enumerable.Range(0, 12).Select(i => stories.Add(new Part(i * OtherStory, 50)))];
        long digest = stories.Add([.. Enumerable.Range(0, 12).Select(i => new Part(i * OtherStory, 50))]);
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(Relation.Digest, placed[digest].Relation);
        Assert.All(parts, part => Assert.Equal(new Placement(part, part, Relation.Lone, 1, null), placed[part]));
    }

    [Fact]
    public void Copies_of_a_digest_cluster_together()
    {
        var stories = new Stories();
        stories.Add(new Part(0, 200));
        stories.Add(new Part(OtherStory, 200));
        long longer = stories.Add(new Part(0, 200), new Part(OtherStory, 200), new Part(2 * OtherStory, 20));
        long shorter = stories.Add(new Part(0, 200), new Part(OtherStory, 200));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(longer, longer, Relation.Digest, 1, null), placed[longer]);
        Assert.Equal(new Placement(shorter, longer, Relation.Digest, 400.0 / 420, null), placed[shorter]);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)] // a notice
    public void A_digest_with_a_story_that_another_has_nothing_of_is_no_copy_of_it(int words, bool copies)
    {
        var stories = new Stories();
        stories.Add(new Part(0, 600));
        stories.Add(new Part(OtherStory, 600));
        stories.Add(new Part(2 * OtherStory, words));
        long two = stories.Add(new Part(0, 600), new Part(OtherStory, 600));
        long three = stories.Add(new Part(0, 600), new Part(OtherStory, 600), new Part(2 * OtherStory, words));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.InRange(stories.Between(two, three)!.Verdict.Resemblance, 0.9, 1);
        Assert.Equal((Relation.Digest, Relation.Digest), (placed[two].Relation, placed[three].Relation));
        Assert.Equal(copies, placed[two].Representative == placed[three].Representative);
    }

    [Theory]
    [InlineData(360, 40, Relation.Digest)] // .9 of the page
    [InlineData(361, 39, Relation.Near)]
    public void A_page_is_a_digest_where_no_part_exceeds_the_digest_share(int large, int small, Relation relation)
    {
        var stories = new Stories();
        stories.Add(2, new Part(0, large));
        stories.Add(2, new Part(OtherStory, small));
        long page = stories.Add(new Part(0, large), new Part(OtherStory, small));
        Assert.Equal(relation, stories.Cluster()[page].Relation);
    }

    [Theory]
    [InlineData(20, true)] // a tenth of either part
    [InlineData(21, false)]
    public void Parts_may_overlap_by_a_tenth(int overlap, bool digest)
    {
        var stories = new Stories();
        stories.Add(2, new Part(0, 200));
        stories.Add(2, new Part(200 - overlap, 200));
        long page = stories.Add(new Part(0, 400 - overlap));
        Assert.Equal(digest, stories.Cluster()[page].Relation == Relation.Digest);
    }

    [Fact]
    public void Parts_that_are_linked_with_each_other_are_not_disjoint()
    {
        var stories = new Stories();
        long one = stories.Add(new Part(0, 200));
        long other = stories.Add(new Part(OtherStory, 200));
        stories.Add(new Part(0, 200), new Part(OtherStory, 200));
        var robots = new Link(one, other, new PairVerdict(Relation.Robot, 0, 200, 200, 200, 200, 0));
        Assert.DoesNotContain(stories.Cluster(stories.Variants, [.. stories.Links, robots]), p => p.Relation == Relation.Digest);
    }

    [Fact]
    public void Two_disjoint_parts_make_a_digest_beside_a_larger_part_that_overlaps_both()
    {
        var stories = new Stories();
        stories.Add(new Part(100, 200));
        stories.Add(2, new Part(0, 150));
        stories.Add(2, new Part(250, 150));
        long page = stories.Add(new Part(0, 400));
        Assert.Equal(Relation.Digest, stories.Cluster()[page].Relation);
    }

    [Fact]
    public void A_longer_page_that_holds_most_of_this_one_is_not_its_part()
    {
        var stories = new Stories();
        long longer = stories.Add(new Part(0, 100), new Part(2 * OtherStory, 33));
        long appended = stories.Add(new Part(OtherStory, 30));
        long page = stories.Add(9, new Part(0, 100), new Part(OtherStory, 30));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal((page, page), (placed[page].Representative, placed[longer].Representative));
        Assert.Equal(page, placed[appended].ExcerptOf);
    }

    [Fact]
    public void Two_versions_of_one_story_do_not_make_a_digest()
    {
        var stories = new Stories();
        long whole = stories.Add(3, new Part(0, 300));
        stories.Add(new Part(0, 200));
        stories.Add(new Part(100, 200));
        Assert.All(stories.Cluster().Values, p => Assert.Equal(whole, p.Representative));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void A_composite_page_joins_its_story_but_never_represents_it(int documents)
    {
        var stories = new Stories();
        long story = stories.Add(new Part(0, 380));
        long appended = stories.Add(new Part(OtherStory, 20));
        long composite = stories.Add(documents, new Part(0, 380), new Part(OtherStory, 20));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(story, story, Relation.Exact, 1, null), placed[story]);
        Assert.Equal(new Placement(composite, story, Relation.Near, 0.95, null), placed[composite]);
        Assert.Equal(new Placement(appended, appended, Relation.Lone, 1, null), placed[appended]);
    }

    [Fact]
    public void A_composite_page_that_no_story_takes_in_makes_no_excerpts()
    {
        var stories = new Stories();
        long hub = stories.Add(9, new Part(100, 300));
        stories.Add(9, new Part(150, 300));
        stories.Add(new Part(0, 300));
        long appended = stories.Add(new Part(OtherStory, 100));
        long composite = stories.Add(new Part(0, 300), new Part(OtherStory, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Null(stories.Between(composite, hub));
        Assert.Equal(composite, placed[composite].Representative);
        Assert.Equal(new Placement(appended, appended, Relation.Lone, 1, null), placed[appended]);
    }
}
