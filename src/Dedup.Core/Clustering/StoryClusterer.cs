using Dedup.Core.Verification;

namespace Dedup.Core.Clustering;

/// <summary>Divides a component of verified links into stories that do not chain.</summary>
/// <remarks>
/// Every cluster is a star: each member is verifiably close to the representative, so A~B~C…~Z with A and Z unlike is never
/// one cluster, and two stories never merge through a third page. Representatives are chosen greedily: the variant that
/// covers most documents comes first, where it covers what is near it and what stands in it (so the whole story wins over
/// its truncated copies); ties go to more documents, greater resemblance to all it is linked with, more words, smaller body hash. Everything is a function of the set of
/// variants and links, never of their order. Cost: O(V log V + E) and the digest rule.
/// </remarks>
public sealed class StoryClusterer
{
    /// <summary>Share of each of two digests that must stand in the other where they are copies.</summary>
    private const double DigestCopyShare = 0.9;

    /// <summary>Share of the story that a padded copy has at least.</summary>
    private const double PaddedContained = 0.9;

    /// <summary>Share of a padded copy that the story is at most.</summary>
    private const double PaddedCoverage = 0.75;

    /// <summary>Share of a padded copy that the story is at least; a page that quotes a notice within a longer story is none.</summary>
    private const double LeastCoverage = 0.25;

    private readonly DigestRule _digests;
    private readonly Func<long, long, int> _sharedShingles;
    private readonly Func<long, int> _shingles;

    /// <summary>Makes a clusterer.</summary>
    /// <param name="options">The relation figures.</param>
    /// <param name="sharedShingles">Shingles that two variants share, asked only for parts of a possible digest and for what an analyst joined.</param>
    /// <param name="shingles">Distinct shingles of a variant, asked likewise.</param>
    public StoryClusterer(VerificationOptions options, Func<long, long, int> sharedShingles, Func<long, int> shingles)
    {
        ArgumentNullException.ThrowIfNull(options);
        _digests = new DigestRule(options, sharedShingles, shingles);
        _sharedShingles = sharedShingles;
        _shingles = shingles;
    }

    /// <summary>Places every variant of one component, or of several.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="links">Every link between them.</param>
    /// <param name="judgements">What an analyst has said of them, both of each among the variants.</param>
    public IReadOnlyList<Placement> Cluster(IReadOnlyList<Variant> variants, IReadOnlyList<Link> links, IReadOnlyList<Judgement>? judgements = null) =>
        Work(variants, links, judgements ?? []).Placements;

    /// <summary>How every variant stood when its place was chosen, the first-ranked first, digests last.</summary>
    public IReadOnlyList<Standing> Explain(IReadOnlyList<Variant> variants, IReadOnlyList<Link> links) => Work(variants, links, []).Standings;

    private (IReadOnlyList<Placement> Placements, IReadOnlyList<Standing> Standings) Work(
        IReadOnlyList<Variant> variants, IReadOnlyList<Link> links, IReadOnlyList<Judgement> judgements)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(links);
        var graph = new StoryGraph(variants, links);
        var digests = new HashSet<long>();
        var composites = new HashSet<long>();
        foreach (Variant variant in variants)
        {
            (bool digest, bool composite) = _digests.Judge(graph, variant.Id);
            if (digest) digests.Add(variant.Id);
            if (composite) composites.Add(variant.Id);
        }

        List<Standing> standings = Rank(graph, [.. variants.Where(v => !digests.Contains(v.Id))], composites, digest: false);
        List<Variant> ranked = [.. standings.Select(s => s.Variant)];
        var excerpts = new HashSet<long>();
        List<long> representatives = ChooseRepresentatives(graph, ranked, excerpts, composites);
        Dictionary<long, Placement> placed = [];
        List<Variant> stories = [.. ranked.Where(v => !excerpts.Contains(v.Id))];
        Attach(graph, stories, representatives, composites, placed);
        JoinPadded(graph, stories.Where(v => composites.Contains(v.Id)), composites, placed);
        PlaceExcerpts(graph, ranked, excerpts, composites, placed);

        // Two digests may share their largest story, and are copies of one another only where they share them all.
        List<Variant> pages = [.. variants.Where(v => digests.Contains(v.Id))];
        Dictionary<long, List<Neighbour>> parts = digests.ToDictionary(id => id, id => _digests.Parts(graph, id));
        var copies = new StoryGraph(pages, [.. links.Where(link => digests.Contains(link.A) && digests.Contains(link.B)
            && Math.Min(link.Verdict.ContainmentOfA, link.Verdict.ContainmentOfB) >= DigestCopyShare
            && _digests.HoldsAll(graph, parts[link.A], link.B) && _digests.HoldsAll(graph, parts[link.B], link.A))]);
        List<Standing> digestStandings = Rank(copies, pages, [], digest: true);
        List<Variant> rankedDigests = [.. digestStandings.Select(s => s.Variant)];
        List<long> digestRepresentatives = ChooseRepresentatives(copies, rankedDigests, null, []);
        Attach(copies, rankedDigests, digestRepresentatives, [], placed);
        foreach (Variant digest in rankedDigests)
            placed[digest.Id] = placed[digest.Id] with { Relation = Relation.Digest };
        Standing[] all = [.. standings, .. digestStandings];
        return (JudgedClusters.Apply(graph, [.. variants.Select(variant => placed[variant.Id])], all, composites, judgements, Resemblance), all);
    }

    private double Resemblance(long a, long b)
    {
        int shared = _sharedShingles(a, b);
        int all = _shingles(a) + _shingles(b) - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    private static List<Standing> Rank(StoryGraph graph, List<Variant> variants, HashSet<long> composites, bool digest)
    {
        HashSet<long>? pool = variants.Count == graph.Count ? null : [.. variants.Select(v => v.Id)];
        var standings = new List<Standing>(variants.Count);
        foreach (Variant variant in variants)
        {
            int covered = variant.Documents;
            // In millionths and so exact: a sum of doubles would depend on its order.
            long typicality = 0;
            foreach (ref readonly Neighbour n in graph.Of(variant.Id).AsSpan())
            {
                if (pool?.Contains(n.Variant.Id) == false) continue;
                if (n.Relation.IsWhole() || n.IsShorter) covered += n.Variant.Documents;
                typicality += (long)Math.Round(n.Resemblance * 1e6);
            }
            standings.Add(new Standing(variant, covered, typicality, digest, composites.Contains(variant.Id)));
        }
        standings.Sort(Compare);
        return standings;
    }

    /// <summary>Who may represent before another.</summary>
    private static int Compare(Standing x, Standing y) =>
        x.IsComposite != y.IsComposite ? x.IsComposite.CompareTo(y.IsComposite)
        : x.Covered != y.Covered ? y.Covered.CompareTo(x.Covered)
        : x.Variant.Documents != y.Variant.Documents ? y.Variant.Documents.CompareTo(x.Variant.Documents)
        : x.Typicality != y.Typicality ? y.Typicality.CompareTo(x.Typicality)
        : x.Variant.Words != y.Variant.Words ? y.Variant.Words.CompareTo(x.Variant.Words)
        : x.Variant.BodyHash.CompareTo(y.Variant.BodyHash);

    /// <summary>Greedy cover: who is not yet covered represents; what is a small part of a representative is set aside as an excerpt.</summary>
    private static List<long> ChooseRepresentatives(
        StoryGraph graph, List<Variant> ranked, HashSet<long>? excerpts, HashSet<long> composites)
    {
        HashSet<long> open = [.. ranked.Select(v => v.Id)];
        var representatives = new List<long>();
        foreach (Variant variant in ranked)
        {
            if (!open.Remove(variant.Id)) continue;
            representatives.Add(variant.Id);
            foreach (ref readonly Neighbour n in graph.Of(variant.Id).AsSpan())
            {
                if (!open.Contains(n.Variant.Id)) continue;
                if (n.Relation.JoinsStory())
                {
                    open.Remove(n.Variant.Id);
                }
                else if (excerpts is not null && n is { Relation: Relation.Excerpt, IsShorter: true }
                    && !composites.Contains(variant.Id))
                {
                    open.Remove(n.Variant.Id);
                    excerpts.Add(n.Variant.Id);
                }
            }
        }
        return representatives;
    }

    /// <summary>Each variant goes to the representative that it resembles most, a composite one last; the first-ranked wins ties.</summary>
    private static void Attach(
        StoryGraph graph, IEnumerable<Variant> variants, List<long> representatives, HashSet<long> composites, Dictionary<long, Placement> placed)
    {
        Dictionary<long, int> rank = representatives.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        foreach (Variant variant in variants)
        {
            if (rank.ContainsKey(variant.Id))
            {
                placed[variant.Id] = new Placement(
                    variant.Id, variant.Id, variant.Documents > 1 ? Relation.Exact : Relation.Lone, 1, null);
                continue;
            }
            Neighbour best = default;
            (bool IsComposite, double Unlike, int Rank) least = (true, double.PositiveInfinity, int.MaxValue);
            foreach (ref readonly Neighbour n in graph.Of(variant.Id).AsSpan())
            {
                if (!n.Relation.JoinsStory() || !rank.TryGetValue(n.Variant.Id, out int place)) continue;
                (bool, double, int) own = (composites.Contains(n.Variant.Id), -n.Resemblance, place);
                if (own.CompareTo(least) >= 0) continue;
                (best, least) = (n, own);
            }
            placed[variant.Id] = new Placement(variant.Id, best.Variant.Id, Seen(best), best.Resemblance, null);
        }
        // A representative with members is an exact copy of itself, not alone.
        foreach (Placement member in placed.Values.ToList())
        {
            if (member.Representative != member.Variant && placed[member.Representative].Relation == Relation.Lone)
                placed[member.Representative] = placed[member.Representative] with { Relation = Relation.Exact };
        }
    }

    /// <summary>A composite page that stands alone and holds all of a story, as a small part of it, is a padded copy of that story.</summary>
    private static void JoinPadded(StoryGraph graph, IEnumerable<Variant> composite, HashSet<long> composites, Dictionary<long, Placement> placed)
    {
        HashSet<long> joined = [.. placed.Values.Where(p => p.Representative != p.Variant).SelectMany(p => new[] { p.Representative, p.Variant })];
        foreach (Variant page in composite.ToList())
        {
            if (joined.Contains(page.Id)) continue;
            Neighbour? best = graph.Of(page.Id)
                .Where(n => n is { IsShorter: true, Relation: Relation.Excerpt, Contained: >= PaddedContained, Coverage: >= LeastCoverage }
                    && placed.TryGetValue(n.Variant.Id, out Placement? p) && p.Representative == n.Variant.Id && !composites.Contains(n.Variant.Id))
                .OrderByDescending(n => n.Coverage).ThenByDescending(n => n.Variant.Documents).ThenBy(n => n.Variant.BodyHash).Select(n => (Neighbour?)n).FirstOrDefault();
            if (best is not { } story) continue;
            placed[page.Id] = new Placement(page.Id, story.Variant.Id, Relation.Padded, story.Resemblance, null);
            joined.Add(page.Id);
            joined.Add(story.Variant.Id);
            if (placed[story.Variant.Id].Relation == Relation.Lone) placed[story.Variant.Id] = placed[story.Variant.Id] with { Relation = Relation.Exact };
        }
    }

    /// <summary>What a member is to its representative: a longer one that holds it, and more of other words than a quarter, is padded.</summary>
    private static Relation Seen(in Neighbour representative) =>
        representative.IsShorter && (representative.Relation == Relation.Truncated
            || (representative.Relation.IsWhole() && representative.Contained >= PaddedContained && representative.Coverage <= PaddedCoverage))
            ? Relation.Padded : representative.Relation;

    /// <summary>
    /// An excerpt is a document of its own that names its story. Only where near excerpts together have more documents than
    /// the story that holds them are they a story of their own, which that page quotes in full: they form a cluster.
    /// </summary>
    private static void PlaceExcerpts(
        StoryGraph graph, List<Variant> ranked, HashSet<long> excerpts, HashSet<long> composites, Dictionary<long, Placement> placed)
    {
        if (excerpts.Count == 0) return;
        Dictionary<long, int> storySize = placed.Values.GroupBy(p => p.Representative)
            .ToDictionary(g => g.Key, g => g.Sum(p => graph.Variant(p.Variant).Documents));
        Dictionary<long, long> storyOf = [];
        foreach (long id in excerpts)
        {
            storyOf[id] = graph.Of(id)
                .Where(n => n is { Relation: Relation.Excerpt, IsShorter: false }
                    && storySize.ContainsKey(n.Variant.Id) && !composites.Contains(n.Variant.Id))
                .OrderByDescending(n => n.Coverage).ThenByDescending(n => storySize[n.Variant.Id])
                .ThenBy(n => n.Variant.BodyHash).First().Variant.Id;
        }
        List<Variant> own = [.. ranked.Where(v => excerpts.Contains(v.Id))];
        Dictionary<long, Placement> grouped = [];
        Attach(graph, own, ChooseRepresentatives(graph, own, null, []), [], grouped);
        foreach (IGrouping<long, Placement> group in grouped.Values.GroupBy(p => p.Representative))
        {
            int documents = group.Sum(p => graph.Variant(p.Variant).Documents);
            foreach (Placement p in group)
            {
                bool together = documents > storySize[storyOf[p.Representative]];
                placed[p.Variant] = new Placement(p.Variant, together ? p.Representative : p.Variant,
                    Relation.Excerpt, together ? p.Resemblance : 1, storyOf[p.Variant]);
            }
        }
    }
}
