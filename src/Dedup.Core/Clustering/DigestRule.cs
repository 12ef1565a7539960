using Dedup.Core.Verification;

namespace Dedup.Core.Clustering;

/// <summary>Finds pages of several whole stories among the variants of a component.</summary>
/// <remarks>
/// The parts of a variant are the linked shorter bodies that stand in it. Two parts are disjoint where they share at most a
/// tenth of the smaller one's shingles; parts with a link between them never are. Two disjoint parts of which none fills
/// more than <see cref="VerificationOptions.DigestShare"/> make a digest. Where one fills more, the page is that story
/// with another appended (composite): it may join the story, but neither represents it nor makes excerpts of what it holds.
/// </remarks>
internal sealed class DigestRule(VerificationOptions options, Func<long, long, int> sharedShingles, Func<long, int> shingles)
{
    /// <summary>Only this many largest parts are compared with all others, which bounds the work on a hub.</summary>
    private const int MaxAnchors = 8;

    private const double MaxOverlap = 0.1;

    public (bool IsDigest, bool IsComposite) Judge(StoryGraph graph, long variant)
    {
        List<Neighbour> parts = [.. graph.Of(variant)
            .Where(n => n.IsShorter && n.Contained >= options.ContainedShare)
            .OrderByDescending(n => n.Coverage).ThenBy(n => n.Variant.BodyHash)];
        bool digest = HasDisjointPair(graph, [.. parts.Where(part => part.Coverage <= options.DigestShare)]);
        return (digest, digest || HasDisjointPair(graph, parts));
    }

    private bool HasDisjointPair(StoryGraph graph, List<Neighbour> parts)
    {
        for (int i = 0; i < Math.Min(parts.Count, MaxAnchors); i++)
        {
            for (int j = i + 1; j < parts.Count; j++)
            {
                long p = parts[i].Variant.Id;
                long q = parts[j].Variant.Id;
                if (graph.Between(p, q) is null
                    && sharedShingles(p, q) <= MaxOverlap * Math.Min(shingles(p), shingles(q)))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
