using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Sketches;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class VerifierTests
{
    private static readonly Verifier Default = new(new VerificationOptions());

    private static readonly Gen<ulong[]> Tokens = Gen.ULong[0, 30].Select(i => 2 * i).Array[0, 60];

    [Fact]
    public void The_defaults_of_the_options_are_the_documented_ones() => Assert.Equal(
        new VerificationOptions
        {
            NearResemblance = 0.5,
            ContainedShare = 0.75,
            TruncatedLength = 0.4,
            DigestShare = 0.9,
            MinimumWords = 40,
            RobotNumberSlots = 3,
            RobotNumberShare = 0.5,
        },
        new VerificationOptions());

    [Theory]
    [InlineData(150, 150, 100, Relation.Near)] // 100 of 200
    [InlineData(150, 150, 99, Relation.Lone)]
    [InlineData(150, 150, 101, Relation.Near)]
    [InlineData(150, 300, 150, Relation.Near)] // 150 of 300
    [InlineData(149, 300, 149, Relation.Truncated)]
    [InlineData(500, 500, 499, Relation.Near)]
    [InlineData(500, 500, 500, Relation.Exact)]
    public void Near_begins_at_its_resemblance(int wordsA, int wordsB, int shared, Relation relation) =>
        AssertRelation(Default, wordsA, wordsB, shared, relation);

    [Theory]
    [InlineData(100, 200, 75, Relation.Truncated)]
    [InlineData(100, 200, 74, Relation.Lone)]
    [InlineData(100, 200, 76, Relation.Truncated)]
    [InlineData(100, 400, 75, Relation.Excerpt)]
    [InlineData(100, 400, 74, Relation.Lone)]
    [InlineData(100, 400, 0, Relation.Lone)]
    public void A_partial_copy_begins_at_its_contained_share(int wordsA, int wordsB, int shared, Relation relation) =>
        AssertRelation(Default, wordsA, wordsB, shared, relation);

    [Theory]
    [InlineData(100, 250, 100, Relation.Truncated)] // 40 %
    [InlineData(79, 200, 79, Relation.Truncated)] // 39.5 %
    [InlineData(394, 1000, 394, Relation.Excerpt)]
    [InlineData(396, 1000, 396, Relation.Truncated)]
    [InlineData(100, 253, 75, Relation.Truncated)]
    [InlineData(100, 254, 75, Relation.Excerpt)]
    public void Truncated_begins_at_its_length_in_whole_percent(int wordsA, int wordsB, int shared, Relation relation) =>
        AssertRelation(Default, wordsA, wordsB, shared, relation);

    [Theory]
    [InlineData(400, 1000, Relation.Truncated)]
    [InlineData(395, 1000, Relation.Truncated)]
    [InlineData(394, 1000, Relation.Excerpt)]
    public void Length_is_taken_in_characters_not_in_words(int characters, int longer, Relation relation)
    {
        ShingleSet a = Bodies.Of(Bodies.Words(0, 100), 1, characters);
        ShingleSet b = Bodies.Of(Bodies.Words(0, 250), 1, longer);
        Assert.Equal(relation, Default.Verify(a, b, 0).Relation);
        Assert.Equal(relation, Default.Verify(b, a, 0).Relation);
    }

    [Fact]
    public void The_body_of_fewer_characters_is_the_one_that_must_stand_in_the_other()
    {
        ShingleSet few = Bodies.Of(Bodies.Words(0, 100), 1, 900);
        ShingleSet many = Bodies.Of(Bodies.Words(0, 250), 1, 800);
        Assert.Equal(Relation.Lone, Default.Verify(few, many, 0).Relation);
        Assert.Equal(Relation.Lone, Default.Verify(many, few, 0).Relation);
    }

    [Theory]
    [InlineData(90, 90, 80, Relation.Near)] // 80 of 100
    [InlineData(90, 90, 79, Relation.Lone)]
    [InlineData(100, 200, 90, Relation.Truncated)]
    [InlineData(100, 200, 89, Relation.Lone)]
    [InlineData(100, 161, 90, Relation.Truncated)]
    [InlineData(100, 200, 100, Relation.Truncated)]
    [InlineData(98, 200, 98, Relation.Excerpt)]
    public void Thresholds_are_those_of_the_options(int wordsA, int wordsB, int shared, Relation relation) => AssertRelation(
        new Verifier(new VerificationOptions { NearResemblance = 0.8, ContainedShare = 0.9, TruncatedLength = 0.5, RewrittenPairs = 0.8 }),
        wordsA, wordsB, shared, relation);

    /// <summary>Left out: bodies of equal length but unlike numbers of distinct shingles, of which neither is the shorter.</summary>
    [Fact]
    public void Measures_and_relation_equal_the_oracle_both_ways() => Gen.Select(Tokens, Tokens)
        .Where((a, b) => a.Length != b.Length || a.Distinct().Count() == b.Distinct().Count())
        .Sample((a, b) =>
        {
            PairVerdict verdict = Default.Verify(Bodies.Of(a), Bodies.Of(b), 9);
            int shared = SketchOracle.Shared(a, b);
            int onlyA = a.Distinct().Count();
            int onlyB = b.Distinct().Count();
            Assert.Equal(new PairVerdict(VerdictOracle.Classify(a, b), shared, onlyA, onlyB, a.Length, b.Length, 9), verdict);
            Assert.Equal(SketchOracle.Resemblance(a, b), verdict.Resemblance, 1e-12);
            Assert.Equal(Swapped(verdict), Default.Verify(Bodies.Of(b), Bodies.Of(a), 9));
        }, iter: 3000);

    [Fact]
    public void What_facts_forbid_is_never_linked()
    {
        int forbidden = 0;
        // Odd tokens are numbers: two thirds of these.
        Gen<ulong[]> facts = Gen.ULong[0, 90].Select(i => i % 3 == 0 ? 2 * i : 2 * i + 1).Array[40, 80];
        Gen.Select(facts, facts, Gen.Int[0, 40]).Sample((a, b, same) =>
        {
            ShingleSet x = Bodies.Of(a);
            ShingleSet y = Bodies.Of([.. a.Take(same), .. b.Skip(same)]);
            if (!Default.FactsForbid(x, y)) return;
            Interlocked.Increment(ref forbidden);
            Assert.Contains(Default.Verify(x, y, 9).Relation, new[] { Relation.Lone, Relation.Robot });
        }, iter: 3000);
        Assert.InRange(forbidden, 100, 2900);
    }

    [Fact]
    public void The_random_bodies_cover_every_relation()
    {
        var seen = new HashSet<Relation>();
        Gen.Select(Tokens, Tokens).Sample((a, b) => { lock (seen) seen.Add(VerdictOracle.Classify(a, b)); }, iter: 3000);
        Assert.Superset(new HashSet<Relation> { Relation.Lone, Relation.Near, Relation.Truncated, Relation.Excerpt }, seen);
    }

    [Fact]
    public void Shares_are_taken_of_the_right_side()
    {
        var verdict = new PairVerdict(Relation.Lone, 30, 40, 90, 50, 100, 3);
        Assert.Equal(0.3, verdict.Resemblance);
        Assert.Equal(0.75, verdict.ContainmentOfA);
        Assert.Equal(1.0 / 3, verdict.ContainmentOfB);
    }

    [Fact]
    public void Empty_bodies_are_nothing_to_each_other()
    {
        PairVerdict verdict = Default.Verify(Bodies.Of([]), Bodies.Of([]), 0);
        Assert.Equal(new PairVerdict(Relation.Lone, 0, 0, 0, 0, 0, 0), verdict);
        Assert.Equal((0, 0, 0), (verdict.Resemblance, verdict.ContainmentOfA, verdict.ContainmentOfB));
    }

    [Fact]
    public void Refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => Default.Verify(null!, Bodies.Of([]), 0));
        Assert.Throws<ArgumentNullException>(() => Default.Verify(Bodies.Of([]), null!, 0));
    }

    internal static PairVerdict Swapped(PairVerdict v) => v with
    {
        ShinglesA = v.ShinglesB,
        ShinglesB = v.ShinglesA,
        WordsA = v.WordsB,
        WordsB = v.WordsA,
    };

    private static void AssertRelation(Verifier verifier, int wordsA, int wordsB, int shared, Relation relation)
    {
        (ShingleSet a, ShingleSet b) = Bodies.Sharing(wordsA, wordsB, shared);
        var expected = new PairVerdict(relation, shared, wordsA, wordsB, wordsA, wordsB, 5);
        Assert.Equal(expected, verifier.Verify(a, b, 5));
        Assert.Equal(Swapped(expected), verifier.Verify(b, a, 5));
    }
}
