using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>A candidate with its verdict.</summary>
/// <param name="Variant">The other variant.</param>
/// <param name="By">What proposed it.</param>
/// <param name="Verdict">The measures, the asked body's first.</param>
internal readonly record struct VerifiedCandidate(long Variant, ProposedBy By, PairVerdict Verdict);

/// <summary>A candidate with the grounds on which it was proposed and given its verdict.</summary>
/// <param name="Variant">The other variant.</param>
/// <param name="Proposal">What the indexes say.</param>
/// <param name="Verdict">The measures, the asked body's first.</param>
internal readonly record struct ExplainedCandidate(long Variant, Proposal Proposal, ExplainedVerdict Verdict);

/// <summary>The candidate index over the stored variants, and exact verification of what it proposes.</summary>
internal sealed class BodyComparer
{
    private readonly VariantStore _store;
    private readonly CandidateIndex _index;
    private readonly Verifier _verifier;
    private readonly Sketcher _sketcher;
    private readonly int _maxCachedWords;
    private readonly Dictionary<long, ulong> _fingerprints = [];
    private readonly Dictionary<long, Cached> _sets = [];
    private readonly Queue<long> _cached = new();
    private long _cachedWords;

    public BodyComparer(VariantStore store, DedupOptions options)
    {
        _store = store;
        _index = new CandidateIndex(options.Sketch.Scheme, options.Candidates);
        _verifier = new Verifier(options.Verification);
        _sketcher = new Sketcher(options.Sketch.Scheme);
        _maxCachedWords = options.Ingest.CachedWords;
        foreach (SketchedBody body in store.Sketches()) Index(body);
    }

    /// <summary>Every stored body that a body is linked with, or would be: candidates of which nothing is left are dropped.</summary>
    /// <param name="body">The body; one that is not stored has the variant −1.</param>
    /// <param name="shingles">The body's shingles.</param>
    /// <param name="wanted">Which variants are looked at; null for all.</param>
    public List<VerifiedCandidate> Compare(SketchedBody body, ShingleSet shingles, Func<long, bool>? wanted = null)
    {
        var verified = new List<VerifiedCandidate>();
        foreach (Candidate candidate in Find(body))
        {
            if (wanted?.Invoke(candidate.Id) == false) continue;
            ShingleSet other = Shingles(candidate.Id);
            if (_verifier.FactsForbid(shingles, other)) continue;
            PairVerdict verdict = _verifier.Verify(
                shingles, other, SimHash.Distance(body.Sketch.Fingerprint, _fingerprints[candidate.Id]));
            if (verdict.Relation is not (Relation.Lone or Relation.Robot))
                verified.Add(new VerifiedCandidate(candidate.Id, candidate.By, verdict));
        }
        return verified;
    }

    /// <summary>Every candidate with its grounds, those of which verification leaves nothing too. Reads and sketches each of them again.</summary>
    public List<ExplainedCandidate> Explain(SketchedBody body, ShingleSet shingles)
    {
        var explained = new List<ExplainedCandidate>();
        foreach (Candidate candidate in Find(body))
        {
            ShingleSet other = Read(candidate.Id);
            Proposal proposal = _index.Explain(body.Sketch, candidate, _sketcher.Sketch());
            explained.Add(new ExplainedCandidate(candidate.Id, proposal, _verifier.Explain(shingles, other, proposal.HammingDistance)));
        }
        return explained;
    }

    /// <summary>Adds a stored body.</summary>
    /// <returns>Variants of which links may have lost what proposed them.</returns>
    public IReadOnlyList<long> Add(SketchedBody body, ShingleSet shingles)
    {
        IReadOnlySet<int> lost = Index(body);
        Keep(body.Variant, shingles);
        return [.. lost.Order()];
    }

    /// <summary>Removes a body.</summary>
    /// <returns>Variants that may pair with others now.</returns>
    public IReadOnlyList<long> Remove(SketchedBody body)
    {
        if (!_fingerprints.Remove(body.Variant)) return [];
        Forget(body.Variant);
        return [.. _index.Remove(Id(body.Variant), body.Sketch).Order()];
    }

    /// <summary>What proposes two stored bodies as a pair.</summary>
    public ProposedBy Supports(SketchedBody a, SketchedBody b) => _index.Supports(Id(a.Variant), a.Sketch, Id(b.Variant), b.Sketch);

    /// <summary>What is crowded, the most bodies first.</summary>
    public IReadOnlyList<Crowd> Crowds() => _index.Crowds();

    /// <summary>The shingle set of a stored variant, from memory or from its stored body.</summary>
    public ShingleSet Shingles(long variant)
    {
        if (_sets.TryGetValue(variant, out Cached? cached))
        {
            cached.Used = true;
            return cached.Set;
        }
        ShingleSet set = Read(variant);
        Keep(variant, set);
        return set;
    }

    private ShingleSet Read(long variant)
    {
        _sketcher.Read(_store.Body(variant));
        return _sketcher.ShingleSet();
    }

    private IReadOnlyList<Candidate> Find(SketchedBody body) => _index.Find(body.Sketch, body.Rank, body.Variant < 0 || !_fingerprints.ContainsKey(body.Variant) ? -1 : Id(body.Variant));

    private IReadOnlySet<int> Index(SketchedBody body)
    {
        _fingerprints.Add(body.Variant, body.Sketch.Fingerprint);
        return _index.Add(Id(body.Variant), body.Sketch, body.Rank);
    }

    private static int Id(long variant) => checked((int)variant);

    /// <summary>First in, first out, but what was asked for goes round once more: near copies come close together in most crawls, leaders of a crowd are asked for always.</summary>
    private void Keep(long variant, ShingleSet set)
    {
        if (!_sets.TryAdd(variant, new Cached(set))) return;
        _cached.Enqueue(variant);
        _cachedWords += set.Words;
        while (_cachedWords > _maxCachedWords && _cached.TryDequeue(out long oldest))
        {
            if (_sets.TryGetValue(oldest, out Cached? cached) && cached.Used)
            {
                cached.Used = false;
                _cached.Enqueue(oldest);
            }
            else Forget(oldest);
        }
    }

    private void Forget(long variant)
    {
        if (_sets.Remove(variant, out Cached? cached)) _cachedWords -= cached.Set.Words;
    }

    private sealed class Cached(ShingleSet set)
    {
        public ShingleSet Set { get; } = set;

        public bool Used { get; set; }
    }
}
