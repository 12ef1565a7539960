using Dedup.Core.Networks;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Sites;

/// <summary>A site of a network.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Tied">Share of the network's other sites that it is tied with, 0–1.</param>
/// <param name="Stories">Stories that it shares with others of the network.</param>
public sealed record NetworkSiteRow(string Site, double Tied, int Stories);

/// <summary>Sites that republish the same stories more than chance explains.</summary>
/// <param name="Sites">Its sites, by name.</param>
/// <param name="Stories">Stories that two of them or more carry.</param>
/// <param name="MeanLift">What its pairs share over what chance would make of it, all pairs together.</param>
/// <param name="WeakestTied">Smallest share of the others that one of its sites is tied with, 0–1.</param>
/// <param name="CorrectedP">Largest corrected p-value of the ties within.</param>
public sealed record NetworkRow(IReadOnlyList<NetworkSiteRow> Sites, int Stories, double MeanLift, double WeakestTied, double CorrectedP);

/// <summary>Two sites that share more stories than chance explains.</summary>
/// <param name="A">One, by name.</param>
/// <param name="B">The other.</param>
/// <param name="Shared">Stories that both carry.</param>
/// <param name="Expected">Stories that both would carry by chance.</param>
/// <param name="Lift">The one over the other.</param>
/// <param name="P">Probability that chance makes them share as many or more; 1e-300 stands for less, too.</param>
/// <param name="CorrectedP">The same for any of all pairs that were tested.</param>
public sealed record TieRow(string A, string B, int Shared, double Expected, double Lift, double P, double CorrectedP);

/// <summary>The networks of a database.</summary>
/// <param name="Networks">The networks, the largest first.</param>
/// <param name="Ties">Every tied pair, in networks or not, the surest first.</param>
/// <param name="TestedSites">Sites that share enough stories to be tested.</param>
/// <param name="Stories">Stories of two sites or more that were counted.</param>
/// <param name="LeftOutStories">Stories that were not counted: so many sites carry them that their pairs would take too long and tell nothing.</param>
public sealed record SiteNetworks(IReadOnlyList<NetworkRow> Networks, IReadOnlyList<TieRow> Ties, int TestedSites, int Stories, int LeftOutStories)
{
    /// <summary>Finds them.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="rule">When sites are tied and networks; null: as it stands where none is given.</param>
    public static SiteNetworks Of(Reader reader, NetworkRule? rule = null) => Of(SiteStories.Read(reader), rule);

    /// <summary>Finds them in stories that were read.</summary>
    /// <param name="stories">The stories.</param>
    /// <param name="rule">When sites are tied and networks; null: as it stands where none is given.</param>
    public static SiteNetworks Of(SiteStories stories, NetworkRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(stories);
        FoundNetworks found = NetworkSearch.Find(rule is null ? stories.Tests : stories.Under(rule), rule ?? new NetworkRule());
        IReadOnlyList<string> names = stories.Sites;
        return new SiteNetworks(
            [.. found.Networks.Select(network => new NetworkRow(
                [.. network.Sites.Select(site => new NetworkSiteRow(names[site.Site], site.Tied, site.Stories))],
                network.Stories, network.MeanLift, network.WeakestTied, network.CorrectedP))],
            [.. found.Ties.OrderBy(tie => tie.P).ThenByDescending(tie => tie.Observed).ThenBy(tie => tie.A).ThenBy(tie => tie.B)
                .Select(tie => new TieRow(names[tie.A], names[tie.B], tie.Observed, tie.Expected, tie.Lift, tie.P, tie.CorrectedP))],
            found.TestedSites, found.CountedStories, found.LeftOutStories);
    }
}
