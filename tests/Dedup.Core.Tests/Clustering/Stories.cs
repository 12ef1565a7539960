using Dedup.Core.Clustering;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Verification;
using Dedup.Core.Verification;

namespace Dedup.Core.Tests.Clustering;

/// <summary>A run of words of some story.</summary>
internal readonly record struct Part(int From, int Count);

/// <summary>Variants made of runs of words, their links from the verifier, and where clustering puts them.</summary>
internal sealed class Stories
{
    private readonly List<Variant> _variants = [];
    private readonly Dictionary<long, ShingleSet> _bodies = [];
    private readonly List<Link> _links = [];

    /// <summary>Adds a variant of these words, linked with every earlier one it is related to; returns its id.</summary>
    public long Add(int documents, params Part[] parts)
    {
        long id = 100 + _variants.Count;
        ShingleSet body = Bodies.Of(parts.SelectMany(part => Bodies.Words(part.From, part.Count)).Distinct());
        var verifier = new Verifier(new VerificationOptions());
        foreach (Variant other in _variants)
        {
            PairVerdict verdict = verifier.Verify(body, _bodies[other.Id], 0);
            if (verdict.Relation != Relation.Lone) _links.Add(new Link(id, other.Id, verdict));
        }
        // The hash is unlike the id in order, so that ties are not broken by the id unseen.
        _variants.Add(new Variant(id, (UInt128)(ulong)(id * 7919 % 1009), documents, body.Words));
        _bodies.Add(id, body);
        return id;
    }

    public long Add(params Part[] parts) => Add(1, parts);

    public IReadOnlyList<Variant> Variants => _variants;

    public IReadOnlyList<Link> Links => _links;

    public Link? Between(long a, long b) => _links.Find(link => (link.A, link.B) == (a, b) || (link.A, link.B) == (b, a));

    public IReadOnlyDictionary<long, Placement> Cluster() => Cluster(_variants, _links).ToDictionary(p => p.Variant);

    /// <summary>The placements of the same variants and links given in another order, each link perhaps from its other side.</summary>
    public IReadOnlyDictionary<long, Placement> ClusterShuffled(int seed)
    {
        var random = new Random(seed);
        Variant[] variants = [.. _variants];
        random.Shuffle(variants);
        Link[] links = [.. _links.Select(link => random.Next(2) == 0
            ? link : new Link(link.B, link.A, VerifierTests.Swapped(link.Verdict)))];
        random.Shuffle(links);
        return Cluster(variants, links).ToDictionary(p => p.Variant);
    }

    public IReadOnlyList<Placement> Cluster(IReadOnlyList<Variant> variants, IReadOnlyList<Link> links, IReadOnlyList<Judgement>? judgements = null) =>
        Clusterer().Cluster(variants, links, judgements);

    public IReadOnlyList<Standing> Explain() => Clusterer().Explain(_variants, _links);

    public int Shared(long a, long b) => _bodies[a].CountShared(_bodies[b]);

    public int Shingles(long id) => _bodies[id].Count;

    private StoryClusterer Clusterer() => new(new VerificationOptions(), Shared, Shingles);
}
