using System.Globalization;
using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class ExplainedVerdictTests
{
    private static readonly Verifier Default = new(new VerificationOptions());

    private static readonly Gen<ulong[]> Tokens = Gen.ULong[0, 30].Array[40, 80];

    [Fact]
    public void The_explained_verdict_is_the_verdict() => Gen.Select(Tokens, Tokens).Where(pair => !pair.Item1.SequenceEqual(pair.Item2)).Sample((x, y) =>
    {
        (ShingleSet a, ShingleSet b) = (Bodies.Of(x), Bodies.Of(y));
        Assert.Equal(Default.Verify(a, b, 5), Default.Explain(a, b, 5).Verdict);
    }, iter: 2000);

    [Theory]
    [InlineData(150, 150, 100, "J 0.50 reaches 0.50", 100)]
    [InlineData(150, 150, 140, "J 0.88 reaches 0.50", 100)]
    [InlineData(100, 200, 75, "J 0.33 is under 0.50, containment 0.75 reaches 0.75, and the shorter is 50 % as long, at least 40 %", 50)]
    [InlineData(100, 400, 80, "J 0.19 is under 0.50, containment 0.80 reaches 0.75, and the shorter is 25 % as long, under 40 %", 25)]
    [InlineData(100, 200, 40, "J 0.15 is under 0.50 and containment 0.40 is under 0.75", 50)]
    [InlineData(3000, 3000, 1999, "J 0.4996 is under 0.50 and containment 0.67 is under 0.75", 100)]
    public void The_ground_holds_each_figure_against_its_threshold(int wordsA, int wordsB, int shared, string ground, int length)
    {
        (ShingleSet a, ShingleSet b) = Bodies.Sharing(wordsA, wordsB, shared);

        ExplainedVerdict explained = Default.Explain(a, b, 0);

        Assert.Equal((ground, length), (explained.Ground, explained.LengthPercent));
        Assert.Equal(ground, Default.Explain(b, a, 0).Ground);
    }

    [Fact]
    public void A_figure_is_never_shown_on_the_other_side_of_its_threshold() => Gen.Select(Gen.Double[0, 1], Gen.Int[1, 100]).Sample((value, percent) =>
    {
        double threshold = percent / 100.0;
        foreach (double close in new[] { value, threshold - value * 1e-4, threshold + value * 1e-4 })
        {
            string[] words = Figure.Compared(close, threshold).Split(' ');
            double shown = double.Parse(words[0], CultureInfo.InvariantCulture);
            // Closer than six digits tell, the figure may equal its threshold.
            if (Math.Abs(close - threshold) > 1e-6) Assert.Equal(words[1] == "reaches", shown >= threshold);
            Assert.Equal(close >= threshold, words[1] == "reaches");
        }
    });

    [Fact]
    public void Other_thresholds_are_shown_as_they_are_set()
    {
        (ShingleSet a, ShingleSet b) = Bodies.Sharing(100, 300, 100);
        var strict = new Verifier(new VerificationOptions { NearResemblance = 0.625, ContainedShare = 0.8, TruncatedLength = 0.335 });

        Assert.Equal("J 0.33 is under 0.625, containment 1.00 reaches 0.80, and the shorter is 33 % as long, under 33.5 %", strict.Explain(a, b, 0).Ground);
    }

    [Fact]
    public void Equal_bodies_are_exact_short_or_not_and_wordless_ones_are_not()
    {
        Assert.Equal((Relation.Exact, "the same normalised body"), Explain(Bodies.Of(Bodies.Words(0, 100)), Bodies.Of(Bodies.Words(0, 100))));
        Assert.Equal((Relation.Exact, "the same normalised body"), Explain(Bodies.Of(Bodies.Words(0, 5)), Bodies.Of(Bodies.Words(0, 5))));
        Assert.Equal(Relation.Lone, Explain(Bodies.Of([]), Bodies.Of([])).Relation);
    }

    [Fact]
    public void The_same_words_at_another_length_are_near() =>
        Assert.Equal((Relation.Near, "J 1.00 reaches 0.50"), Explain(Bodies.Of(Bodies.Words(0, 100), 1, 300), Bodies.Of(Bodies.Words(0, 100), 1, 301)));

    [Fact]
    public void A_short_body_is_nothing_to_a_body_that_it_resembles() => Assert.Equal(
        (Relation.Lone, "a body under 40 words matches exactly or not at all"), Explain(Bodies.Of(Bodies.Words(0, 39)), Bodies.Of(Bodies.Words(0, 40))));

    [Fact]
    public void A_form_letter_is_told_with_its_numbers_and_words()
    {
        static ShingleSet Letter(ulong version) => Bodies.Of(RobotLetterTests.Letter([[10_001 + 2 * version], [20_001 + 2 * version], [30_001 + 2 * version], [40_001], [50_000 + 2 * version]]));

        Assert.Equal(
            (Relation.Robot, "J 0.98 reaches 0.50, but 3 of 4 numbers in the same places differ (0.75 reaches 0.50), and so do words in 1: one form letter"),
            Explain(Letter(1), Letter(2)));
    }

    private static (Relation Relation, string Ground) Explain(ShingleSet a, ShingleSet b)
    {
        ExplainedVerdict explained = Default.Explain(a, b, 0);
        return (explained.Verdict.Relation, explained.Ground);
    }
}
