using Dedup.Core.Sketches;

namespace Dedup.Core.Verification;

/// <summary>Decides what a candidate pair is, by its two bodies alone: the verdict cannot change when other pages arrive.</summary>
public sealed class Verifier(VerificationOptions options)
{
    /// <summary>The verdict on a pair of unlike bodies, both long enough to be sketched.</summary>
    public PairVerdict Verify(ShingleSet a, ShingleSet b, int hammingDistance)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var verdict = new PairVerdict(
            Relation.Lone, a.CountShared(b), a.Count, b.Count, a.Words, b.Words, hammingDistance);
        Relation relation = Classify(verdict, a.Characters, b.Characters);
        if (relation.JoinsStory() && RobotLetter.Matches(a.Tokens, b.Tokens, options)) relation = Relation.Robot;
        return verdict with { Relation = relation };
    }

    private Relation Classify(in PairVerdict pair, int lengthA, int lengthB)
    {
        if (pair.Resemblance >= options.NearResemblance) return Relation.Near;
        double contained = lengthA < lengthB ? pair.ContainmentOfA
            : lengthA > lengthB ? pair.ContainmentOfB
            : Math.Max(pair.ContainmentOfA, pair.ContainmentOfB);
        if (contained < options.ContainedShare) return Relation.Lone;
        // In whole percent, as the figure is given: a dateline more or a repaired character less must not decide.
        double length = Math.Round((double)Math.Min(lengthA, lengthB) / Math.Max(lengthA, lengthB), 2, MidpointRounding.AwayFromZero);
        return length >= options.TruncatedLength ? Relation.Truncated : Relation.Excerpt;
    }
}
