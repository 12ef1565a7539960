using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

public sealed class StoryClustererTests
{
    [Fact]
    public void A_single_document_is_lone()
    {
        var stories = new Stories();
        long only = stories.Add(new Part(0, 100));
        Assert.Equal(new Placement(only, only, Relation.Lone, 1, null), Assert.Single(stories.Cluster()).Value);
    }

    /// <summary>A text that says one thing over and over has more words than it has shingles: it is no longer story of which the whole is a part.</summary>
    [Fact]
    public void Of_a_text_and_a_part_of_it_the_part_is_what_stands_in_the_other()
    {
        Variant junk = new(1, 1, 1, 1920);
        Variant story = new(2, 2, 1, 1784);
        var verdict = new PairVerdict(Relation.Excerpt, 396, 400, 1784, 1920, 1784, 0);
        Assert.True(verdict.ContainmentOfA > verdict.ContainmentOfB);

        IReadOnlyList<Placement> placed = new Stories().Cluster([junk, story], [new Link(1, 2, verdict)]);

        Assert.Equal(new Placement(1, 1, Relation.Excerpt, 1, 2), placed.Single(p => p.Variant == 1));
        Assert.Equal(new Placement(2, 2, Relation.Lone, 1, null), placed.Single(p => p.Variant == 2));
        Assert.True(Link.IsShorter(junk, story, verdict));
    }

    [Fact]
    public void Copies_of_one_body_are_exact()
    {
        var stories = new Stories();
        long only = stories.Add(3, new Part(0, 100));
        Assert.Equal(new Placement(only, only, Relation.Exact, 1, null), stories.Cluster()[only]);
    }

    [Fact]
    public void A_near_copy_joins_with_its_resemblance()
    {
        var stories = new Stories();
        long whole = stories.Add(2, new Part(0, 100));
        long edited = stories.Add(new Part(20, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(whole, whole, Relation.Exact, 1, null), placed[whole]);
        Assert.Equal(new Placement(edited, whole, Relation.Near, 80.0 / 120, null), placed[edited]);
    }

    [Fact]
    public void The_representative_of_a_cluster_of_single_documents_is_exact()
    {
        var stories = new Stories();
        long longer = stories.Add(new Part(0, 110));
        stories.Add(new Part(0, 100));
        Assert.Equal(Relation.Exact, stories.Cluster()[longer].Relation);
    }

    [Fact]
    public void Unrelated_stories_stay_apart()
    {
        var stories = new Stories();
        long one = stories.Add(new Part(0, 100));
        long other = stories.Add(new Part(500, 100));
        Assert.Equal((one, other), (stories.Cluster()[one].Representative, stories.Cluster()[other].Representative));
        Assert.Empty(new Stories().Cluster());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(26)]
    public void A_drifting_chain_is_never_one_cluster(int length)
    {
        var stories = new Stories();
        List<long> chain = [.. Enumerable.Range(0, length).Select(i => stories.Add(new Part(60 * i, 300)))];
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        for (int i = 1; i < length; i++) Assert.Equal(Relation.Near, stories.Between(chain[i - 1], chain[i])!.Verdict.Relation);
        Assert.Null(stories.Between(chain[0], chain[2]));
        Assert.All(placed.Values.Where(p => p.Representative != p.Variant), p => Assert.NotNull(stories.Between(p.Variant, p.Representative)));
        Assert.True(placed.Values.Select(p => p.Representative).Distinct().Count() >= (length + 2) / 3);
    }

    [Fact]
    public void A_page_near_two_stories_goes_to_the_one_it_resembles_most_and_does_not_merge_them()
    {
        var stories = new Stories();
        long one = stories.Add(6, new Part(100, 200)); // ranks first
        stories.Add(20, new Part(60, 200));
        long other = stories.Add(5, new Part(220, 200));
        stories.Add(20, new Part(260, 200));
        long between = stories.Add(new Part(162, 200));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.NotNull(stories.Between(between, one)); // 138 words shared
        Assert.Equal(new Placement(between, other, Relation.Near, 142.0 / 258, null), placed[between]);
        Assert.Equal([one, one, other, other, other], placed.OrderBy(p => p.Key).Select(p => p.Value.Representative));
    }

    [Fact]
    public void The_whole_story_represents_and_truncated_copies_join()
    {
        var stories = new Stories();
        long popular = stories.Add(9, new Part(0, 140));
        long whole = stories.Add(new Part(0, 300));
        long middle = stories.Add(2, new Part(60, 130));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(whole, whole, Relation.Exact, 1, null), placed[whole]);
        Assert.Equal(new Placement(popular, whole, Relation.Truncated, 140.0 / 300, null), placed[popular]);
        Assert.Equal(new Placement(middle, whole, Relation.Truncated, 130.0 / 300, null), placed[middle]);
    }

    [Fact]
    public void Equal_cover_of_equally_like_variants_goes_to_more_documents_then_more_words_then_the_smaller_body_hash()
    {
        foreach ((int documents, int words) in (ReadOnlySpan<(int, int)>)[(2, 100), (1, 105), (1, 100)])
        {
            var stories = new Stories();
            stories.Add(new Part(10, 100));
            long second = stories.Add(documents, new Part(0, words));
            long expected = (documents, words) == (1, 100) ? stories.Variants.MinBy(v => v.BodyHash)!.Id : second;
            Assert.All(stories.Cluster().Values, p => Assert.Equal(expected, p.Representative));
        }
    }

    [Fact]
    public void Equal_cover_and_documents_go_to_the_variant_that_is_most_like_the_others()
    {
        var stories = new Stories();
        stories.Add(new Part(0, 202)); // has more words
        long middle = stories.Add(new Part(10, 200));
        stories.Add(new Part(20, 201));
        Assert.All(stories.Cluster().Values, p => Assert.Equal(middle, p.Representative));
    }

    [Fact]
    public void Robot_letters_do_not_join()
    {
        var stories = new Stories();
        long one = stories.Add(2, new Part(0, 100));
        long other = stories.Add(2, new Part(5, 100));
        Link near = Assert.Single(stories.Links);
        Link robot = near with { Verdict = near.Verdict with { Relation = Relation.Robot } };
        Assert.Equal([one, other], stories.Cluster(stories.Variants, [robot]).Select(p => p.Representative));
    }

    [Fact]
    public void Placements_come_in_the_order_of_the_variants()
    {
        var stories = new Stories();
        for (int i = 0; i < 5; i++) stories.Add(new Part(40 * i, 200));
        Assert.Equal(stories.Variants.Select(v => v.Id), stories.Cluster(stories.Variants, stories.Links).Select(p => p.Variant));
        Assert.Throws<ArgumentNullException>(() => stories.Cluster(null!, []));
        Assert.Throws<ArgumentNullException>(() => stories.Cluster([], null!));
    }
}
