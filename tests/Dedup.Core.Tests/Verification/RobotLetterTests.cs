using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class RobotLetterTests
{
    private const int LetterWords = 400;
    private const int Spacing = 15;
    private const ulong Name = 1_000_000;
    private const ulong Number = 2_000_001;

    [Theory]
    [InlineData(3, 0, 1, Relation.Robot)]
    [InlineData(6, 0, 2, Relation.Robot)]
    [InlineData(2, 0, 1, Relation.Corrected)] // too few slots
    [InlineData(3, 3, 1, Relation.Robot)] // half of the numbers differ
    [InlineData(3, 4, 1, Relation.Corrected)]
    [InlineData(4, 3, 1, Relation.Robot)]
    [InlineData(5, 0, 0, Relation.Corrected)] // an update of figures, no other names
    [InlineData(9, 0, 0, Relation.Robot)] // all of many figures: the lottery of another day
    [InlineData(9, 2, 0, Relation.Robot)]
    [InlineData(9, 9, 0, Relation.Robot)]
    [InlineData(8, 9, 0, Relation.Corrected)]
    [InlineData(9, 13, 0, Relation.Robot)] // two fifths of very many
    [InlineData(9, 14, 0, Relation.Corrected)]
    [InlineData(1, 6, 0, Relation.Corrected)]
    [InlineData(2, 6, 0, Relation.Corrected)]
    [InlineData(2, 6, 2, Relation.Corrected)]
    [InlineData(0, 6, 9, Relation.Near)] // words replaced
    [InlineData(0, 0, 0, Relation.Exact)]
    public void Other_numbers_and_other_names_in_the_same_slots_make_a_robot(
        int otherNumbers, int sameNumbers, int otherNames, Relation relation) =>
        AssertRelation(new VerificationOptions(), otherNumbers, sameNumbers, otherNames, relation);

    [Theory]
    [InlineData(3, 0, 1, Relation.Corrected)]
    [InlineData(4, 1, 1, Relation.Robot)] // 4 of 5
    [InlineData(4, 2, 1, Relation.Corrected)]
    [InlineData(8, 2, 1, Relation.Robot)] // 8 of 10
    public void Thresholds_are_those_of_the_options(int otherNumbers, int sameNumbers, int otherNames, Relation relation) => AssertRelation(
        new VerificationOptions { RobotNumberSlots = 4, RobotNumberShare = 0.8 }, otherNumbers, sameNumbers, otherNames, relation);

    [Theory]
    [InlineData(7, Relation.Robot)]
    [InlineData(8, Relation.Near)]
    public void A_slot_is_a_short_run(int wordsBesideTheNumber, Relation relation)
    {
        ulong[] Body(ulong version) => Letter(Enumerable.Range(0, 3).Select(slot => (IEnumerable<ulong>)
        [
            .. Enumerable.Range(0, wordsBesideTheNumber).Select(i => Name + 2 * version + 200 * (ulong)(slot * 9 + i)),
            Number + 2 * version + 200 * (ulong)slot,
        ]));
        AssertRelation(new VerificationOptions(), Body(1), Body(2), relation);
    }

    [Fact]
    public void Several_numbers_in_one_slot_count_each() => AssertRelation(
        new VerificationOptions(),
        Letter([[Number, Number + 2, Number + 4], [Name]]),
        Letter([[Number + 6, Number + 8, Number + 10], [Name + 2]]),
        Relation.Robot);

    [Fact]
    public void Numbers_that_gave_way_to_words_are_no_number_slots() => AssertRelation(
        new VerificationOptions(),
        Letter([[Number], [Number + 2], [Number + 4], [Number + 6]]),
        Letter([[Name], [Name + 2], [Name + 4], [Name + 6]]),
        Relation.Near);

    [Theory]
    [InlineData(3, Relation.Robot)]
    [InlineData(4, Relation.Corrected)]
    public void Equal_numbers_count_wherever_they_stand(int sameNumbers, Relation relation)
    {
        ulong[] Body(ulong version, bool sameFirst)
        {
            ulong[][] same = [.. Enumerable.Range(0, sameNumbers).Select(i => (ulong[])[Number + 1000 + 2 * (ulong)i])];
            ulong[][] other = [[Name + version], [Number + version], [Number + 100 + version], [Number + 200 + version]];
            return Letter(sameFirst ? [.. same, .. other] : [.. other, .. same]);
        }
        AssertRelation(new VerificationOptions(), Body(2, true), Body(4, true), relation);
        AssertRelation(new VerificationOptions(), Body(2, false), Body(4, false), relation);
    }

    [Fact]
    public void A_dropped_paragraph_with_numbers_is_no_slot()
    {
        ulong[] whole = Letter([[Number], [Name], [Number + 2], .. Enumerable.Range(5, 6).Select(i => (ulong[])[Number + 2 * (ulong)i])]);
        ulong[] cut = [.. whole[..100]];
        AssertRelation(new VerificationOptions(), whole, cut, Relation.Excerpt);
        AssertRelation(new VerificationOptions(), whole, [.. whole[..50], .. whole[150..]], Relation.Near);
    }

    [Theory]
    [InlineData(4, Relation.Robot)]
    [InlineData(0, Relation.Truncated)]
    public void Truncated_letters_are_robots_too(int otherNumbers, Relation relation)
    {
        IEnumerable<ulong>[] Slots(ulong version) =>
            [[Name + version], .. Enumerable.Range(0, 4).Select(i => (ulong[])[Number + 100 * (ulong)i + (i < otherNumbers ? version : 0)])];
        AssertRelation(new VerificationOptions(), Letter(Slots(0)), Letter(Slots(2))[..180], relation);
    }

    private static void AssertRelation(VerificationOptions options, int otherNumbers, int sameNumbers, int otherNames, Relation relation)
    {
        ulong[] Body(ulong version) => Letter(
        [
            .. Enumerable.Range(0, otherNumbers).Select(i => (ulong[])[Number + 200 * (ulong)i + 2 * version]),
            .. Enumerable.Range(0, sameNumbers).Select(i => (ulong[])[Number + 200 * (ulong)i + 100]),
            .. Enumerable.Range(0, otherNames).Select(i => (ulong[])[Name + 200 * (ulong)i + 2 * version]),
        ]);
        AssertRelation(options, Body(1), Body(2), relation);
    }

    private static void AssertRelation(VerificationOptions options, ulong[] a, ulong[] b, Relation relation)
    {
        var verifier = new Verifier(options);
        (ShingleSet one, ShingleSet other) = (Bodies.Of(a, 5), Bodies.Of(b, 5));
        Assert.Equal(relation, verifier.Verify(one, other, 0).Relation);
        Assert.Equal(relation, verifier.Verify(other, one, 0).Relation);
    }

    /// <summary>The same words every time, with the slots set among them at equal distances.</summary>
    internal static ulong[] Letter(IEnumerable<IEnumerable<ulong>> slots)
    {
        List<ulong> letter = [];
        int word = 0;
        foreach (IEnumerable<ulong> slot in slots)
        {
            letter.AddRange(Bodies.Words(word, Spacing));
            letter.AddRange(slot);
            word += Spacing;
        }
        letter.AddRange(Bodies.Words(word, LetterWords - word));
        return [.. letter];
    }
}
