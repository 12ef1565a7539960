using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Sketches;

namespace Dedup.Core.Tests.Candidates;

/// <summary>Candidate rules pair by pair, without an index.</summary>
internal static class CandidateOracle
{
    /// <summary>1 − (1 − Jʳ)ᵇ by repeated multiplication.</summary>
    public static double Probability(int bands, int rows, double resemblance)
    {
        double bandAgrees = 1;
        for (int row = 0; row < rows; row++) bandAgrees *= resemblance;
        double noneAgrees = 1;
        for (int band = 0; band < bands; band++) noneAgrees *= 1 - bandAgrees;
        return 1 - noneAgrees;
    }

    /// <summary>The most rows that still reach the recall, or 0 where none do; every plan is tried.</summary>
    public static int MostRows(int hashes, double resemblance, double recall)
    {
        int best = 0;
        for (int rows = 1; rows <= hashes; rows++)
        {
            if (Probability(hashes / rows, rows, resemblance) >= recall) best = rows;
        }
        return best;
    }

    public static ProposedBy Judge(Sketch a, Sketch b, int rows, CandidateOptions options)
    {
        ProposedBy by = ProposedBy.None;
        for (int from = 0; from + rows <= a.Signature.Length; from += rows)
        {
            if (Enumerable.Range(from, rows).All(i => a.Signature[i] == b.Signature[i])) by |= ProposedBy.Bands;
        }
        if (SketchOracle.DifferingBits(a.Fingerprint, b.Fingerprint) <= options.FingerprintDistance) by |= ProposedBy.Fingerprint;
        int shared = SketchOracle.Shared(a.Samples, b.Samples);
        decimal least = Math.Min(a.Samples.Length, b.Samples.Length) * (decimal)options.SampleShare;
        if (shared > 0 && shared >= least) by |= ProposedBy.Samples;
        return by;
    }

    public static List<Candidate> Find(IReadOnlyDictionary<int, Sketch> held, Sketch asked, int rows, CandidateOptions options) =>
        [.. held.Select(entry => new Candidate(entry.Key, Judge(entry.Value, asked, rows, options)))
            .Where(candidate => candidate.By != ProposedBy.None).OrderBy(candidate => candidate.Id)];
}
