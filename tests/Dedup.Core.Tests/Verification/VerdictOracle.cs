using Dedup.Core.Verification;

namespace Dedup.Core.Tests.Verification;

/// <summary>The default relation of two bodies by hash sets and whole numbers, each token one character; knows no robots.</summary>
internal static class VerdictOracle
{
    public static Relation Classify(ulong[] tokensA, ulong[] tokensB)
    {
        if (tokensA.Length > 0 && tokensA.SequenceEqual(tokensB)) return Relation.Exact;
        HashSet<ulong> a = [.. tokensA];
        HashSet<ulong> b = [.. tokensB];
        int shared = a.Count(b.Contains);
        int union = a.Concat(b).Distinct().Count();
        if (union > 0 && 2 * shared >= union) return Relation.Near;
        int shorterSet = tokensA.Length < tokensB.Length ? a.Count : b.Count;
        if (shorterSet == 0 || 4 * shared < 3 * shorterSet) return Relation.Lone;
        int shorter = Math.Min(tokensA.Length, tokensB.Length);
        int longer = Math.Max(tokensA.Length, tokensB.Length);
        int wholePercent = (200 * shorter + longer) / (2 * longer);
        return wholePercent >= 40 ? Relation.Truncated : Relation.Excerpt;
    }
}
