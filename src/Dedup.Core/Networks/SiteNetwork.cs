namespace Dedup.Core.Networks;

/// <summary>A site of a network.</summary>
/// <param name="Site">The site.</param>
/// <param name="Tied">Share of the network's other sites that it is tied with.</param>
/// <param name="Stories">Stories that it shares with others of the network.</param>
public readonly record struct NetworkSite(int Site, double Tied, int Stories);

/// <summary>Sites that republish the same stories, each tied with a good share of the others.</summary>
/// <param name="Sites">The sites, by number.</param>
/// <param name="Stories">Stories that two of them or more carry.</param>
/// <param name="MeanLift">What its pairs share over what they are expected to, all pairs together, tied or not.</param>
/// <param name="WeakestTied">Smallest share of the others that one of its sites is tied with.</param>
/// <param name="CorrectedP">Largest corrected p-value of the ties within: chance would have to make every one of them.</param>
public sealed record SiteNetwork(IReadOnlyList<NetworkSite> Sites, int Stories, double MeanLift, double WeakestTied, double CorrectedP);
