namespace Dedup.Core.Networks;

/// <summary>Two sites, what they share, and what chance would make of it.</summary>
/// <param name="A">The site with the smaller number.</param>
/// <param name="B">The other.</param>
/// <param name="Observed">Stories that both carry.</param>
/// <param name="Expected">Stories that both would carry by chance.</param>
/// <param name="P">Probability that chance makes them share as many or more; <see cref="LeastP"/> stands for less, too.</param>
/// <param name="CorrectedP">The same for any of all pairs that were tested (Bonferroni), at most 1; 1 where one has too few stories to be tested.</param>
public readonly record struct SitePair(int A, int B, int Observed, double Expected, double P, double CorrectedP)
{
    /// <summary>The smallest probability that is told from none.</summary>
    public const double LeastP = 1e-300;

    /// <summary>Observed over expected; 0 where nothing is expected.</summary>
    public double Lift => Expected > 0 ? Observed / Expected : 0;
}
