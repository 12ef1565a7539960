namespace Dedup.Core.Networks;

/// <summary>When two sites are tied, and when tied sites are a network.</summary>
public sealed record NetworkRule
{
    /// <summary>Fewest stories that a site must share with any others to be tested; default 5: fewer are no habit.</summary>
    public int MinStories { get; init; } = 5;

    /// <summary>Fewest stories that two tied sites share; default 5.</summary>
    public int MinShared { get; init; } = 5;

    /// <summary>Largest corrected p-value of a tie, 0–1; default 0.01: in a hundred worlds of chance one has a tie.</summary>
    public double Level { get; init; } = 0.01;

    /// <summary>Fewest times as many stories as expected that two tied sites share; default 2: what is only significant is not worth a word.</summary>
    public double MinLift { get; init; } = 2;

    /// <summary>Smallest share of the stories of the site with fewer that two tied sites share, 0–1; default 0.1.</summary>
    public double MinOverlap { get; init; } = 0.1;

    /// <summary>Fewest sites of a network; default 3.</summary>
    public int MinSites { get; init; } = 3;

    /// <summary>Smallest share of the other sites of its network that a site must be tied with, 0–1; default 0.5.</summary>
    public double MinTied { get; init; } = 0.5;

    /// <summary>Most pairs of sites, counted anew in every story, that are looked at; default a billion, a few seconds. The widest stories go first.</summary>
    public long MaxPairs { get; init; } = 1_000_000_000;
}
