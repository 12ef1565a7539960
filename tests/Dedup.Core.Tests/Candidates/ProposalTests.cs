using CsCheck;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class ProposalTests
{
    private static readonly CandidateOptions Options = new() { BandResemblance = 0.6, BandRecall = 0.7 };

    private static readonly int Rows = CandidateOracle.MostRows(CandidateIndexTests.Small.Hashes, Options.BandResemblance, Options.BandRecall);

    [Fact]
    public void Every_figure_is_a_naive_recount() => CandidateIndexTests.Sketches.Array[2].Sample(pair =>
    {
        (Sketch a, Sketch b) = (pair[0], pair[1]);
        int bands = CandidateIndexTests.Small.Hashes / Rows;
        int equal = Enumerable.Range(0, bands).Count(band => Enumerable.Range(band * Rows, Rows).All(i => a.Signature[i] == b.Signature[i]));

        Assert.Equal(
            new Proposal(CandidateOracle.Judge(a, b, Rows, Options), equal, bands, SketchOracle.DifferingBits(a.Fingerprint, b.Fingerprint),
                SketchOracle.Shared(a.Samples, b.Samples), Math.Min(a.Samples.Length, b.Samples.Length)),
            Index().Explain(a, new Candidate(7, CandidateOracle.Judge(a, b, Rows, Options)), b));
    }, iter: 2000);

    private static CandidateIndex Index() => new(CandidateIndexTests.Small, Options);
}
