using Dedup.Core.Verification;

namespace Dedup.Core.Clustering;

/// <summary>A distinct body as clustering sees it.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="BodyHash">Hash of the normalised body: breaks ties in the same way everywhere.</param>
/// <param name="Documents">Documents that carry this body, at least 1.</param>
/// <param name="Words">Words of the body.</param>
public sealed record Variant(long Id, UInt128 BodyHash, int Documents, int Words);

/// <summary>A verified pair with its measures.</summary>
/// <param name="A">One variant's id.</param>
/// <param name="B">The other variant's id.</param>
/// <param name="Verdict">The measures, A's first.</param>
public sealed record Link(long A, long B, PairVerdict Verdict)
{
    /// <summary>
    /// Whether the first of two linked variants counts as the shorter. Of a text and a part of it that is the part, the one of which more stands in the
    /// other, whatever their words, which are pairs of letters in some scripts; else the one of fewer words.
    /// </summary>
    /// <param name="a">A variant.</param>
    /// <param name="b">Another.</param>
    /// <param name="verdict">The measures, the first one's first.</param>
    public static bool IsShorter(Variant a, Variant b, PairVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return verdict.Relation is Relation.Truncated or Relation.Excerpt && verdict.ContainmentOfA != verdict.ContainmentOfB
            ? verdict.ContainmentOfA > verdict.ContainmentOfB
            : (a.Words, a.BodyHash).CompareTo((b.Words, b.BodyHash)) < 0;
    }
}

/// <summary>Where clustering put a variant.</summary>
/// <param name="Variant">The variant's id.</param>
/// <param name="Representative">Id of the variant that represents its cluster; its own where it does so itself.</param>
/// <param name="Relation">What it is to the representative, or <see cref="Relation.Excerpt"/>, <see cref="Relation.Digest"/>, <see cref="Relation.Lone"/>.</param>
/// <param name="Resemblance">To the representative, 0–1; 1 for the representative itself.</param>
/// <param name="ExcerptOf">The representative of the story that this is an excerpt of, or null.</param>
public sealed record Placement(long Variant, long Representative, Relation Relation, double Resemblance, long? ExcerptOf);

/// <summary>How a variant stands among those that may represent a story.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Covered">Documents that carry it, are near it or stand in it.</param>
/// <param name="Typicality">Sum of its resemblance to all it is linked with, in millionths.</param>
/// <param name="IsDigest">Whether it is a page of several whole stories.</param>
/// <param name="IsComposite">Whether it is one story with another appended.</param>
public sealed record Standing(Variant Variant, int Covered, long Typicality, bool IsDigest, bool IsComposite);

/// <summary>Neighbours of each variant of a component, seen from that variant's side.</summary>
internal sealed class StoryGraph
{
    private const int FewNeighbours = 8;

    private readonly Dictionary<long, List<Neighbour>> _neighbours;

    /// <summary>Those of variants with many, by the other end.</summary>
    private readonly Dictionary<long, Dictionary<long, Neighbour>> _byOther = [];

    public StoryGraph(IReadOnlyList<Variant> variants, IReadOnlyList<Link> links)
    {
        Variants = variants.ToDictionary(variant => variant.Id);
        _neighbours = variants.ToDictionary(variant => variant.Id, _ => new List<Neighbour>());
        foreach (Link link in links)
        {
            PairVerdict v = link.Verdict;
            Variant a = Variants[link.A];
            Variant b = Variants[link.B];
            bool aIsShorter = Link.IsShorter(a, b, v);
            _neighbours[a.Id].Add(new Neighbour(b, v.Relation, v.Resemblance, !aIsShorter, v.ContainmentOfB, v.ContainmentOfA));
            _neighbours[b.Id].Add(new Neighbour(a, v.Relation, v.Resemblance, aIsShorter, v.ContainmentOfA, v.ContainmentOfB));
        }
    }

    public IReadOnlyDictionary<long, Variant> Variants { get; }

    public IReadOnlyList<Neighbour> Of(long variant) => _neighbours[variant];

    public Neighbour? Between(long variant, long other)
    {
        List<Neighbour> few = _neighbours[variant];
        if (few.Count <= FewNeighbours)
        {
            foreach (Neighbour neighbour in few)
            {
                if (neighbour.Variant.Id == other) return neighbour;
            }
            return null;
        }
        // A pair has one link. Of the centre of a large story each pair of parts is asked for.
        if (!_byOther.TryGetValue(variant, out Dictionary<long, Neighbour>? known)) known = _byOther[variant] = few.ToDictionary(n => n.Variant.Id);
        return known.GetValueOrDefault(other);
    }
}

/// <summary>The other end of a link, seen from one variant.</summary>
/// <param name="Variant">The other variant.</param>
/// <param name="Relation">The link's relation.</param>
/// <param name="Resemblance">The link's resemblance.</param>
/// <param name="IsShorter">Whether the other is the shorter body.</param>
/// <param name="Contained">Share of the other's shingles that stand here.</param>
/// <param name="Coverage">Share of this one's shingles that stand in the other.</param>
internal sealed record Neighbour(
    Variant Variant, Relation Relation, double Resemblance, bool IsShorter, double Contained, double Coverage);
