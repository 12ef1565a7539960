using System.Globalization;
using Dedup.Core.Networks;
using Dedup.Engine.Sites;
using Spectre.Console;

namespace Dedup.Host.Output;

/// <summary>Shows networks of sites and tied pairs.</summary>
internal static class NetworkView
{
    private const int MaxSites = 40;

    public static void Show(SiteNetworks found, bool pairs, int most)
    {
        if (pairs) Pairs(found.Ties, most);
        else foreach (NetworkRow network in found.Networks.Take(most)) Network(network);
        ClusterView.Line(
            $"{ClusterView.Count(found.Networks.Count, "network")} and {ClusterView.Count(found.Ties.Count, "tied pair")} among {ClusterView.Count(found.TestedSites, "site")} with enough of {ClusterView.Number(found.Stories)} shared stories"
            + (found.LeftOutStories > 0 ? $"; {ClusterView.Count(found.LeftOutStories, "story", "stories")} on too many sites not counted" : ""));
    }

    /// <summary>A probability, in as many digits as say something.</summary>
    public static string Probability(double p) => p switch
    {
        <= SitePair.LeastP => "1e-300 or less",
        < 0.001 => p.ToString("0.0e0", CultureInfo.InvariantCulture),
        _ => p.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A number of stories that chance makes.</summary>
    public static string Expected(double stories) => stories.ToString(stories < 0.1 ? "0.0000" : "N1", CultureInfo.InvariantCulture);

    private static void Network(NetworkRow network)
    {
        ClusterView.Line(
            $"{ClusterView.Count(network.Sites.Count, "site")}, {ClusterView.Number(network.Stories)} shared stories, {Lift(network.MeanLift)} times what chance makes; weakest tied with {ClusterView.Share(network.WeakestTied)} of the others; p {Probability(network.CorrectedP)}");
        Table table = Screen.Table("site", "tied with", "stories");
        foreach (NetworkSiteRow site in network.Sites.Take(MaxSites)) table.Row("  " + site.Site, ClusterView.Share(site.Tied), ClusterView.Number(site.Stories));
        Screen.Write(table);
        if (network.Sites.Count > MaxSites) ClusterView.Line($"  and {ClusterView.Number(network.Sites.Count - MaxSites)} more: --json");
    }

    private static void Pairs(IReadOnlyList<TieRow> ties, int most)
    {
        if (ties.Count == 0) return;
        Table table = Screen.Table("site", "site", "shared", "by chance", "times", "p", "corrected p");
        foreach (TieRow tie in ties.Take(most))
            table.Row(tie.A, tie.B, ClusterView.Number(tie.Shared), Expected(tie.Expected), Lift(tie.Lift), Probability(tie.P), Probability(tie.CorrectedP));
        Screen.Write(table);
    }

    /// <summary>How many times as much as chance makes.</summary>
    public static string Lift(double lift) => lift.ToString(lift < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
}
