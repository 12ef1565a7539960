using Dedup.Core.Sketches;
using static System.FormattableString;

namespace Dedup.Core.Verification;

/// <summary>Decides what a candidate pair is, by its two bodies alone: the verdict cannot change when other pages arrive.</summary>
public sealed class Verifier(VerificationOptions options)
{
    /// <summary>The verdict on a pair of bodies, both long enough to be sketched.</summary>
    public PairVerdict Verify(ShingleSet a, ShingleSet b, int hammingDistance)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var verdict = new PairVerdict(
            Relation.Lone, a.CountShared(b), a.Count, b.Count, a.Words, b.Words, hammingDistance);
        if (AreEqual(a, b)) return verdict with { Relation = Relation.Exact };
        Relation relation = Classify(verdict, a.Characters, b.Characters);
        if (relation == Relation.Lone && RewriteRule.Matches(a, b, verdict.Resemblance, options))
            // Of small numbers many stand in both by chance, in other places.
            relation = RobotLetter.Align(a, b).AreRobots(options) ? Relation.Robot : Relation.Rewritten;
        else if (relation.JoinsStory() && RobotLetter.FewShared(a, b, options) is not null) relation = Relation.Robot;
        else if (relation.JoinsStory() && RobotLetter.Compare(a, b) is { } slots)
            relation = slots.AreRobots(options) ? Relation.Robot : relation == Relation.Near && slots.AreCorrected ? Relation.Corrected : relation;
        return verdict with { Relation = relation };
    }

    /// <summary>
    /// Whether the facts of two bodies alone say that the verdict is lone or robot: true of most pairs that form letters make,
    /// and told in a tenth of the time. Only an excerpt may lack the whole's facts.
    /// </summary>
    public bool FactsForbid(ShingleSet a, ShingleSet b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return LengthShare(a.Characters, b.Characters) >= options.TruncatedLength && !AreEqual(a, b)
            && options.RewrittenFacts > Math.Max(1 - options.RobotNumberShare, RobotLetter.FewNames) && RobotLetter.FewShared(a, b, options) is not null;
    }

    /// <summary>The verdict on any two bodies with the ground for it in words; the two may be equal or too short to be sketched.</summary>
    public ExplainedVerdict Explain(ShingleSet a, ShingleSet b, int hammingDistance)
    {
        PairVerdict verdict = Verify(a, b, hammingDistance);
        double length = LengthShare(a.Characters, b.Characters);
        string ground;
        if (AreEqual(a, b))
        {
            verdict = verdict with { Relation = Relation.Exact };
            ground = "the same normalised body";
        }
        else if (Math.Min(a.Words, b.Words) < options.MinimumWords)
        {
            verdict = verdict with { Relation = Relation.Lone };
            ground = Invariant($"a body under {options.MinimumWords} words matches exactly or not at all");
        }
        else
        {
            ground = Ground(verdict, a, b, length);
        }
        return new ExplainedVerdict(verdict, (int)Math.Round(100 * length), ground);
    }

    /// <summary>Whether two bodies differ in nothing but the case of letters and where in them sentences begin.</summary>
    private static bool AreEqual(ShingleSet a, ShingleSet b) => a.Words > 0 && a.Characters == b.Characters && a.Tokens.SequenceEqual(b.Tokens);

    private Relation Classify(in PairVerdict pair, int lengthA, int lengthB)
    {
        if (pair.Resemblance >= options.NearResemblance) return Relation.Near;
        if (Contained(pair, lengthA, lengthB) < options.ContainedShare) return Relation.Lone;
        return LengthShare(lengthA, lengthB) >= options.TruncatedLength ? Relation.Truncated : Relation.Excerpt;
    }

    private string Ground(in PairVerdict pair, ShingleSet a, ShingleSet b, double length)
    {
        bool near = pair.Resemblance >= options.NearResemblance;
        string resemblance = $"J {Figure.Compared(pair.Resemblance, options.NearResemblance)}";
        double contained = Contained(pair, a.Characters, b.Characters);
        string containment = $"containment {Figure.Compared(contained, options.ContainedShare)}";
        switch (pair.Relation)
        {
            case Relation.Near:
                return resemblance;
            case Relation.Corrected when RobotLetter.Compare(a, b) is { } slots:
                return Invariant($"{resemblance}, and {slots.NumberSlots} of {slots.Numbers} numbers and {slots.NameSlots} of {slots.Names} names in the same places differ");
            case Relation.Robot when RobotLetter.FewShared(a, b, options) is var (what, shared, fewest):
                return Invariant($"{(near ? resemblance : containment)}, but only {shared} of {fewest} {what} stand in both: one form letter");
            case Relation.Robot:
                Slots letters = RobotLetter.Align(a, b);
                bool numbers = letters.ByNumbers(options);
                (int differ, int all) = numbers ? (letters.NumberSlots, letters.Numbers) : (letters.NameSlots, letters.Names);
                double share = (double)differ / all;
                return Invariant($"{(near ? resemblance : containment)}, but {differ} of {all} {(numbers ? "numbers" : "names")} in the same places differ")
                    + Invariant($" ({(share >= options.RobotNumberShare ? Figure.Compared(share, options.RobotNumberShare) : Invariant($"{share:0.00}"))}), and so do words in {letters.WordSlots}: one form letter");
            case Relation.Rewritten:
                Rewriting rewriting = RewriteRule.Compare(a, b);
                return Invariant($"{resemblance} and {containment}, but pairs of words {Figure.Compared(rewriting.Pairs, options.RewrittenPairs)}, and {rewriting.SharedNumbers}")
                    + Invariant($" of {rewriting.Numbers} numbers and {rewriting.SharedNames} of {rewriting.Names} names stand in both");
            case Relation.Truncated or Relation.Excerpt:
                return Invariant($"{resemblance}, {containment}, and the shorter is {Math.Round(100 * length)} % as long,")
                    + Invariant($" {(length >= options.TruncatedLength ? "at least" : "under")} {Math.Round(100 * options.TruncatedLength, 1)} %");
            default:
                return $"{resemblance} and {containment}";
        }
    }

    /// <summary>Share of the shorter body's shingles that stand in the longer.</summary>
    private static double Contained(in PairVerdict pair, int lengthA, int lengthB) =>
        lengthA < lengthB ? pair.ContainmentOfA
        : lengthA > lengthB ? pair.ContainmentOfB
        : Math.Max(pair.ContainmentOfA, pair.ContainmentOfB);

    /// <summary>In whole percent, as the figure is given: a dateline more or a repaired character less must not decide.</summary>
    private static double LengthShare(int lengthA, int lengthB) => lengthA == lengthB ? 1
        : Math.Round((double)Math.Min(lengthA, lengthB) / Math.Max(lengthA, lengthB), 2, MidpointRounding.AwayFromZero);
}
