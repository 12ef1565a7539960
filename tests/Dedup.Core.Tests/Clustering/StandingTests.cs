using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

/// <summary>What the clusterer says of how variants stood agrees with where it put them.</summary>
public sealed class StandingTests
{
    [Fact]
    public void The_first_ranked_represents_and_covers_what_is_near_it_or_stands_in_it()
    {
        var stories = new Stories();
        long whole = stories.Add(2, new Part(0, 100));
        long edited = stories.Add(3, new Part(20, 100));
        long half = stories.Add(new Part(0, 45));

        IReadOnlyList<Standing> standings = stories.Explain();

        Assert.Equal([(whole, 6), (edited, 5), (half, 1)], standings.Select(s => (s.Variant.Id, s.Covered)));
        Assert.Equal(stories.Links.Where(l => l.A == whole || l.B == whole).Sum(l => (long)Math.Round(l.Verdict.Resemblance * 1e6)), standings[0].Typicality);
        Assert.All(stories.Cluster().Values, placement => Assert.Equal(whole, placement.Representative));
    }

    [Fact]
    public void Digests_come_last_and_composites_are_told()
    {
        var stories = new Stories();
        long first = stories.Add(2, new Part(0, 100));
        long second = stories.Add(2, new Part(200, 100));
        long digest = stories.Add(new Part(0, 100), new Part(200, 100));
        long third = stories.Add(2, new Part(400, 100));
        long brief = stories.Add(2, new Part(600, 8));
        long composite = stories.Add(new Part(400, 100), new Part(600, 8));

        Dictionary<long, (Standing Standing, int Rank)> standings = stories.Explain().Select((s, rank) => (s, rank)).ToDictionary(s => s.s.Variant.Id);

        Assert.Equal([digest], standings.Values.Where(s => s.Standing.IsDigest).Select(s => s.Standing.Variant.Id));
        Assert.Equal([composite], standings.Values.Where(s => s.Standing.IsComposite).Select(s => s.Standing.Variant.Id));
        Assert.Equal((5, 4), (standings[digest].Rank, standings[composite].Rank));
        Assert.Equal(Relation.Digest, stories.Cluster()[digest].Relation);
        Assert.All(new[] { first, second, third, brief }, id => Assert.InRange(standings[id].Rank, 0, 3));
    }
}
