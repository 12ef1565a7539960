using Dedup.Core.Verification;

namespace Dedup.Core.Clustering;

/// <summary>Finds pages of several whole stories among the variants of a component.</summary>
/// <remarks>
/// The parts of a variant are the linked shorter bodies that stand in it. Parts are disjoint where they share at most a
/// tenth of the smaller one's shingles; parts with a link between them never are. Two disjoint parts or more of which none
/// fills more than <see cref="VerificationOptions.DigestShare"/> make a digest, where two are more widespread than the page, or three as widespread:
/// of a story and two excerpts of it the story is the widespread one, of a digest and its stories the stories are. Parts
/// that fill the whole page need only be as widespread together: the beginning and the end of a story that others cut
/// short seldom do; or half as widespread, where nobody else has text of two of them. Where one part fills more, the page is that story with another appended, and where one is several times
/// as widespread, that story with text of other stories around it (composite): it may join the story, but neither
/// represents it nor makes excerpts of what it holds.
/// </remarks>
internal sealed class DigestRule(VerificationOptions options, Func<long, long, int> sharedShingles, Func<long, int> shingles)
{
    /// <summary>At most so many disjoint parts are told apart, which bounds the work on a hub.</summary>
    private const int MaxParts = 8;

    /// <summary>At most so many parts, the largest, are looked at.</summary>
    private const int MaxCandidates = 64;

    private const double MaxOverlap = 0.1;

    /// <summary>Share of the page that disjoint parts must fill together to make a digest whatever their spread.</summary>
    private const double FullShare = 0.85;

    /// <summary>So many times as many documents a text has than the page that holds it, before it is the story and the page a padded copy.</summary>
    private const int OutnumberedBy = 3;

    /// <summary>Share of two bodies that stands in the other where both are the same text but for a few words.</summary>
    private const double WholeShare = 0.8;

    /// <summary>Words of a story of its own; what is shorter may be a site's notice, which stands in one copy of a digest and not in another.</summary>
    private const int LeastStory = 100;

    /// <summary>So many disjoint parts need only be as widespread as the page: of one story there are seldom so many.</summary>
    private const int SeveralParts = 3;

    public (bool IsDigest, bool IsComposite) Judge(StoryGraph graph, long variant)
    {
        List<Neighbour> parts = Parts(graph, variant);
        // Of most bodies nothing is a part.
        if (parts.Count == 0) return (false, false);
        bool digest = HoldsStories(graph, variant, [.. parts.Where(part => part.Coverage <= options.DigestShare)]);
        return (digest, digest || HoldsStories(graph, variant, parts) || IsPadded(graph, variant, parts));
    }

    /// <summary>Whether another digest has more than next to nothing of each of a digest's parts that is long enough for a story.</summary>
    public bool HoldsAll(StoryGraph graph, IEnumerable<Neighbour> parts, long other) => parts.All(part => part.Variant.Words < LeastStory ||
        (graph.Between(other, part.Variant.Id)?.Contained ?? (double)sharedShingles(part.Variant.Id, other) / shingles(part.Variant.Id)) > MaxOverlap);

    /// <summary>The largest of the linked shorter bodies that stand in a variant.</summary>
    public List<Neighbour> Parts(StoryGraph graph, long variant)
    {
        var parts = new List<Neighbour>();
        foreach (ref readonly Neighbour n in graph.Of(variant).AsSpan())
        {
            if (IsPart(n)) parts.Add(n);
        }
        parts.Sort((x, y) => x.Coverage != y.Coverage ? y.Coverage.CompareTo(x.Coverage) : x.Variant.BodyHash.CompareTo(y.Variant.BodyHash));
        if (parts.Count > MaxCandidates) parts.RemoveRange(MaxCandidates, parts.Count - MaxCandidates);
        return parts;
    }

    private bool IsPart(in Neighbour n) => n.IsShorter && n.Contained >= options.ContainedShare;

    /// <summary>A part may overlap all others; so each of the largest in turn begins the set of disjoint ones.</summary>
    private bool HoldsStories(StoryGraph graph, long variant, List<Neighbour> parts)
    {
        for (int first = 0; first < Math.Min(parts.Count - 1, MaxParts); first++)
        {
            List<Neighbour> disjoint = [parts[first]];
            foreach (Neighbour part in parts)
            {
                if (disjoint.Count < MaxParts && AreDisjoint(graph, part, disjoint)) disjoint.Add(part);
            }
            if (disjoint.Count < 2) continue;
            int spread = Spread(graph, variant);
            int[] spreads = [.. disjoint.Select(part => Spread(graph, part.Variant.Id))];
            if (disjoint.Sum(part => part.Coverage) >= FullShare
                && (spreads.Sum() >= spread || (2 * spreads.Sum() >= spread && !graph.Of(variant).Any(n => Straddles(n, disjoint))))) return true;
            if (spreads.Count(part => part > spread) >= 2 || spreads.Count(part => part >= spread) >= SeveralParts) return true;
        }
        return false;
    }

    /// <summary>Whether a neighbour of the page that is no copy of it has more than a tenth of two parts: then they belong together.</summary>
    private bool Straddles(Neighbour n, List<Neighbour> parts) =>
        !IsCopy(n) && parts.Count(part => part.Variant.Id == n.Variant.Id || sharedShingles(part.Variant.Id, n.Variant.Id) > MaxOverlap * shingles(part.Variant.Id)) >= 2;

    private bool AreDisjoint(StoryGraph graph, Neighbour part, List<Neighbour> others)
    {
        foreach (Neighbour other in others)
        {
            if (!AreDisjoint(graph, part.Variant.Id, other.Variant.Id)) return false;
        }
        return true;
    }

    private bool AreDisjoint(StoryGraph graph, long p, long q) =>
        p != q && graph.Between(p, q) is null && sharedShingles(p, q) <= MaxOverlap * Math.Min(shingles(p), shingles(q));

    /// <summary>
    /// Whether the page holds, as a small part of it, a story of several times as many documents. Of a larger part it cannot be
    /// told whether it is a story that was padded here or this story cut short there, and the whole represents.
    /// </summary>
    private static bool IsPadded(StoryGraph graph, long variant, List<Neighbour> parts)
    {
        int own = Copies(graph, variant);
        return parts.Any(part => part.Relation == Relation.Excerpt && Copies(graph, part.Variant.Id) >= OutnumberedBy * own);
    }

    /// <summary>Documents that carry the body, or all of it and hardly anything else.</summary>
    private static int Copies(StoryGraph graph, long variant)
    {
        int documents = graph.Variant(variant).Documents;
        foreach (ref readonly Neighbour n in graph.Of(variant).AsSpan()) documents += IsCopy(n) ? n.Variant.Documents : 0;
        return documents;
    }

    private static bool IsCopy(in Neighbour n) => n.Relation.IsWhole() && n.Contained >= WholeShare && n.Coverage >= WholeShare;

    /// <summary>Documents that carry the body or a near copy of it which is no part of it.</summary>
    private int Spread(StoryGraph graph, long variant)
    {
        int documents = graph.Variant(variant).Documents;
        foreach (ref readonly Neighbour n in graph.Of(variant).AsSpan()) documents += n.Relation.IsWhole() && !IsPart(n) ? n.Variant.Documents : 0;
        return documents;
    }
}
