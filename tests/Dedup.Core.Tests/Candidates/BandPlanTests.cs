using CsCheck;
using Dedup.Core.Candidates;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class BandPlanTests
{
    [Theory]
    [InlineData(0.3, 0.23)]
    [InlineData(0.4, 0.56)]
    [InlineData(0.5, 0.87)]
    [InlineData(0.6, 0.99)]
    public void Default_plan_has_the_documented_curve(double resemblance, double probability) =>
        Assert.Equal(probability, new BandPlan(32, 4).CandidateProbability(resemblance), 2);

    [Fact]
    public void Solves_the_default_options() => Assert.Equal(new BandPlan(32, 4), BandPlan.Solve(128, 0.6, 0.98));

    [Fact]
    public void The_defaults_of_the_options_are_the_documented_ones()
    {
        var options = new CandidateOptions();
        Assert.Equal((0.6, 0.98, 3, 0.3),
            (options.BandResemblance, options.BandRecall, options.FingerprintDistance, options.SampleShare));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 4)]
    [InlineData(9, 13)]
    public void The_curve_runs_from_never_to_always(int bands, int rows)
    {
        var plan = new BandPlan(bands, rows);
        Assert.Equal(0, plan.CandidateProbability(0));
        Assert.Equal(1, plan.CandidateProbability(1));
    }

    [Fact]
    public void The_curve_equals_the_oracle_and_rises_with_resemblance_and_bands_and_falls_with_rows() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[1, 16], Gen.Double.Unit, Gen.Double.Unit).Sample((bands, rows, one, other) =>
        {
            (double low, double high) = (Math.Min(one, other), Math.Max(one, other));
            double atLow = new BandPlan(bands, rows).CandidateProbability(low);
            Assert.Equal(CandidateOracle.Probability(bands, rows, low), atLow, 1e-9);
            Assert.True(atLow <= new BandPlan(bands, rows).CandidateProbability(high) + 1e-12);
            Assert.True(atLow <= new BandPlan(bands + 1, rows).CandidateProbability(low) + 1e-12);
            Assert.True(atLow >= new BandPlan(bands, rows + 1).CandidateProbability(low) - 1e-12);
        }, iter: 1000);

    [Fact]
    public void Solve_finds_what_trying_every_plan_finds() =>
        Gen.Select(Gen.Int[1, 256], Gen.Int[1, 99], Gen.Int[1, 99]).Sample((hashes, resemblance, recall) =>
        {
            (double j, double p) = (resemblance / 100.0, (recall + 0.03) / 100.0); // no plan meets p exactly
            int rows = CandidateOracle.MostRows(hashes, j, p);
            if (rows == 0) Assert.Throws<ArgumentException>(() => BandPlan.Solve(hashes, j, p));
            else Assert.Equal(new BandPlan(hashes / rows, rows), BandPlan.Solve(hashes, j, p));
        }, iter: 2000);

    [Theory]
    [InlineData(0, 0.5, 0.5, "hashes")]
    [InlineData(128, 0.0, 0.5, "resemblance")]
    [InlineData(128, 1.0, 0.5, "resemblance")]
    [InlineData(128, double.NaN, 0.5, "resemblance")]
    [InlineData(128, 0.5, 0.0, "recall")]
    [InlineData(128, 0.5, 1.0, "recall")]
    [InlineData(128, 0.5, double.NaN, "recall")]
    public void Refuses_arguments_out_of_range(int hashes, double resemblance, double recall, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => BandPlan.Solve(hashes, resemblance, recall)).ParamName);

    [Fact]
    public void Refuses_a_recall_that_no_plan_reaches() =>
        Assert.Equal("hashes", Assert.Throws<ArgumentException>(() => BandPlan.Solve(4, 0.1, 0.9)).ParamName);
}
