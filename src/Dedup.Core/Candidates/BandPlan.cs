namespace Dedup.Core.Candidates;

/// <summary>How a signature is cut into bands: b bands of r rows each (Indyk, Motwani 1998; Leskovec et al., Mining of Massive Datasets, 3.4).</summary>
/// <param name="Bands">b, the number of bands.</param>
/// <param name="Rows">r, the signature values in a band.</param>
public readonly record struct BandPlan(int Bands, int Rows)
{
    /// <summary>The rows of one band of a signature.</summary>
    internal ReadOnlySpan<uint> Of(uint[] signature, int band) => signature.AsSpan(band * Rows, Rows);

    /// <summary>Whether two signatures agree in a band.</summary>
    internal bool AreEqual(uint[] a, uint[] b, int band) => Of(a, band).SequenceEqual(Of(b, band));

    /// <summary>
    /// The S-curve: the probability 1 − (1 − Jʳ)ᵇ that a pair of resemblance J agrees in a whole band and becomes a candidate.
    /// </summary>
    public double CandidateProbability(double resemblance) =>
        1 - Math.Pow(1 - Math.Pow(resemblance, Rows), Bands);

    /// <summary>
    /// The plan with the most rows, and so the fewest false candidates, that still proposes pairs of the given
    /// resemblance with at least the given probability, using ⌊hashes/r⌋ bands.
    /// </summary>
    /// <param name="hashes">Values in a signature.</param>
    /// <param name="resemblance">Resemblance at which the recall is wanted, above 0 and below 1.</param>
    /// <param name="recall">Wanted probability there, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">Not even bands of one row reach the recall.</exception>
    public static BandPlan Solve(int hashes, double resemblance, double recall)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashes, 1);
        if (resemblance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(resemblance), resemblance, "must lie above 0 and below 1");
        if (recall is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(recall), recall, "must lie above 0 and below 1");
        for (int rows = hashes; rows >= 1; rows--)
        {
            var plan = new BandPlan(hashes / rows, rows);
            if (plan.CandidateProbability(resemblance) >= recall) return plan;
        }
        throw new ArgumentException(
            $"{hashes} hashes cannot propose pairs of resemblance {resemblance} with probability {recall}", nameof(hashes));
    }
}
