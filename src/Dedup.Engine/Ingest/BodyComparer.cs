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

/// <summary>A body that is to be compared with all that the index proposes.</summary>
/// <param name="Body">The body; one that is not stored has the variant −1.</param>
/// <param name="Shingles">Its shingles; null to have those of the stored body.</param>
internal readonly record struct ComparedBody(SketchedBody Body, ShingleSet? Shingles);

/// <summary>The candidate index over the stored variants, and exact verification of what it proposes.</summary>
internal sealed class BodyComparer
{
    /// <summary>Words of the bodies that wait in memory for their verification.</summary>
    private const int MostWaitingWords = 1_000_000;

    private readonly VariantStore _store;
    private readonly CandidateIndex _index;
    private readonly Verifier _verifier;
    private readonly Sketcher _sketcher;
    private readonly int _maxCachedWords;
    private readonly int _workers;
    private readonly Dictionary<long, ulong> _fingerprints = [];
    private readonly Dictionary<long, Cached> _sets = [];
    private readonly Queue<long> _cached = new();
    private long _cachedWords;
    private bool _back;

    public BodyComparer(VariantStore store, DedupOptions options)
    {
        _store = store;
        _index = new CandidateIndex(options.Sketch.Scheme, options.Candidates);
        _verifier = new Verifier(options.Verification);
        _sketcher = new Sketcher(options.Sketch.Scheme);
        _maxCachedWords = options.Ingest.CachedWords;
        _workers = options.Ingest.Workers > 0 ? options.Ingest.Workers : Environment.ProcessorCount;
        foreach (SketchedBody body in store.Sketches()) Index(body);
        _index.Forget();
    }

    /// <summary>Every stored body that a body is linked with, or would be: candidates of which nothing is left are dropped.</summary>
    /// <param name="body">The body; one that is not stored has the variant −1.</param>
    /// <param name="shingles">The body's shingles.</param>
    /// <param name="wanted">Which variants are looked at; null for all.</param>
    public List<VerifiedCandidate> Compare(SketchedBody body, ShingleSet shingles, Func<long, bool>? wanted = null) =>
        [.. CompareAll([new ComparedBody(body, shingles)], wanted is null ? null : (_, other, _) => wanted(other)).Select(pair => pair.Other)];

    /// <summary>What each of many bodies is linked with, by several threads; a pair among them is given once.</summary>
    /// <param name="bodies">The bodies.</param>
    /// <param name="wanted">Whether a pair is looked at; null for all.</param>
    public IEnumerable<(long Variant, VerifiedCandidate Other)> CompareAll(IReadOnlyList<ComparedBody> bodies, Func<long, long, ProposedBy, bool>? wanted = null)
    {
        var compared = new HashSet<long>();
        var proposed = new List<(SketchedBody Body, ShingleSet Shingles, Candidate Candidate)>();
        int words = 0;
        // Bodies that share their first sample share most that they are compared with.
        foreach ((SketchedBody body, ShingleSet? given) in bodies.OrderBy(body => body.Body.Sketch.Samples.FirstOrDefault()))
        {
            ShingleSet? shingles = given;
            foreach (Candidate candidate in Find(body))
            {
                if (compared.Contains(candidate.Id) || wanted?.Invoke(body.Variant, candidate.Id, candidate.By) == false) continue;
                proposed.Add((body, shingles ??= Shingles(body.Variant), candidate));
            }
            compared.Add(body.Variant);
            words += shingles?.Words ?? 0;
            if (words < MostWaitingWords) continue;
            foreach ((long, VerifiedCandidate) verified in ReadAndVerify(proposed)) yield return verified;
            proposed.Clear();
            words = 0;
        }
        foreach ((long, VerifiedCandidate) verified in ReadAndVerify(proposed)) yield return verified;
    }

    /// <summary>
    /// Reads each candidate once for all bodies that it is proposed to: what many share, as digests do, does not fit into memory.
    /// There and back in turn, so that what was read last is still there.
    /// </summary>
    private IEnumerable<(long Variant, VerifiedCandidate Other)> ReadAndVerify(List<(SketchedBody Body, ShingleSet Shingles, Candidate Candidate)> proposed)
    {
        var pairs = new List<ProposedPair>();
        int words = 0;
        _back = !_back;
        foreach (var sharing in proposed.GroupBy(pair => pair.Candidate.Id).OrderBy(sharing => _back ? -sharing.Key : sharing.Key))
        {
            ShingleSet other = Shingles(sharing.Key);
            foreach ((SketchedBody body, ShingleSet shingles, Candidate candidate) in sharing)
                pairs.Add(new ProposedPair(body.Variant, candidate, shingles, other, SimHash.Distance(body.Sketch.Fingerprint, _fingerprints[candidate.Id])));
            words += other.Words;
            if (words < MostWaitingWords) continue;
            foreach ((long, VerifiedCandidate) verified in Verify(pairs)) yield return verified;
            pairs.Clear();
            words = 0;
        }
        foreach ((long, VerifiedCandidate) verified in Verify(pairs)) yield return verified;
    }

    /// <summary>Whether the verdict on two bodies, of which the first is stored, makes them one story, whatever proposes them.</summary>
    public bool IsSameStory(SketchedBody stored, ComparedBody other) => _verifier.Verify(
        Shingles(stored.Variant), other.Shingles ?? Shingles(other.Body.Variant),
        SimHash.Distance(stored.Sketch.Fingerprint, other.Body.Sketch.Fingerprint)).Relation.JoinsStory();

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
    public void Add(SketchedBody body, ShingleSet shingles)
    {
        Index(body);
        Keep(body.Variant, shingles);
    }

    /// <summary>Removes a body.</summary>
    public void Remove(SketchedBody body)
    {
        if (!_fingerprints.Remove(body.Variant)) return;
        Forget(body.Variant);
        _index.Remove(Id(body.Variant), body.Sketch);
    }

    /// <summary>Whether a body is held.</summary>
    public bool Holds(long variant) => _fingerprints.ContainsKey(variant);

    /// <summary>Variants of which links may have lost what proposed them, and variants that may pair with others now, since this was last asked.</summary>
    public (IReadOnlyList<long> Lost, IReadOnlyList<long> Gained) Settle()
    {
        PairChanges changes = _index.Settle();
        return ([.. changes.Lost.Order()], [.. changes.Gained.Order()]);
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

    private IReadOnlyList<Candidate> Find(SketchedBody body) => _index.Find(body.Sketch, body.Rank, Holds(body.Variant) ? Id(body.Variant) : -1);

    private (long Variant, VerifiedCandidate Other)[] Verify(List<ProposedPair> pairs)
    {
        var verdicts = new PairVerdict?[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = _workers }, i =>
        {
            ProposedPair pair = pairs[i];
            if (!_verifier.FactsForbid(pair.Shingles, pair.Other)) verdicts[i] = _verifier.Verify(pair.Shingles, pair.Other, pair.Distance);
        });
        return [.. pairs.Zip(verdicts).Where(pair => pair.Second is { Relation: not (Relation.Lone or Relation.Robot) })
            .Select(pair => (pair.First.Variant, new VerifiedCandidate(pair.First.Candidate.Id, pair.First.Candidate.By, pair.Second!.Value)))];
    }

    private void Index(SketchedBody body)
    {
        _fingerprints.Add(body.Variant, body.Sketch.Fingerprint);
        _index.Add(Id(body.Variant), body.Sketch, body.Rank);
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

    private readonly record struct ProposedPair(long Variant, Candidate Candidate, ShingleSet Shingles, ShingleSet Other, int Distance);

    private sealed class Cached(ShingleSet set)
    {
        public ShingleSet Set { get; } = set;

        public bool Used { get; set; }
    }
}
