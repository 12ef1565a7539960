using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
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

/// <summary>Bodies that have been compared with all that the index proposes.</summary>
/// <param name="Bodies">Their variants.</param>
/// <param name="Links">What they are linked with.</param>
internal sealed record ComparedBodies(IReadOnlyList<long> Bodies, IReadOnlyList<(long Variant, VerifiedCandidate Other)> Links);

/// <summary>The candidate index over the stored variants, and exact verification of what it proposes.</summary>
internal sealed class BodyComparer : IDisposable
{
    /// <summary>Pairs that wait in memory for their verification.</summary>
    private const int MostWaitingPairs = 500_000;

    /// <summary>Bodies that the index is asked for at once.</summary>
    private const int AskedTogether = 256;

    /// <summary>Some .5 ms of work.</summary>
    private const int BodiesAThread = 24, PairsAThread = 200;

    private readonly VariantStore _store;
    private readonly DedupOptions _options;
    private readonly ICandidateIndex _index;
    private readonly SketchKeys _keys;
    private readonly Verifier _verifier;
    private readonly Sketcher _sketcher;
    // Words of the bodies that wait in memory for their verification, and as many again of those that they are compared with.
    private readonly int _mostWaitingWords;
    private readonly int _workers;
    private readonly ConcurrentBag<Sketcher> _sketchers = [];
    private readonly ShingleCache _cache;
    private readonly bool _isShared;
    private readonly bool _isQuestion;
    private bool _back;

    private BodyComparer(VariantStore store, DedupOptions options, ICandidateIndex index, ShingleCache? shared = null, bool isQuestion = false, bool ofAnyStory = false)
    {
        _store = store;
        _index = index;
        _options = options;
        _isQuestion = isQuestion;
        _keys = new SketchKeys(options.Sketch.Scheme, options.Candidates);
        _verifier = new Verifier(options.Verification);
        _sketcher = new Sketcher(options.Sketch.Scheme);
        _isShared = shared is not null;
        _cache = shared ?? new ShingleCache(options.Ingest.CachedWords, fromSecond: ofAnyStory);
        _mostWaitingWords = options.Ingest.CachedWords / 4;
        // Of several that share an index each answers one question at a time.
        _workers = isQuestion ? 1 : options.Ingest.Threads;
    }

    /// <summary>For a process that adds bodies. Those that wait for their links are not indexed before these are made (<see cref="IndexWaiting"/>): most of a first run's become others until then.</summary>
    public static BodyComparer ForWriting(VariantStore store, DedupOptions options) => new(store, options, options.OpenIndex?.Invoke(store) ?? StoredIndex.Open(store, options, whole: true));

    /// <summary>For questions about the stored bodies.</summary>
    public static BodyComparer ForReading(VariantStore store, DedupOptions options) => WithWaiting(new(store, options, StoredIndex.Open(store, options, whole: false), ofAnyStory: true));

    /// <summary>For questions that do not rest on what was saved of the index.</summary>
    public static BodyComparer Afresh(VariantStore store, DedupOptions options) => WithWaiting(new(store, options, StoredIndex.Afresh(store, options)));

    /// <summary>For questions beside the process's own writer, whose index it asks: of bodies that the store of the question does not show yet nothing is said.</summary>
    public static BodyComparer Beside(VariantStore store, DedupOptions options, ICandidateIndex writers, ShingleCache shared) => new(store, options, writers, shared, isQuestion: true);

    /// <summary>The same, for another thread of the writer with a store of its own: it must be given nothing that this one has not committed.</summary>
    public BodyComparer On(VariantStore store) => new(store, _options, _index, _cache);

    /// <summary>The index, for questions beside this.</summary>
    public ICandidateIndex Index => _index;

    private static BodyComparer WithWaiting(BodyComparer comparer)
    {
        comparer.IndexWaiting();
        return comparer;
    }

    /// <summary>Saves the index where it is due (<see cref="ICandidateIndex.SaveIfDue"/>).</summary>
    public void SaveIndexIfDue(DbConnection connection, DedupOptions options, Action saving) => _index.SaveIfDue(connection, options, saving);

    public void Dispose()
    {
        if (!_isShared) _index.Dispose();
    }

    /// <summary>Every stored body that a body is linked with, or would be: candidates of which nothing is left are dropped.</summary>
    /// <param name="body">The body; one that is not stored has the variant −1.</param>
    /// <param name="shingles">The body's shingles.</param>
    /// <param name="wanted">Which variants are looked at; null for all.</param>
    public List<VerifiedCandidate> Compare(SketchedBody body, ShingleSet shingles, Func<long, bool>? wanted = null)
    {
        var compared = new ComparedBody(body, shingles);
        return [.. ReadAndVerify([.. Find([body])[0].Where(other => wanted?.Invoke(other.Candidate.Id) != false).Select(other => (compared, other))]).Select(pair => pair.Other)];
    }

    /// <summary>What each of many bodies is linked with, by several threads, some bodies at a time; a pair among them is given once.</summary>
    /// <param name="bodies">The bodies: those that have much in common best one after another.</param>
    /// <param name="wanted">Whether a pair is looked at; null for all.</param>
    public IEnumerable<ComparedBodies> CompareAll(IEnumerable<ComparedBody> bodies, Func<long, long, ProposedBy, bool>? wanted = null)
    {
        var compared = new BitArray(0);
        var asked = new List<long>();
        var proposed = new List<(ComparedBody Body, ProposedBody Other)>();
        long words = 0;
        foreach ((ComparedBody body, IReadOnlyList<ProposedBody> found) in bodies.Chunk(AskedTogether).SelectMany(part => part.Zip(Find([.. part.Select(body => body.Body)]))))
        {
            long variant = body.Body.Variant;
            foreach (ProposedBody other in found)
            {
                Candidate candidate = other.Candidate;
                if ((candidate.Id < compared.Length && compared[candidate.Id]) || wanted?.Invoke(variant, candidate.Id, candidate.By) == false) continue;
                proposed.Add((body, other));
            }
            if (variant >= compared.Length) compared.Length = (int)Math.Min(2 * variant + 1, int.MaxValue);
            if (variant >= 0) compared[(int)variant] = true;
            asked.Add(variant);
            words += Weight(body.Body.Sketch.Samples.Length);
            if (words < _mostWaitingWords && proposed.Count < MostWaitingPairs) continue;
            yield return new ComparedBodies(asked, ReadAndVerify(proposed));
            (asked, words) = ([], 0);
            proposed.Clear();
        }
        if (asked.Count > 0) yield return new ComparedBodies(asked, ReadAndVerify(proposed));
    }

    /// <summary>
    /// Reads each candidate once for all bodies that it is proposed to: what many share, as digests do, does not fit into memory.
    /// There and back in turn, so that what was read last is still there.
    /// </summary>
    private List<(long Variant, VerifiedCandidate Other)> ReadAndVerify(List<(ComparedBody Body, ProposedBody Other)> proposed)
    {
        var links = new List<(long, VerifiedCandidate)>();
        if (proposed.Count == 0) return links;
        Dictionary<long, ShingleSet> asked = Shingles([.. proposed.Where(pair => pair.Body.Shingles is null).Select(pair => pair.Body.Body.Variant).Distinct()]);
        _back = !_back;
        var sharing = proposed.GroupBy(pair => pair.Other.Candidate.Id).OrderBy(pairs => _back ? -pairs.Key : pairs.Key).ToList();
        for (int from = 0; from < sharing.Count;)
        {
            long words = 0;
            int to = from;
            while (to < sharing.Count && words < _mostWaitingWords) words += Weight(sharing[to++].First().Other.Samples);
            List<IGrouping<int, (ComparedBody Body, ProposedBody Other)>> part = sharing[from..to];
            Dictionary<long, ShingleSet> others = Shingles([.. part.Select(pairs => (long)pairs.Key)]);
            links.AddRange(Verify([.. part.SelectMany(pairs => pairs).Select(pair => new ProposedPair(
                pair.Body.Body.Variant, pair.Other.Candidate, pair.Body.Shingles ?? asked[pair.Body.Body.Variant], others[pair.Other.Candidate.Id],
                SimHash.Distance(pair.Body.Body.Sketch.Fingerprint, pair.Other.Fingerprint)))]));
            from = to;
        }
        return links;
    }

    /// <summary>Whether the verdict on two bodies, of which the first is stored, makes them one story, whatever proposes them.</summary>
    public bool IsSameStory(SketchedBody stored, ComparedBody other) => _verifier.Verify(
        Shingles(stored.Variant), other.Shingles ?? Shingles(other.Body.Variant),
        SimHash.Distance(stored.Sketch.Fingerprint, other.Body.Sketch.Fingerprint)).Relation.JoinsStory();

    /// <summary>Every candidate with its grounds, those of which verification leaves nothing too. Reads and sketches each of them again.</summary>
    public List<ExplainedCandidate> Explain(SketchedBody body, ShingleSet shingles)
    {
        var explained = new List<ExplainedCandidate>();
        foreach ((Candidate candidate, _, _) in Find([body])[0])
        {
            ShingleSet other = Read(_sketcher, _store.Body(candidate.Id));
            Proposal proposal = _keys.Explain(body.Sketch, candidate, _sketcher.Sketch());
            explained.Add(new ExplainedCandidate(candidate.Id, proposal, _verifier.Explain(shingles, other, proposal.HammingDistance)));
        }
        return explained;
    }

    /// <summary>See <see cref="ICandidateIndex.Renew"/>.</summary>
    public void Renew() => _index.Renew();

    /// <summary>Indexes the stored bodies that are not held yet: what they change for others is to be settled.</summary>
    public void IndexWaiting() => _index.AddWaiting();

    /// <summary>Removes a body, where it is held.</summary>
    public void Remove(SketchedBody body)
    {
        if (_index.Remove(body)) _cache.Forget(body.Variant);
    }

    /// <summary>Variants of which links may have lost what proposed them, and variants that may pair with others now, since this was last asked.</summary>
    public (IReadOnlyList<long> Lost, IReadOnlyList<long> Gained) Settle()
    {
        PairChanges changes = _index.Settle();
        return ([.. changes.Lost.Order()], [.. changes.Gained.Order()]);
    }

    /// <summary>What proposes pairs of stored bodies.</summary>
    public IReadOnlyList<ProposedBy> Supports(IReadOnlyList<(SketchedBody A, SketchedBody B)> pairs) => _index.Supports(pairs);

    /// <summary>What is crowded, the most bodies first.</summary>
    public IReadOnlyList<Crowd> Crowds() => _index.Crowds();

    /// <summary>The shingle set of a stored variant, from memory or from its stored body.</summary>
    public ShingleSet Shingles(long variant) => Shingles([variant])[variant];

    /// <summary>Those of several: one thread reads them, all sketch.</summary>
    private Dictionary<long, ShingleSet> Shingles(IReadOnlyList<long> variants)
    {
        var sets = new Dictionary<long, ShingleSet>(variants.Count);
        var unknown = new List<long>();
        foreach (long variant in variants)
        {
            if (_cache.Find(variant) is ShingleSet cached) sets.Add(variant, cached);
            else unknown.Add(variant);
        }
        List<(long Variant, StoredBody Body)> bodies = [.. _store.Bodies(unknown)];
        var read = new ShingleSet[bodies.Count];
        Parallel.For(0, bodies.Count, Workers(bodies.Count, BodiesAThread), () => _sketchers.TryTake(out Sketcher? idle) ? idle : new Sketcher(_sketcher.Scheme), (i, _, sketcher) =>
        {
            read[i] = Read(sketcher, bodies[i].Body);
            return sketcher;
        }, _sketchers.Add);
        for (int i = 0; i < read.Length; i++)
        {
            sets.Add(bodies[i].Variant, read[i]);
            _cache.Keep(bodies[i].Variant, read[i]);
        }
        return sets;
    }

    private static ShingleSet Read(Sketcher sketcher, StoredBody body)
    {
        using Rented<char> text = body.Chars();
        sketcher.Read(text.Span);
        return sketcher.ShingleSet();
    }

    /// <param name="items">How much there is to do.</param>
    /// <param name="each">With less, a thread takes longer to wake than it saves, and now and then milliseconds.</param>
    private ParallelOptions Workers(int items, int each) => new() { MaxDegreeOfParallelism = Math.Clamp(items / each, 1, _workers), TaskScheduler = TaskScheduler.Current };

    private IReadOnlyList<IReadOnlyList<ProposedBody>> Find(IReadOnlyList<SketchedBody> bodies)
    {
        IReadOnlyList<IReadOnlyList<ProposedBody>> found = _index.Find(bodies);
        // The writer may be ahead of what the question's own moment shows.
        return _isQuestion ? [.. found.Select(others => (IReadOnlyList<ProposedBody>)[.. others.Where(other => _store.IsUsed(other.Candidate.Id))])] : found;
    }

    private (long Variant, VerifiedCandidate Other)[] Verify(List<ProposedPair> pairs)
    {
        var verdicts = new PairVerdict?[pairs.Count];
        Parallel.For(0, pairs.Count, Workers(pairs.Count, PairsAThread), i =>
        {
            ProposedPair pair = pairs[i];
            if (!_verifier.FactsForbid(pair.Shingles, pair.Other)) verdicts[i] = _verifier.Verify(pair.Shingles, pair.Other, pair.Distance);
        });
        return [.. pairs.Zip(verdicts).Where(pair => pair.Second is { Relation: not (Relation.Lone or Relation.Robot) })
            .Select(pair => (pair.First.Variant, new VerifiedCandidate(pair.First.Candidate.Id, pair.First.Candidate.By, pair.Second!.Value)))];
    }

    /// <summary>About how many words a body has, by its samples.</summary>
    private int Weight(int samples) => (samples + 1) * _sketcher.Scheme.SampleModulus;

    private readonly record struct ProposedPair(long Variant, Candidate Candidate, ShingleSet Shingles, ShingleSet Other, int Distance);
}
