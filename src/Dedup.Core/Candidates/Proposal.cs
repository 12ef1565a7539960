using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>How near two sketches are in each index: the grounds on which a pair is proposed, or is not.</summary>
/// <param name="By">Every index that proposes the pair.</param>
/// <param name="EqualBands">Bands that are equal in both signatures.</param>
/// <param name="Bands">Bands of a signature.</param>
/// <param name="HammingDistance">Differing fingerprint bits, 0–64.</param>
/// <param name="CommonSamples">Sampled shingles that stand in both.</param>
/// <param name="FewerSamples">Sampled shingles of the body that has fewer.</param>
public readonly record struct Proposal(
    ProposedBy By, int EqualBands, int Bands, int HammingDistance, int CommonSamples, int FewerSamples)
{
    /// <summary>Weighs two sketches of one scheme; which is asked and which is held makes no difference.</summary>
    internal static Proposal Of(Sketch a, Sketch b, BandPlan plan, ProposedBy by) => new(
        by, Enumerable.Range(0, plan.Bands).Count(band => plan.AreEqual(a.Signature, b.Signature, band)), plan.Bands,
        SimHash.Distance(a.Fingerprint, b.Fingerprint), SharedSamples(a.Samples, b.Samples).Count(), Math.Min(a.Samples.Length, b.Samples.Length));

    /// <summary>Whether so many shared samples make a candidate of bodies with so many samples each.</summary>
    internal static bool SharesEnough(int shared, int samplesA, int samplesB, CandidateOptions options) =>
        shared > 0 && shared >= Math.Min(samplesA, samplesB) * options.SampleShare;

    /// <summary>The samples that stand in both.</summary>
    internal static IEnumerable<ulong> SharedSamples(ulong[] a, ulong[] b)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int order = a[i].CompareTo(b[j]);
            if (order == 0) yield return a[i];
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
    }
}
