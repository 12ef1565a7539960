using System.Diagnostics;
using Dedup.Core.Networks;
using Xunit;

namespace Dedup.Core.Tests.Networks;

public sealed class NetworkSearchTests(ITestOutputHelper output)
{
    /// <summary>Farms of five to five hundred sites, of their own stories and everybody's, in a world ten times as large.</summary>
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public void Planted_networks_are_found_and_nothing_else_is(int seed)
    {
        var world = new StoryWorld(seed);
        world.Chance(3_000, 40_000);
        int[][] farms = [world.Farm(5, 20, 0.9), world.Farm(5, 60, 0.7), world.Farm(12, 30, 0.6), world.Farm(40, 80, 0.5), world.Farm(500, 200, 0.4)];
        foreach (int[] farm in farms) world.Mix(farm, 10);

        long started = Stopwatch.GetTimestamp();
        FoundNetworks found = world.Find();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        Dictionary<int, int> farmOf = farms.SelectMany((sites, farm) => sites.Select(site => (site, farm))).ToDictionary(s => s.site, s => s.farm);
        int placed = 0;
        int right = 0;
        foreach (SiteNetwork network in found.Networks)
        {
            IGrouping<int, NetworkSite> most = network.Sites.GroupBy(site => farmOf.GetValueOrDefault(site.Site, -1)).MaxBy(group => group.Count())!;
            placed += network.Sites.Count;
            right += most.Key < 0 ? 0 : most.Count();
            output.WriteLine($"seed {seed}: {network.Sites.Count} sites, {most.Count()} of farm {most.Key}; {network.Stories} stories, lift {network.MeanLift:0.0}, weakest {network.WeakestTied:0.00}, p {network.CorrectedP:0.0e0}");
        }
        output.WriteLine($"seed {seed}: recall {(double)right / farmOf.Count:0.0000}, precision {(double)right / placed:0.0000}, {found.Ties.Count} ties, {seconds:0.00} s");
        Assert.Equal(farms.Length, found.Networks.Count);
        Assert.InRange((double)right / farmOf.Count, 0.99, 1);
        Assert.InRange((double)right / placed, 0.99, 1);
        Assert.All(found.Networks, network =>
        {
            Assert.InRange(network.WeakestTied, 0.5, 1);
            Assert.InRange(network.MeanLift, 2, double.MaxValue);
            Assert.InRange(network.CorrectedP, 0, 0.01);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_hundred_papers_that_take_a_third_of_an_agencys_stories_are_no_network(int seed)
    {
        var world = new StoryWorld(seed);
        world.Chance(1_000, 10_000);
        int[] papers = world.Farm(100, 1_000, 1.0 / 3, pool: 7);
        world.Mix(papers, 10);

        FoundNetworks found = world.Find();

        output.WriteLine($"seed {seed}: {found.Ties.Count} ties");
        Assert.InRange(found.Ties.Count, 0, 2);
        Assert.Empty(found.Networks);
        // That the stories are the agency's tells it: of stories that anyone could have taken this would be a network.
        world.Stories.ForEach(story => Assert.InRange(story.Pool, 0, 7));
        var unnamed = new PairTests(SharedStories.Of(world.Sites, world.Stories.Select(story => (0, story.Sites.AsEnumerable()))), new NetworkRule());
        Assert.Equal(100, Assert.Single(NetworkSearch.Find(unnamed, new NetworkRule()).Networks).Sites.Count);
    }

    [Fact]
    public void A_farm_that_copies_an_agencys_stories_stands_out_among_its_papers()
    {
        var world = new StoryWorld(5);
        world.Chance(1_000, 10_000);
        int[] papers = world.Farm(100, 1_000, 1.0 / 3, pool: 7);
        int[] farm = world.Farm(6, 0, 0);
        for (int i = world.Stories.Count - 1_000; i < world.Stories.Count - 940; i++)
            world.Stories[i] = (7, [.. world.Stories[i].Sites, .. farm]);

        SiteNetwork network = Assert.Single(world.Find().Networks);

        Assert.Equal(farm, network.Sites.Select(site => site.Site));
        Assert.DoesNotContain(network.Sites, site => papers.Contains(site.Site));
        Assert.Equal(60, network.Stories);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(20, 8)]
    [InlineData(4, 4)]
    public void Two_networks_with_a_hub_between_them_stay_apart(int one, int other)
    {
        var world = new StoryWorld(11);
        world.Chance(400, 5_000);
        int[] a = world.Farm(one, 0, 0);
        int[] b = world.Farm(other, 0, 0);
        int hub = Assert.Single(world.Farm(1, 0, 0));
        world.Carry([.. a, hub], 40, 0.9);
        world.Carry([.. b, hub], 40, 0.9);

        FoundNetworks found = world.Find();

        Assert.Contains(found.Ties, tie => tie.B == hub && a.Contains(tie.A));
        Assert.Contains(found.Ties, tie => tie.B == hub && b.Contains(tie.A));
        Assert.Equal(2, found.Networks.Count);
        Assert.Equal(a.Concat(b).Append(hub).Order(), found.Networks.SelectMany(network => network.Sites).Select(site => site.Site).Order());
        Assert.All(found.Networks, network => Assert.False(network.Sites.Any(site => a.Contains(site.Site)) && network.Sites.Any(site => b.Contains(site.Site))));
    }

    [Fact]
    public void Two_networks_with_one_pair_between_them_stay_apart()
    {
        var world = new StoryWorld(12);
        world.Chance(400, 5_000);
        int[] a = world.Farm(5, 40, 0.9);
        int[] b = world.Farm(5, 40, 0.9);
        world.Carry([a[0], b[0]], 40, 1);

        FoundNetworks found = world.Find();

        Assert.Contains(found.Ties, tie => tie.A == a[0] && tie.B == b[0]);
        Assert.Equal([a, b], found.Networks.Select(network => network.Sites.Select(site => site.Site).ToArray()));
    }

    [Fact]
    public void A_chain_of_sites_is_cut_where_its_ends_do_not_know_each_other()
    {
        var world = new StoryWorld(13);
        world.Chance(400, 5_000);
        int[] chain = world.Farm(30, 0, 0);
        for (int i = 0; i + 1 < chain.Length; i++) world.Carry(chain[i..(i + 2)], 20, 1);

        FoundNetworks found = world.Find();

        Assert.True(found.Ties.Count >= 29);
        Assert.All(found.Networks, network => Assert.InRange(network.Sites.Count, 3, 3));
    }

    [Fact]
    public void The_order_of_stories_and_of_their_sites_does_not_matter()
    {
        var world = new StoryWorld(14);
        world.Chance(500, 6_000);
        world.Chance(100, 500, pool: 3);
        int[] farm = world.Farm(30, 60, 0.4);
        world.Carry([.. farm.Take(10), 3, 5, 8], 40, 0.7, pool: 3);

        string[] found = Lines(world.Find());

        Assert.NotEmpty(found);
        for (int seed = 1; seed <= 5; seed++) Assert.Equal(found, Lines(world.FindShuffled(seed)));
    }

    [Fact]
    public void The_widest_stories_go_first_where_all_would_take_too_long()
    {
        var world = new StoryWorld(15);
        world.Chance(1_000, 5_000, widest: 20);
        int[] farm = world.Farm(5, 30, 0.9);
        world.Carry([.. Enumerable.Range(0, 900)], 30, 0.9);
        long narrow = world.Stories.Take(world.Stories.Count - 30).Sum(story => story.Sites.Length * (story.Sites.Length - 1L) / 2);

        FoundNetworks found = world.Find(new NetworkRule { MaxPairs = narrow + 100_000 });

        Assert.Equal(30, found.LeftOutStories);
        Assert.Equal(farm, Assert.Single(found.Networks).Sites.Select(site => site.Site));
    }

    [Fact]
    public void Sites_of_few_stories_are_no_network()
    {
        var world = new StoryWorld(16);
        world.Chance(400, 5_000);
        world.Farm(6, 4, 1);

        Assert.Empty(world.Find().Networks);
        Assert.Single(world.Find(new NetworkRule { MinStories = 4, MinShared = 4 }).Networks);
    }

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        Assert.Empty(new StoryWorld(0).Find().Networks);
        Assert.Equal(0, SharedStories.Of(3, [(0, [1]), (0, [2, 2])]).Count);
        Assert.Throws<ArgumentException>(() => SharedStories.Of(3, [(0, [1, 3])]));
    }

    private static string[] Lines(FoundNetworks found) =>
    [
        .. found.Networks.Select(network => $"{network.Stories} {network.MeanLift:R} {network.WeakestTied:R} {network.CorrectedP:R}: {string.Join(' ', network.Sites)}"),
        .. found.Ties.Select(tie => $"{tie} {tie.Expected:R} {tie.P:R}"),
    ];
}
