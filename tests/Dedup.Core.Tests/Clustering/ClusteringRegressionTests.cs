using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

/// <summary>Cases that once came out wrong.</summary>
public sealed class ClusteringRegressionTests
{
    [Fact]
    public void A_widespread_story_with_two_disjoint_excerpts_is_no_digest()
    {
        var stories = new Stories();
        long story = stories.Add(50, new Part(0, 300));
        long head = stories.Add(new Part(0, 100));
        long tail = stories.Add(new Part(200, 100));
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        Assert.Equal(Relation.Exact, placed[story].Relation);
        Assert.Equal(story, placed[head].ExcerptOf);
        Assert.Equal(story, placed[tail].ExcerptOf);
    }

    [Fact]
    public void A_composite_draws_no_member_away_from_a_representative()
    {
        var stories = new Stories();
        long hub = stories.Add(9, new Part(100, 300));
        stories.Add(9, new Part(150, 300));
        long first = stories.Add(new Part(0, 300));
        stories.Add(new Part(10_000, 100));
        stories.Add(new Part(0, 300), new Part(10_000, 100));
        Assert.Equal(hub, stories.Cluster()[first].Representative);
    }
}
