using System.Globalization;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;

namespace Dedup.Engine.Explain;

/// <summary>Says in words why clustering put a variant where it did: the rules are those of <see cref="StoryClusterer"/>.</summary>
/// <param name="variant">The variant.</param>
/// <param name="plan">The clusters of its component.</param>
/// <param name="standings">How each variant stood.</param>
/// <param name="links">The links of the component.</param>
/// <param name="judgements">What an analyst has said of its variants.</param>
/// <param name="name">How a variant is called.</param>
/// <param name="options">The relation figures.</param>
internal sealed class ClusterGrounds(
    long variant, IReadOnlyList<PlannedCluster> plan, IReadOnlyList<Standing> standings, IReadOnlyList<Link> links, IReadOnlyList<Judgement> judgements,
    Func<long, string> name, VerificationOptions options)
{
    private readonly Dictionary<long, (Standing Standing, int Rank)> _standings =
        standings.Select((standing, rank) => (standing, rank)).ToDictionary(s => s.standing.Variant.Id, s => (s.standing, s.rank));

    private readonly Dictionary<long, Placement> _placements = plan.SelectMany(c => c.Members).ToDictionary(p => p.Variant);

    /// <summary>The links of the variant, its own side first.</summary>
    public IReadOnlyList<LinkFrom> Links { get; } = [.. links.Where(l => l.A == variant || l.B == variant)
        .Select(l => l.A == variant ? new LinkFrom(l.B, l.Verdict) : new LinkFrom(l.A, l.Verdict.Swapped()))];

    /// <summary>Why the variant belongs to its cluster.</summary>
    public string Belongs(PlannedCluster cluster)
    {
        Placement own = _placements[variant];
        if (JudgedGround.Belongs(variant, _placements, judgements, Links, name) is string said) return said;
        if (own.Relation == Relation.Digest)
        {
            return own.Representative == variant
                ? string.Create(CultureInfo.InvariantCulture, $"it holds several whole stories, none of which fills more than {100 * options.DigestShare:0.#} % of it: a digest is a cluster of its own")
                : $"it is a digest, and a copy of the digest {name(own.Representative)}";
        }
        if (own.Relation == Relation.Excerpt)
        {
            return cluster.Members.Count > 1
                ? "near excerpts that together have more documents than the story they stand in are a cluster of their own"
                : "an excerpt is a document of its own: it names its story and is no member";
        }
        if (own.Representative != variant)
        {
            int representatives = Links.Count(l => l.Verdict.Relation.JoinsStory() && _placements[l.Other].Representative == l.Other
                && _placements[l.Other].Relation is not (Relation.Excerpt or Relation.Digest));
            return representatives > 1
                ? $"of the {representatives} representatives that it is linked with as a copy it resembles this one most"
                : "this is the only representative that it is linked with as a copy";
        }
        if (cluster.Members.Count > 1) return "its body is the one that represents it";
        if (cluster.Documents.Count > 1) return "its other documents carry the same body";
        return Links.Count > 0
            ? "no representative is linked with it as a copy, so it stands for itself"
            : "no stored body is linked with it";
    }

    /// <summary>Why the representative of a cluster is its representative.</summary>
    public string Represents(PlannedCluster cluster)
    {
        if (cluster.Documents.Count == 1) return "it is the only document";
        if (cluster.Members.Any(p => p.Relation == Relation.Linked)) return $"of the clusters that an analyst's word joined, that of {cluster.Representative} had the most documents";
        (Standing first, int rank) = _standings[cluster.Variant];
        string likeliest = first.Variant.Documents > 1 ? $"; of the {first.Variant.Documents} with that body {cluster.Representative} is the likeliest origin" : "";
        if (cluster.Members.Count == 1) return $"all documents carry its body{likeliest}";
        (Standing next, int nextRank) = cluster.Members.Where(p => p.Variant != cluster.Variant).Select(p => _standings[p.Variant]).MinBy(s => s.Rank);
        int others = first.Covered - first.Variant.Documents;
        string covers = $"covers {Count(first.Covered, "document")}: {first.Variant.Documents} with its body and {others} with bodies that are near it or stand in it";
        if (nextRank < rank) return $"{covers}; it is the first that no other representative covers{likeliest}";
        string rival = name(next.Variant.Id);
        if (next.IsComposite && !first.IsComposite) return $"{covers}; {rival} is one story with another appended{likeliest}";
        if (next.Covered < first.Covered) return $"{covers}; {rival}, the next, covers {next.Covered}{likeliest}";
        string ground = next.Variant.Documents < first.Variant.Documents ? "more documents carry its body"
            : next.Typicality < first.Typicality ? "it resembles all that it is linked with more"
            : next.Variant.Words < first.Variant.Words ? "it has more words"
            : "its body hash is smaller";
        return $"{covers}; {rival} covers as many, but {ground}{likeliest}";
    }

    /// <summary>Why the variant is an excerpt of the story of this cluster and of no other.</summary>
    public string Quotes()
    {
        int stories = Links.Count(l => l.Verdict.Relation == Relation.Excerpt && _placements[l.Other] is { Relation: not (Relation.Excerpt or Relation.Digest) } p
            && p.Representative == l.Other && !_standings[l.Other].Standing.IsComposite && IsShorterThan(l));
        return stories > 1
            ? $"of the {stories} stories whose representatives hold it, this one holds most of it, or is the largest of those that hold as much"
            : "this is the only story whose representative holds it";
    }

    /// <summary>Why the variant does not belong to another cluster that it has links into.</summary>
    public string BelongsNot(PlannedCluster other)
    {
        Placement own = _placements[variant];
        string representative = name(other.Variant);
        if (JudgedGround.BelongsNot(variant, other, judgements, name) is string said) return said;
        if (own.Relation == Relation.Digest) return "the page is a digest, which joins no story";
        if (_standings[other.Variant].Standing.IsDigest) return "that is a digest of several stories, which is joined by none of them";
        if (_placements[other.Variant].Relation == Relation.Excerpt)
        {
            return _placements[other.Variant].ExcerptOf == own.Representative
                ? "that is an excerpt of the page's own story: linked with it and no member"
                : "that is an excerpt of a story: a document of its own";
        }
        if (own.ExcerptOf == other.Variant) return "the page is an excerpt of it: linked and no member";
        LinkFrom? link = Links.FirstOrDefault(l => l.Other == other.Variant);
        if (link is null) return $"it is not linked with its representative {representative}, as every member must be";
        if (own.Relation == Relation.Excerpt)
            return $"it is set aside as an excerpt of {name(own.ExcerptOf!.Value)}, which ranks before or holds more of it";
        PairVerdict verdict = link.Verdict;
        if (!verdict.Relation.JoinsStory())
        {
            return IsShorterThan(link)
                ? $"it is only an excerpt of its representative {representative}"
                : $"its representative {representative} is only an excerpt of it";
        }
        if (_standings[other.Variant].Standing.IsComposite) return $"its representative {representative} is one story with another appended, which comes last";
        double here = Links.FirstOrDefault(l => l.Other == own.Representative)?.Verdict.Resemblance ?? 1;
        return verdict.Resemblance < here
            ? string.Create(CultureInfo.InvariantCulture, $"J {verdict.Resemblance:0.0000} with its representative {representative} is under J {here:0.0000} with {name(own.Representative)}")
            : $"it resembles its representative {representative} as much as {name(own.Representative)}, which ranks first";
    }

    private bool IsShorterThan(LinkFrom link) =>
        Link.IsShorter(_standings[variant].Standing.Variant, _standings[link.Other].Standing.Variant, link.Verdict);

    private static string Count(int value, string noun) => $"{value} {noun}{(value == 1 ? "" : "s")}";
}

/// <summary>A link seen from one of its ends.</summary>
/// <param name="Other">The other end.</param>
/// <param name="Verdict">The measures, this end's first.</param>
internal sealed record LinkFrom(long Other, PairVerdict Verdict);
