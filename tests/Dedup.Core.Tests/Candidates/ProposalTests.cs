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
            Index().Explain(a, b));
    }, iter: 2000);

    [Fact]
    public void The_index_proposes_what_it_explains() => CandidateIndexTests.Sketches.Array[2].Sample(pair =>
    {
        CandidateIndex index = Index();
        index.Add(7, pair[1]);
        Proposal proposal = index.Explain(pair[0], pair[1]);

        Assert.Equal(proposal.By == ProposedBy.None ? [] : [new Candidate(7, proposal.By)], index.Find(pair[0]));
    }, iter: 2000);

    [Fact]
    public void Which_is_asked_makes_no_difference() => CandidateIndexTests.Sketches.Array[2].Sample(pair =>
        Assert.Equal(Index().Explain(pair[0], pair[1]), Index().Explain(pair[1], pair[0])), iter: 500);

    private static CandidateIndex Index() => new(CandidateIndexTests.Small, Options);
}
