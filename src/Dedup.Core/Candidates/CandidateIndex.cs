using System.Runtime.ExceptionServices;
using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>Which index proposed a candidate pair.</summary>
[Flags]
public enum ProposedBy
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A whole band of the signatures is equal.</summary>
    Bands = 1,

    /// <summary>The fingerprints differ in few bits.</summary>
    Fingerprint = 2,

    /// <summary>Enough sampled shingles stand in both.</summary>
    Samples = 4,
}

/// <summary>A body that may be related to the one asked for, not yet verified.</summary>
/// <param name="Id">The id it was added under.</param>
/// <param name="By">Every index that proposes it.</param>
public readonly record struct Candidate(int Id, ProposedBy By);

/// <summary>A body to be indexed.</summary>
/// <param name="Id">A small number from 0 that has not been used before.</param>
/// <param name="Sketch">Its sketch.</param>
/// <param name="Rank">Orders bodies by what they are, such as bits of the body's hash.</param>
public readonly record struct IndexedBody(int Id, Sketch Sketch, ulong Rank);

/// <summary>Crowded keys that have their first leader in common.</summary>
/// <param name="Leader">That body.</param>
/// <param name="Keys">How many keys.</param>
/// <param name="Bodies">Bodies that hold the most crowded of them.</param>
public readonly record struct Crowd(int Leader, int Keys, int Bodies);

/// <summary>What adding and removing bodies has done to the pairs of others.</summary>
/// <param name="Lost">Bodies of which pairs may have ended: ask <see cref="CandidateIndex.Supports"/> for each pair that one of them is in.</param>
/// <param name="Gained">Bodies of which pairs may have begun: ask <see cref="CandidateIndex.Find"/> for each of them.</param>
public sealed record PairChanges(IReadOnlySet<int> Lost, IReadOnlySet<int> Gained);

/// <summary>The three candidate indexes over one set of sketches, in memory.</summary>
/// <remarks>
/// Bands find near copies, fingerprints bodies that are all but equal, sampled shingles (FracMinHash; Irber et al. 2022)
/// partial copies, which bands miss: an excerpt of 30 % has a resemblance of .3. Pairs of which the facts do not agree
/// (<see cref="FactBits"/>) are fillings of one form letter, and never proposed. Which pairs are proposed depends on the set of
/// bodies alone, never on the order of adding: most on their two sketches, those under crowded keys
/// (<see cref="SharedKeys"/>) on who else holds the key. So adding a body may end pairs of others, and removing one may
/// begin some: <see cref="Settle"/> says of which, once for many changes, since a key may be crowded and not crowded many
/// times between. Not safe for concurrent use.
/// </remarks>
public sealed partial class CandidateIndex
{
    /// <summary>
    /// A block of a fingerprint is a key of few bits, which many bodies hold by chance and which costs only a look at each.
    /// </summary>
    private const int BlockFactor = 16;

    /// <summary>Of a mark; a body has fewer samples.</summary>
    private const int ProposalBit = 28;

    private readonly BandPlan _plan;
    private readonly CandidateOptions _options;
    private readonly HeldBodies _bodies;
    private readonly SharedKeys _bands;
    private readonly SharedKeys _blocks;
    private readonly SharedKeys _samples;

    // For each body how many samples are shared with the one that is asked for, and above that number what proposes it: zero but for those met.
    private int[] _marks = [];
    private readonly List<int> _met = [];

    /// <summary>Makes an empty index for sketches of one scheme.</summary>
    public CandidateIndex(Scheme scheme, CandidateOptions options)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _plan = BandPlan.Solve(scheme.Hashes, options.BandResemblance, options.BandRecall);
        _bodies = new HeldBodies();
        SharedKeys Keys(int limit) => new(_bodies, limit, options.CrowdLeaders, new PostingIndex());
        (_bands, _blocks, _samples) = (Keys(options.CrowdedBodies), Keys(BlockFactor * options.CrowdedBodies), Keys(options.CrowdedBodies));
    }

    /// <summary>Number of bodies held.</summary>
    public int Count => _bodies.Count;

    /// <summary>Memory of all indexes, in bytes, but for what little they keep of crowded keys.</summary>
    public long Bytes => _bodies.Bytes + (sizeof(int) * (long)_marks.Length) + _bands.Bytes + _blocks.Bytes + _samples.Bytes;

    /// <summary>Whether a body is held.</summary>
    public bool Contains(int id) => _bodies.Contains(id);

    /// <summary>The fingerprint of a held body, and the number of its sampled shingles.</summary>
    public (ulong Fingerprint, int Samples) Of(int id) => (_bodies[id].Fingerprint, _bodies[id].Samples);

    /// <summary>What is crowded, the most bodies first.</summary>
    public IReadOnlyList<Crowd> Crowds() => [.. _bands.Crowded.Concat(_samples.Crowded)
        .GroupBy(key => key.Leaders[0], (leader, keys) => new Crowd(leader, keys.Count(), keys.Max(key => key.Bodies)))
        .OrderByDescending(crowd => crowd.Bodies).ThenBy(crowd => _bodies[crowd.Leader].Rank)];

    /// <summary>Adds a body under an id that has not been used before, not even by a removed body.</summary>
    /// <param name="id">A small number from 0: memory is taken for all below it.</param>
    /// <param name="sketch">Its sketch.</param>
    /// <param name="rank">Orders bodies by what they are, such as bits of the body's hash.</param>
    public void Add(int id, Sketch sketch, ulong rank)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        Hold(new IndexedBody(id, sketch, rank));
        foreach (SharedKeys keys in All) AddTo(keys, id, sketch);
    }

    /// <summary>Adds many bodies as one after another, by several threads.</summary>
    public void Add(IReadOnlyList<IndexedBody> bodies)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        foreach (IndexedBody body in bodies) Hold(body);
        OfAll(keys =>
        {
            foreach (IndexedBody body in bodies) AddTo(keys, body.Id, body.Sketch);
        });
    }

    /// <summary>Forgets a body.</summary>
    /// <param name="id">The body; one that is not held is none.</param>
    /// <param name="sketch">The sketch it was added with.</param>
    public void Remove(int id, Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        if (!_bodies.Remove(id)) return;
        Span<ulong> room = stackalloc ulong[Math.Max(_plan.Bands, Blocks)];
        foreach (SharedKeys keys in All)
        {
            foreach (ulong key in KeysOf(keys, sketch, room)) keys.Remove(key, id);
        }
    }

    /// <summary>Leaves out of the next <see cref="Settle"/> what has happened until now: for an index that was filled with what is known already.</summary>
    public void Forget()
    {
        foreach (SharedKeys keys in All) keys.Forget();
    }

    /// <summary>What has happened to the pairs of bodies since this was last asked; those of bodies added since may be missing.</summary>
    public PairChanges Settle()
    {
        var lost = new HashSet<int>();
        var gained = new HashSet<int>();
        foreach (SharedKeys keys in All) keys.Settle(lost, gained);
        return new PairChanges(lost, gained);
    }

    /// <summary>Every held body that pairs with the sketch as a candidate, in ascending order of id.</summary>
    /// <param name="sketch">The sketch of a body.</param>
    /// <param name="rank">Its rank.</param>
    /// <param name="asked">Its id where it is held; −1 where it is not: then the pairs are those that adding it would make.</param>
    public IReadOnlyList<Candidate> Find(Sketch sketch, ulong rank, int asked = -1)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        Span<ulong> bands = stackalloc ulong[_plan.Bands];
        Span<ulong> blocks = stackalloc ulong[Blocks];
        BandKeys(sketch, bands);
        BlockKeys(sketch, blocks);
        _bands.Touch(bands);
        _blocks.Touch(blocks);
        _samples.Touch(sketch.Samples);
        foreach (ulong key in bands)
        {
            foreach (int id in _bands.Partners(key, asked, rank)) Mark(id) |= (int)ProposedBy.Bands << ProposalBit;
        }
        foreach (ulong key in blocks)
        {
            foreach (int id in _blocks.Partners(key, asked, rank))
            {
                if (SimHash.Distance(_bodies[id].Fingerprint, sketch.Fingerprint) <= _options.FingerprintDistance) Mark(id) |= (int)ProposedBy.Fingerprint << ProposalBit;
            }
        }
        foreach (ulong sample in sketch.Samples)
        {
            foreach (int id in _samples.Partners(sample, asked, rank)) Mark(id)++;
        }
        var candidates = new List<Candidate>();
        foreach (int id in _met)
        {
            int shared = _marks[id] & ((1 << ProposalBit) - 1);
            var by = (ProposedBy)(_marks[id] >> ProposalBit);
            _marks[id] = 0;
            if (id == asked) continue;
            ProposedBy all = Proposal.SharesEnough(shared, _bodies[id].Samples, sketch.Samples.Length, _options) ? by | ProposedBy.Samples : by;
            if (all != ProposedBy.None && FactBits.Agree(_bodies[id].Facts, sketch.Facts)) candidates.Add(new Candidate(id, all));
        }
        _met.Clear();
        candidates.Sort((a, b) => a.Id.CompareTo(b.Id));
        return candidates;
    }

    /// <summary>Every index that proposes two held bodies as a pair: what <see cref="Find"/> would say of them.</summary>
    /// <param name="a">One body.</param>
    /// <param name="sketchA">The sketch it was added with.</param>
    /// <param name="b">The other.</param>
    /// <param name="sketchB">The sketch it was added with.</param>
    public ProposedBy Supports(int a, Sketch sketchA, int b, Sketch sketchB)
    {
        ArgumentNullException.ThrowIfNull(sketchA);
        ArgumentNullException.ThrowIfNull(sketchB);
        ProposedBy by = ProposedBy.None;
        if (!FactBits.Agree(sketchA.Facts, sketchB.Facts)) return by;
        for (int band = 0; band < _plan.Bands && by == ProposedBy.None; band++)
        {
            if (_plan.AreEqual(sketchA.Signature, sketchB.Signature, band) && _bands.Pairs(BandKey(sketchA.Signature, band), a, b)) by |= ProposedBy.Bands;
        }
        if (SimHash.Distance(sketchA.Fingerprint, sketchB.Fingerprint) <= _options.FingerprintDistance)
        {
            for (int block = 0; block < Blocks; block++)
            {
                ulong key = BlockKey(sketchA.Fingerprint, block);
                if (key == BlockKey(sketchB.Fingerprint, block) && _blocks.Pairs(key, a, b)) by |= ProposedBy.Fingerprint;
            }
        }
        int shared = Proposal.SharedSamples(sketchA.Samples, sketchB.Samples).Count(sample => _samples.Pairs(sample, a, b));
        return Proposal.SharesEnough(shared, sketchA.Samples.Length, sketchB.Samples.Length, _options) ? by | ProposedBy.Samples : by;
    }

    /// <summary>How near a candidate is by the figures of this index.</summary>
    /// <param name="asked">The sketch that found it.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sketch">The candidate's sketch.</param>
    public Proposal Explain(Sketch asked, Candidate candidate, Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(sketch);
        return Proposal.Of(asked, sketch, _plan, candidate.By);
    }

    /// <summary>Does something of all kinds of keys, a thread each; what goes wrong is thrown as one thread would.</summary>
    private void OfAll(Action<SharedKeys> work)
    {
        try
        {
            Parallel.ForEach(All, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private SharedKeys[] All => [_bands, _blocks, _samples];

    private void Hold(in IndexedBody body)
    {
        _bodies.Add(body.Id, body.Sketch, body.Rank);
        if (body.Id >= _marks.Length) Array.Resize(ref _marks, Math.Max(body.Id + 1, _marks.Length + _marks.Length / 4));
    }

    private void AddTo(SharedKeys keys, int id, Sketch sketch)
    {
        Span<ulong> room = stackalloc ulong[Math.Max(_plan.Bands, Blocks)];
        ReadOnlySpan<ulong> all = KeysOf(keys, sketch, room);
        keys.Touch(all);
        foreach (ulong key in all) keys.Add(key, id);
    }

    private int Blocks => _options.FingerprintDistance + 1;

    /// <summary>The keys of one kind under which a sketch stands.</summary>
    private ReadOnlySpan<ulong> KeysOf(SharedKeys keys, Sketch sketch, Span<ulong> room)
    {
        if (keys == _samples) return sketch.Samples;
        return keys == _bands ? BandKeys(sketch, room[.._plan.Bands]) : BlockKeys(sketch, room[..Blocks]);
    }

    private Span<ulong> BandKeys(Sketch sketch, Span<ulong> keys)
    {
        for (int band = 0; band < keys.Length; band++) keys[band] = BandKey(sketch.Signature, band);
        return keys;
    }

    private Span<ulong> BlockKeys(Sketch sketch, Span<ulong> keys)
    {
        for (int block = 0; block < keys.Length; block++) keys[block] = BlockKey(sketch.Fingerprint, block);
        return keys;
    }

    private ref int Mark(int id)
    {
        ref int mark = ref _marks[id];
        if (mark == 0) _met.Add(id);
        return ref mark;
    }

    /// <summary>One key for all bands: the rows are hashed together with the number of the band.</summary>
    private ulong BandKey(uint[] signature, int band)
    {
        ulong key = (ulong)band;
        foreach (uint value in _plan.Of(signature, band)) key = Shingler.Mix(key ^ value) + value;
        return key;
    }

    /// <summary>
    /// Of d + 1 disjoint blocks at least one is equal in fingerprints that differ in at most d bits (Manku et al. 2007).
    /// </summary>
    private ulong BlockKey(ulong fingerprint, int block)
    {
        int from = block * 64 / Blocks;
        int to = (block + 1) * 64 / Blocks;
        ulong bits = to - from == 64 ? fingerprint : (fingerprint >> from) & ((1UL << (to - from)) - 1);
        return Shingler.Mix(bits + ((ulong)block << 58) + 1);
    }
}
