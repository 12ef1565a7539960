using Dedup.Core.Networks;
using Xunit;

namespace Dedup.Core.Tests.Networks;

public sealed class ChanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Where_all_are_alike_each_pair_expects_its_share_of_all_pairs()
    {
        // A round of ten sites, each story on two or three neighbours: every site has the same number of stories.
        var stories = new List<(int, IEnumerable<int>)>();
        for (int i = 0; i < 10; i++)
        {
            stories.Add((0, [i, (i + 1) % 10]));
            stories.Add((0, [i, (i + 2) % 10, (i + 5) % 10]));
        }
        var tests = new PairTests(SharedStories.Of(10, stories), new NetworkRule());

        // 10 pairs of the ones and 30 of the others, of 45 pairs of sites.
        Assert.Equal(40.0 / 45, tests.Expected(3, 8), 9);
    }

    [Fact]
    public void A_sites_stories_and_a_storys_sites_are_kept()
    {
        (int Degree, int Sites)[] degrees = [(1, 30), (4, 10), (30, 2)];
        (int Width, int Stories)[] widths = [(2, 40), (5, 10)];
        Assert.Equal(degrees.Sum(d => d.Degree * d.Sites), widths.Sum(w => w.Width * w.Stories));
        var chance = new PoolChance(degrees, widths);

        double pairs = 0;
        for (int a = 0; a < degrees.Length; a++)
        {
            for (int b = 0; b < degrees.Length; b++)
                pairs += chance.Expected(a, b) * (a == b ? degrees[a].Sites * (degrees[a].Sites - 1) / 2.0 : degrees[a].Sites * degrees[b].Sites / 2.0);
        }

        Assert.Equal((40 * 1) + (10 * 10), pairs, 6);
        // Four times as many stories meet others nearly four times as often, and never more.
        Assert.InRange(chance.Expected(1, 0) / chance.Expected(0, 0), 3.5, 4);
    }

    [Fact]
    public void What_every_site_carries_is_no_wonder()
    {
        var tests = new PairTests(SharedStories.Of(6, Enumerable.Range(0, 50).Select(_ => (0, Enumerable.Range(0, 6)))), new NetworkRule());

        Assert.Equal(50, tests.Expected(0, 1), 1);
        Assert.Empty(tests.Ties());
    }

    [Theory]
    [InlineData(1, 1.0, 0.6321205588285577)]
    [InlineData(10, 3.0, 0.001102488120)]
    [InlineData(5, 0.01, 8.2641856e-13)]
    public void The_tail_is_that_of_the_tables(int observed, double expected, double p) =>
        Assert.Equal(1, Math.Exp(PoissonTail.Log(observed, expected)) / p, 5);

    [Theory]
    [InlineData(31, 12.0)]
    [InlineData(32, 12.0)]
    [InlineData(90, 60.0)]
    public void The_tail_and_what_lies_below_it_are_one(int observed, double expected)
    {
        double below = 0;
        double term = Math.Exp(-expected);
        for (int n = 0; n < observed; term *= expected / ++n) below += term;

        Assert.Equal(1, below + Math.Exp(PoissonTail.Log(observed, expected)), 12);
    }

    [Fact]
    public void A_tail_beyond_all_numbers_is_told_from_none()
    {
        Assert.Equal(0, PoissonTail.Log(3, 5.0));
        Assert.Equal(double.NegativeInfinity, PoissonTail.Log(1, 0));
        Assert.InRange(PoissonTail.Log(2_000, 0.5), -20_000, -10_000);
    }

    /// <summary>
    /// At a level of 0.01 a world of chance has a false tie with a probability of 0.01 at most. Of 20 worlds that makes 0.2, and three or more come
    /// with a probability of 0.0011 (Poisson). Of a thousand pairs with expected numbers of all kinds one at most has p ≤ 0.001; five standard deviations.
    /// </summary>
    [Fact]
    public void In_a_world_of_chance_nothing_is_tied()
    {
        int ties = 0;
        long pairs = 0;
        long unlikely = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            var world = new StoryWorld(seed);
            world.Chance(300, 4_000);
            PairTests tests = world.Tests(new NetworkRule { MinLift = 1, MinOverlap = 0, MinShared = 2 });
            IReadOnlyList<SitePair> tied = tests.Ties();
            ties += tied.Count;
            List<SitePair> all = [.. Enumerable.Range(0, world.Sites).SelectMany(site => tests.Of(site).Where(pair => pair.A == site))];
            pairs += tests.TestedPairs;
            unlikely += all.Count(pair => pair.P <= 0.001);
            output.WriteLine($"seed {seed}: {tests.TestedPairs} pairs, {tied.Count} ties, {all.Count(pair => pair.P <= 0.001)} with p <= 0.001, smallest {all.Min(pair => pair.P):0.0e0}");
        }

        Assert.InRange(ties, 0, 2);
        Assert.InRange(unlikely, 0, (pairs * 0.001) + (5 * Math.Sqrt(pairs * 0.001)));
    }
}
