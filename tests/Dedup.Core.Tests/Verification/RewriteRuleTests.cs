using System.Text;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

/// <summary>Spun and shuffled copies against stories of one form and other stories, on written text of made-up words.</summary>
public sealed class RewriteRuleTests
{
    private const int Sentences = 24;

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public void A_copy_with_words_replaced_evenly_is_near_or_rewritten(int percent)
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            string[][] story = Story(seed);
            Relation relation = Verify(Text(story), Text(Spin(story, percent, seed)));
            Assert.True(relation is Relation.Near or Relation.Rewritten, $"seed {seed}: {relation}");
        }
    }

    [Fact]
    public void Short_sentences_in_another_order_are_near_or_rewritten()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            string[][] story = Story(seed);
            string[][] shuffled = [.. story];
            new Random(seed).Shuffle(shuffled);
            Relation relation = Verify(Text(story), Text(shuffled));
            Assert.True(relation is Relation.Near or Relation.Rewritten, $"seed {seed}: {relation}");
        }
    }

    [Fact]
    public void The_same_words_about_other_names_and_numbers_are_no_copy()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            string[][] story = Story(seed);
            // Every second name and number another, so that too little is the same to be near.
            string[][] other = [.. Spin(story, 8, seed).Select((sentence, i) => (string[])[.. sentence.Select(word =>
                char.IsUpper(word[0]) && i % 2 == 0 ? word + "ia" : char.IsDigit(word[0]) ? "9" + word : word)])];
            Relation relation = Verify(Text(story), Text(other));
            Assert.True(relation is Relation.Robot or Relation.Lone, $"seed {seed}: {relation}");
        }
    }

    /// <summary>A form of small numbers: most of those of one filling stand in any other too, in other places.</summary>
    [Fact]
    public void Small_numbers_in_other_places_are_a_form_letter()
    {
        var random = new Random(11);
        int robots = 0;
        for (int i = 0; i < 200; i++)
        {
            Relation relation = Verify(Outlook(random), Outlook(random));
            Assert.True(relation is Relation.Robot or Relation.Lone, $"pair {i} of seed 11: {relation}");
            robots += relation == Relation.Robot ? 1 : 0;
        }
        Assert.InRange(robots, 1, 200);
    }

    private static string Outlook(Random random)
    {
        int N() => random.Next(12);
        return $"The tide at Wexmoor turns at {N()} and again at {N()} on the day, with a swell of {N()} feet in the channel and {N()} feet at the bar by noon. "
            + $"Winds of {N()} knots from the west back to the south at {N()} knots, and squalls of {N()} knots are likely before {N()} in the evening. "
            + $"Fog lifts by {N()} and visibility reaches {N()} miles off the point, {N()} miles inside the sound and {N()} miles at the lightship. "
            + $"Boats drawing over {N()} feet should keep to the dredged cut, and crews are asked to keep a watch on channel {N()} until the wind has dropped below {N()} knots.";
    }

    [Fact]
    public void Another_story_is_nothing()
    {
        for (int seed = 1; seed <= 40; seed++) Assert.Equal(Relation.Lone, Verify(Text(Story(seed)), Text(Story(seed + 100))));
    }

    [Fact]
    public void The_ground_names_what_decided()
    {
        string[][] story = Story(3);
        ExplainedVerdict verdict = Explain(Text(story), Text(Spin(story, 12, 3)));
        Assert.Equal(Relation.Rewritten, verdict.Verdict.Relation);
        Assert.Matches(@"^J 0\.\d+ is under 0\.50 and containment 0\.\d+ is under 0\.75, but pairs of words 0\.\d+ reaches 0\.50, and 24 of 24 numbers and \d+ of \d+ names stand in both$", verdict.Ground);
    }

    private static Relation Verify(string a, string b)
    {
        Relation relation = Explain(a, b).Verdict.Relation;
        Assert.Equal(relation, Explain(b, a).Verdict.Relation);
        return relation;
    }

    private static ExplainedVerdict Explain(string a, string b) => new Verifier(new VerificationOptions()).Explain(Bodies.Read(a), Bodies.Read(b), 0);

    /// <summary>Sentences of ten words, each with a name and a number among words of a small vocabulary.</summary>
    private static string[][] Story(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Sentences).Select(i => (string[])[
            Word(random), Word(random), Name(random), Word(random), Word(random), Word(random), (random.Next(90_000) + 100).ToString("D", null), Word(random), Word(random), Word(random)])];
    }

    /// <summary>So many of a hundred words replaced, evenly, and neither names nor numbers among them.</summary>
    private static string[][] Spin(string[][] story, int percent, int seed)
    {
        var random = new Random(seed * 7 + 1);
        // Eight of ten words are no fact.
        double step = 80.0 / percent;
        double next = random.NextDouble() * step;
        int place = 0;
        return [.. story.Select(sentence => (string[])[.. sentence.Select(word =>
        {
            if (!char.IsLower(word[0]) || place++ < next) return word;
            next += step;
            return Word(random) + "x";
        })])];
    }

    private static string Text(IEnumerable<string[]> story)
    {
        var text = new StringBuilder();
        foreach (string[] sentence in story) text.AppendJoin(' ', sentence).Append(". ");
        return text.ToString();
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, 3).Select(_ => "bdfgklmnprst"[random.Next(12)]).Zip(Enumerable.Range(0, 3).Select(_ => "aeiou"[random.Next(5)]), (c, v) => new[] { c, v }).SelectMany(pair => pair)]);

    private static string Name(Random random)
    {
        string word = Word(random);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
