using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

public sealed class ExcerptTests
{
    [Fact]
    public void An_excerpt_is_its_own_cluster_and_names_its_story()
    {
        var stories = new Stories();
        long excerpt = stories.Add(new Part(0, 100));
        long whole = stories.Add(new Part(0, 300));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(excerpt, excerpt, Relation.Excerpt, 1, whole), placed[excerpt]);
        Assert.Equal(new Placement(whole, whole, Relation.Lone, 1, null), placed[whole]);
    }

    [Fact]
    public void Two_excerpts_of_one_story_do_not_join_it_or_each_other()
    {
        var stories = new Stories();
        long whole = stories.Add(new Part(0, 300));
        long head = stories.Add(new Part(0, 100));
        long middle = stories.Add(new Part(60, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(new Placement(head, head, Relation.Excerpt, 1, whole), placed[head]);
        Assert.Equal(new Placement(middle, middle, Relation.Excerpt, 1, whole), placed[middle]);
    }

    [Theory]
    [InlineData(1, 1, 3, false)]
    [InlineData(1, 1, 2, false)] // as many documents: not more
    [InlineData(1, 1, 1, true)]
    [InlineData(4, 3, 7, false)]
    [InlineData(4, 3, 6, true)]
    public void Near_excerpts_stay_apart_unless_they_outnumber_the_story(int documents, int others, int storyDocuments, bool together)
    {
        var stories = new Stories();
        long whole = stories.Add(storyDocuments, new Part(0, 300));
        long larger = stories.Add(documents, new Part(0, 110));
        long smaller = stories.Add(others, new Part(0, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(whole, placed[whole].Representative);
        Assert.Equal(new Placement(larger, larger, Relation.Excerpt, 1, whole), placed[larger]);
        Assert.Equal(together
            ? new Placement(smaller, larger, Relation.Excerpt, 100.0 / 110, whole)
            : new Placement(smaller, smaller, Relation.Excerpt, 1, whole), placed[smaller]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_page_that_holds_a_far_more_widespread_story_is_a_padded_copy_of_it(int documents, bool padded)
    {
        var stories = new Stories();
        long page = stories.Add(new Part(1000, 100), new Part(0, 110), new Part(2000, 90));
        long story = stories.Add(documents, new Part(0, 110));
        long shorter = stories.Add(new Part(0, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(padded ? new Placement(page, story, Relation.Padded, 110.0 / 300, null) : new Placement(page, page, Relation.Lone, 1, null), placed[page]);
        Assert.Equal(new Placement(shorter, story, padded ? Relation.Near : Relation.Excerpt, 100.0 / 110, padded ? null : page), placed[shorter]);
    }

    [Fact]
    public void Members_of_the_story_count_when_excerpts_would_outnumber_it()
    {
        var stories = new Stories();
        stories.Add(new Part(0, 300));
        stories.Add(new Part(0, 290));
        long larger = stories.Add(new Part(0, 110));
        long smaller = stories.Add(new Part(0, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal((larger, smaller), (placed[larger].Representative, placed[smaller].Representative));
    }

    [Fact]
    public void Excerpts_of_unlike_stories_name_each_its_own()
    {
        var stories = new Stories();
        long one = stories.Add(new Part(0, 300));
        long other = stories.Add(new Part(1000, 300));
        long ofOne = stories.Add(new Part(10, 90));
        long ofOther = stories.Add(new Part(1010, 90));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal((one, other), (placed[ofOne].ExcerptOf, placed[ofOther].ExcerptOf));
    }

    [Fact]
    public void An_excerpt_of_two_stories_names_the_one_that_holds_more_of_it()
    {
        var stories = new Stories();
        long most = stories.Add(new Part(0, 300));
        long all = stories.Add(new Part(0, 100), new Part(1000, 200));
        long excerpt = stories.Add(new Part(10, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(Relation.Excerpt, stories.Between(excerpt, all)!.Verdict.Relation);
        Assert.Equal(most, placed[excerpt].ExcerptOf);
    }
}
