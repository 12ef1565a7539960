using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

/// <summary>The estimator's error against theory, on random set pairs whose resemblance is exact by construction.</summary>
/// <remarks>
/// With k independent functions the number of equal places X is binomial(k, J). The estimate X/k has mean J, variance
/// v = J(1−J)/k and fourth central moment 3v² + v²(1−6J(1−J))/(kJ(1−J)). Over n independent pairs:
///   the mean estimate has standard deviation √(v/n);
///   the mean squared error has mean v and standard deviation v·√((2 + (1−6J(1−J))/(kJ(1−J)))/n).
/// A run may stray five standard deviations: 18 comparisons together fail by chance about once in 10⁵ seeds.
/// With k = 128, n = 400 that is ±.011 of a mean at J = .5, and ±35 % of a squared error, which is −20 to +16 % of an RMSE.
/// Equal 32-bit halves of unlike shingles (union 600: 4·10⁻⁵ of pairs of sets) are far below both.
/// </remarks>
public sealed class MinHashEstimateTests(ITestOutputHelper output)
{
    private const int Seed = 20240611;
    private const int Hashes = 128;
    private const int Pairs = 400;
    private const int Union = 600;
    private const double Deviations = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Error_is_what_theory_says(int tenths)
    {
        double resemblance = tenths / 10.0;
        int shared = Union * tenths / 10;
        var random = new Random(Seed + tenths);
        var minHash = new MinHash(Hashes);
        double sum = 0;
        double squares = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            ulong[] union = [.. Enumerable.Range(0, Union).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
            int onlyA = random.Next(Union - shared + 1);
            uint[] a = MinHashTests.Signature(minHash, union.AsSpan(0, shared + onlyA));
            uint[] b = MinHashTests.Signature(minHash, [.. union[..shared], .. union[(shared + onlyA)..]]);
            double error = MinHash.EstimateResemblance(a, b) - resemblance;
            sum += error;
            squares += error * error;
        }

        double binary = resemblance * (1 - resemblance);
        double variance = binary / Hashes;
        double bias = sum / Pairs;
        double meanSquare = squares / Pairs;
        double biasTolerance = Deviations * Math.Sqrt(variance / Pairs);
        double squareTolerance = Deviations * variance * Math.Sqrt((2 + (1 - 6 * binary) / (Hashes * binary)) / Pairs);
        output.WriteLine($"seed {Seed + tenths}: J {resemblance}, bias {bias:F5} (±{biasTolerance:F5}), "
            + $"RMSE {Math.Sqrt(meanSquare):F5}, theory {Math.Sqrt(variance):F5}");
        Assert.InRange(bias, -biasTolerance, biasTolerance);
        Assert.InRange(meanSquare, variance - squareTolerance, variance + squareTolerance);
    }

    [Fact]
    public void Equal_sets_agree_everywhere_and_disjoint_sets_nowhere()
    {
        var minHash = new MinHash(Hashes);
        ulong[] one = [.. Enumerable.Range(1, 300).Select(i => (ulong)i << 32)];
        ulong[] other = [.. Enumerable.Range(301, 300).Select(i => (ulong)i << 32)];
        uint[] signature = MinHashTests.Signature(minHash, one);
        Assert.Equal(1, MinHash.EstimateResemblance(signature, MinHashTests.Signature(minHash, [.. one.Reverse()])));
        Assert.Equal(0, MinHash.EstimateResemblance(signature, MinHashTests.Signature(minHash, other)));
    }
}
