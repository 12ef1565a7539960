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
    private readonly Dictionary<long, int> _places;
    private readonly IReadOnlyList<Variant> _variants;
    private readonly Neighbour[][] _neighbours;

    public StoryGraph(IReadOnlyList<Variant> variants, IReadOnlyList<Link> links)
    {
        _variants = variants;
        _places = new Dictionary<long, int>(variants.Count);
        for (int i = 0; i < variants.Count; i++) _places.Add(variants[i].Id, i);
        var ends = new (int A, int B)[links.Count];
        var counts = new int[variants.Count];
        for (int i = 0; i < links.Count; i++)
        {
            ends[i] = (_places[links[i].A], _places[links[i].B]);
            counts[ends[i].A]++;
            counts[ends[i].B]++;
        }
        _neighbours = Array.ConvertAll(counts, count => count == 0 ? [] : new Neighbour[count]);
        for (int i = 0; i < links.Count; i++)
        {
            PairVerdict v = links[i].Verdict;
            (int placeA, int placeB) = ends[i];
            (Variant a, Variant b) = (variants[placeA], variants[placeB]);
            bool aIsShorter = Link.IsShorter(a, b, v);
            _neighbours[placeA][^counts[placeA]--] = new Neighbour(b, v.Relation, v.Resemblance, !aIsShorter, v.ContainmentOfB, v.ContainmentOfA);
            _neighbours[placeB][^counts[placeB]--] = new Neighbour(a, v.Relation, v.Resemblance, aIsShorter, v.ContainmentOfA, v.ContainmentOfB);
        }
        foreach (Neighbour[] own in _neighbours)
        {
            if (!IsAscending(own)) Array.Sort(own, (x, y) => x.Variant.Id.CompareTo(y.Variant.Id));
        }
    }

    /// <summary>Number of variants.</summary>
    public int Count => _variants.Count;

    /// <summary>The variant of an id.</summary>
    public Variant Variant(long id) => _variants[_places[id]];

    /// <summary>What a variant is linked with, by id.</summary>
    public Neighbour[] Of(long variant) => _neighbours[_places[variant]];

    /// <summary>The link of two variants, seen from the first; null where there is none. Of the centre of a large story each pair of parts is asked for.</summary>
    public Neighbour? Between(long variant, long other)
    {
        Neighbour[] own = Of(variant);
        int low = 0;
        int high = own.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            long id = own[middle].Variant.Id;
            if (id == other) return own[middle];
            if (id < other) low = middle + 1;
            else high = middle;
        }
        return null;
    }

    private static bool IsAscending(Neighbour[] own)
    {
        for (int i = 1; i < own.Length; i++)
        {
            if (own[i].Variant.Id < own[i - 1].Variant.Id) return false;
        }
        return true;
    }
}

/// <summary>The other end of a link, seen from one variant.</summary>
/// <param name="Variant">The other variant.</param>
/// <param name="Relation">The link's relation.</param>
/// <param name="Resemblance">The link's resemblance.</param>
/// <param name="IsShorter">Whether the other is the shorter body.</param>
/// <param name="Contained">Share of the other's shingles that stand here.</param>
/// <param name="Coverage">Share of this one's shingles that stand in the other.</param>
internal readonly record struct Neighbour(
    Variant Variant, Relation Relation, double Resemblance, bool IsShorter, double Contained, double Coverage);
