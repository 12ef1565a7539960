using CsCheck;
using Dedup.Core.Evaluation;
using Dedup.Core.Tests.Text;
using Xunit;

namespace Dedup.Core.Tests.Evaluation;

public sealed class MeasuresTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 1, 2.0 / 3)]
    [InlineData(0.2, 0.3, 0.24)]
    public void Harmonic_mean(double a, double b, double mean)
    {
        Assert.Equal(mean, Measures.HarmonicMean(a, b), 1e-12);
        Assert.Equal(mean, Measures.HarmonicMean(b, a), 1e-12);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("...", "", 1)]
    [InlineData("one", "", 0)]
    [InlineData("", "one", 0)]
    [InlineData("one two", "three four", 0)]
    [InlineData("One, two.", "one TWO", 1)]
    [InlineData("one two", "two one", 1)]
    [InlineData("one two three four", "one two", 2.0 / 3)]
    [InlineData("one one one", "one", 0.5)]
    [InlineData("one", "one one one", 0.5)]
    public void Word_f1_compares_multisets_of_words(string truth, string found, double f1) =>
        Assert.Equal(f1, Measures.WordF1(truth, found), 1e-12);

    [Fact]
    public void Word_f1_equals_the_harmonic_mean_of_precision_and_recall() =>
        Gen.Select(MixedText.Any, MixedText.Any).Sample((truth, found) =>
        {
            List<string> missing = TokenizerOracle.Words(truth);
            List<string> words = TokenizerOracle.Words(found);
            if (missing.Count == 0 || words.Count == 0) return;
            (double trueCount, double foundCount) = (missing.Count, words.Count);
            int shared = words.Count(missing.Remove);
            double expected = shared == 0 ? 0 : 2 / (trueCount / shared + foundCount / shared);
            Assert.Equal(expected, Measures.WordF1(truth, found), 1e-12);
            Assert.Equal(expected, Measures.WordF1(found, truth), 1e-12);
        }, iter: 500);
}
