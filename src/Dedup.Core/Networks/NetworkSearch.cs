namespace Dedup.Core.Networks;

/// <summary>Networks of sites, and the ties that they are made of.</summary>
/// <param name="Networks">The networks, the largest first.</param>
/// <param name="Ties">All ties, of sites outside networks too, by their sites.</param>
/// <param name="TestedSites">Sites with enough stories.</param>
/// <param name="CountedStories">Stories of two sites or more that were counted.</param>
/// <param name="LeftOutStories">Stories that were not: too many sites carry them.</param>
public sealed record FoundNetworks(IReadOnlyList<SiteNetwork> Networks, IReadOnlyList<SitePair> Ties, int TestedSites, int CountedStories, int LeftOutStories);

/// <summary>Finds the sites that republish the same stories more than chance explains.</summary>
public static class NetworkSearch
{
    /// <summary>Tests all pairs of sites and groups those that are tied.</summary>
    public static FoundNetworks Find(PairTests tests, NetworkRule rule)
    {
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentNullException.ThrowIfNull(rule);
        IReadOnlyList<SitePair> ties = tests.Ties();
        List<int[]> groups = [.. TieGraph.Of(ties)
            .SelectMany(graph => TiedGroups.Of(graph, rule).Select(group => group.Select(site => graph.Sites[site]).ToArray()))
            .OrderByDescending(sites => sites.Length).ThenBy(sites => sites[0])];
        return new FoundNetworks(Describe(tests, ties, groups), ties, tests.TestedSites, tests.CountedStories, tests.Stories.Count - tests.CountedStories);
    }

    private static SiteNetwork[] Describe(PairTests tests, IReadOnlyList<SitePair> ties, List<int[]> groups)
    {
        int[] groupOf = new int[tests.Stories.SiteCount];
        Array.Fill(groupOf, -1);
        for (int group = 0; group < groups.Count; group++)
        {
            foreach (int site in groups[group]) groupOf[site] = group;
        }
        double[] largest = new double[groups.Count];
        int[] tied = new int[groupOf.Length];
        foreach (SitePair tie in ties)
        {
            int group = groupOf[tie.A];
            if (group < 0 || group != groupOf[tie.B]) continue;
            largest[group] = Math.Max(largest[group], tie.CorrectedP);
            tied[tie.A]++;
            tied[tie.B]++;
        }
        return [.. groups.Select((sites, group) =>
        {
            (int stories, long observed, Dictionary<int, int> own) = Shared(tests, sites);
            double expected = 0;
            for (int i = 0; i < sites.Length; i++)
            {
                for (int j = i + 1; j < sites.Length; j++) expected += tests.Expected(sites[i], sites[j]);
            }
            NetworkSite[] members = [.. sites.Select(site => new NetworkSite(site, tied[site] / (sites.Length - 1.0), own[site]))];
            return new SiteNetwork(members, stories, observed / expected, members.Min(site => site.Tied), largest[group]);
        })];
    }

    /// <summary>Stories that two of the sites or more carry, the pairs of them in all these stories, and how many of the stories each has.</summary>
    private static (int Stories, long Pairs, Dictionary<int, int> Own) Shared(PairTests tests, int[] sites)
    {
        Dictionary<int, int> carriers = [];
        foreach (int story in sites.SelectMany(tests.StoriesOf)) carriers[story] = carriers.GetValueOrDefault(story) + 1;
        return (
            carriers.Values.Count(n => n > 1), carriers.Values.Sum(n => n * (n - 1L) / 2),
            sites.ToDictionary(site => site, site => tests.StoriesOf(site).Count(story => carriers[story] > 1)));
    }
}
