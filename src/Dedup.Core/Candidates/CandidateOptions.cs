namespace Dedup.Core.Candidates;

/// <summary>What makes two bodies a candidate pair.</summary>
public sealed record CandidateOptions
{
    /// <summary>Resemblance at which bands must reach <see cref="BandRecall"/>; above 0, below 1; default 0.6.</summary>
    public double BandResemblance { get; set; } = 0.6;

    /// <summary>Probability of a shared band at <see cref="BandResemblance"/>; above 0, below 1; default 0.98, which gives 32 × 4 at 128 hashes.</summary>
    public double BandRecall { get; set; } = 0.98;

    /// <summary>Largest SimHash distance in bits that makes a candidate, inclusive, 0–15; default 3.</summary>
    public int FingerprintDistance { get; set; } = 3;

    /// <summary>
    /// Share of the smaller body's sampled shingles that must stand in both, 0.01–1; default 0.3.
    /// Well below the containment that a link needs (0.75), because a short body has few samples.
    /// </summary>
    public double SampleShare { get; set; } = 0.3;

    /// <summary>
    /// Bodies that may hold a band or a sampled shingle before it is crowded, 16–100,000; default 128. A crowded one no longer
    /// proposes all pairs of its bodies, which bounds the work that form letters and crafted pages make.
    /// </summary>
    public int CrowdedBodies { get; set; } = 128;

    /// <summary>Bodies that a crowded key pairs with all others, 1–1,000; default 16.</summary>
    public int CrowdLeaders { get; set; } = 16;
}
