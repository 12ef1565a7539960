using Dedup.Core.Sketches;

namespace Dedup.Core.Verification;

/// <summary>What two bodies share that have too few shingles in common.</summary>
/// <param name="Pairs">Jaccard coefficient of their pairs of neighbouring words, 0–1.</param>
/// <param name="SharedNumbers">Distinct numbers that stand in both.</param>
/// <param name="Numbers">Distinct numbers of the body that has more.</param>
/// <param name="SharedNames">Distinct names that stand in both.</param>
/// <param name="Names">Distinct names of the body that has more.</param>
internal readonly record struct Rewriting(double Pairs, int SharedNumbers, int Numbers, int SharedNames, int Names);

/// <summary>Tells a copy whose words were replaced or whose sentences were moved about from another story.</summary>
/// <remarks>
/// One word in ten replaced leaves .59 of the shingles of five words and .81 of the pairs of two: pairs still tell one text from
/// another when shingles do not, and moved sentences leave nearly all of them. Stories of one form letter share pairs too, but
/// neither numbers nor names; those who spin a story leave both as they are. No order is looked at, so that moved
/// paragraphs do not matter.
/// </remarks>
internal static class RewriteRule
{
    /// <summary>Bodies of which one is shorter than this share of the other are not versions of one text.</summary>
    private const double LeastLength = 0.6;

    /// <summary>Of so few numbers or names no share is taken.</summary>
    private const int FewFacts = 3;

    public static bool Matches(ShingleSet a, ShingleSet b, double resemblance, VerificationOptions options) =>
        resemblance >= options.RewrittenResemblance
        && Math.Min(a.Words, b.Words) >= LeastLength * Math.Max(a.Words, b.Words)
        && Agree(Facts.Numbers(a, b), options) && Agree(Facts.Names(a, b), options)
        && SharedPairs(a, b) >= options.RewrittenPairs;

    public static Rewriting Compare(ShingleSet a, ShingleSet b)
    {
        (int sharedNumbers, int numbers, _) = Facts.Numbers(a, b);
        (int sharedNames, int names, _) = Facts.Names(a, b);
        return new Rewriting(SharedPairs(a, b), sharedNumbers, numbers, sharedNames, names);
    }

    private static bool Agree((int Shared, int Most, int Fewest) facts, VerificationOptions options) =>
        facts.Most < FewFacts || facts.Shared >= options.RewrittenFacts * facts.Most;

    private static double SharedPairs(ShingleSet a, ShingleSet b)
    {
        HashSet<ulong> pairs = Pairs(a.Tokens);
        HashSet<ulong> others = Pairs(b.Tokens);
        int shared = pairs.Count(others.Contains);
        int union = pairs.Count + others.Count - shared;
        return union == 0 ? 0 : (double)shared / union;
    }

    private static HashSet<ulong> Pairs(ReadOnlySpan<ulong> tokens)
    {
        var pairs = new HashSet<ulong>(tokens.Length);
        for (int i = 1; i < tokens.Length; i++) pairs.Add(Shingler.Mix(tokens[i - 1]) + tokens[i]);
        return pairs;
    }
}
