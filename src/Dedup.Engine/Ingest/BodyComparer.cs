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
    private readonly Dictionary<long, ShingleSet> _sets = [];
    private readonly Queue<long> _cached = new();
    private long _cachedWords;

    public BodyComparer(VariantStore store, DedupOptions options)
    {
        _store = store;
        _index = new CandidateIndex(options.Sketch.Scheme, options.Candidates);
        _verifier = new Verifier(options.Verification);
        _sketcher = new Sketcher(options.Sketch.Scheme);
        _maxCachedWords = options.Ingest.CachedWords;
        foreach ((long variant, Sketch sketch) in store.Sketches()) Index(variant, sketch);
    }

    /// <summary>Every stored body that a body is linked with, or would be: candidates of which nothing is left are dropped.</summary>
    /// <param name="sketch">The body's sketch.</param>
    /// <param name="shingles">The body's shingles.</param>
    /// <param name="before">Only variants of smaller ids are looked at.</param>
    public List<VerifiedCandidate> Compare(Sketch sketch, ShingleSet shingles, long before = long.MaxValue)
    {
        var verified = new List<VerifiedCandidate>();
        foreach (Candidate candidate in _index.Find(sketch))
        {
            if (candidate.Id >= before) break;
            PairVerdict verdict = _verifier.Verify(
                shingles, Shingles(candidate.Id), SimHash.Distance(sketch.Fingerprint, _fingerprints[candidate.Id]));
            if (verdict.Relation is not (Relation.Lone or Relation.Robot))
                verified.Add(new VerifiedCandidate(candidate.Id, candidate.By, verdict));
        }
        return verified;
    }

    /// <summary>Every candidate with its grounds, those of which verification leaves nothing too. Reads and sketches each of them again.</summary>
    public List<ExplainedCandidate> Explain(Sketch sketch, ShingleSet shingles)
    {
        var explained = new List<ExplainedCandidate>();
        foreach (Candidate candidate in _index.Find(sketch))
        {
            ShingleSet other = Read(candidate.Id);
            Proposal proposal = _index.Explain(sketch, _sketcher.Sketch());
            explained.Add(new ExplainedCandidate(candidate.Id, proposal, _verifier.Explain(shingles, other, proposal.HammingDistance)));
        }
        return explained;
    }

    public void Add(long variant, Sketch sketch, ShingleSet shingles)
    {
        Index(variant, sketch);
        Keep(variant, shingles);
    }

    public void Remove(long variant)
    {
        if (!_fingerprints.Remove(variant)) return;
        _index.Remove(checked((int)variant));
        Forget(variant);
    }

    /// <summary>The shingle set of a stored variant, from memory or from its stored body.</summary>
    public ShingleSet Shingles(long variant)
    {
        if (_sets.TryGetValue(variant, out ShingleSet? set)) return set;
        set = Read(variant);
        Keep(variant, set);
        return set;
    }

    private ShingleSet Read(long variant)
    {
        _sketcher.Read(_store.Body(variant));
        return _sketcher.ShingleSet();
    }

    private void Index(long variant, Sketch sketch)
    {
        _index.Add(checked((int)variant), sketch);
        _fingerprints.Add(variant, sketch.Fingerprint);
    }

    /// <summary>First in, first out: near copies come close together in most crawls.</summary>
    private void Keep(long variant, ShingleSet set)
    {
        if (!_sets.TryAdd(variant, set)) return;
        _cached.Enqueue(variant);
        _cachedWords += set.Words;
        while (_cachedWords > _maxCachedWords && _cached.TryDequeue(out long oldest)) Forget(oldest);
    }

    private void Forget(long variant)
    {
        if (_sets.Remove(variant, out ShingleSet? set)) _cachedWords -= set.Words;
    }
}
