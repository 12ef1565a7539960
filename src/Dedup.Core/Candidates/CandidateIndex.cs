using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
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
    /// <summary>Keys of a shard that are worth being put together.</summary>
    private const int FewestAShard = 8;

    private readonly SketchKeys _keys;
    private readonly CandidateShard _shard;
    private readonly List<MetBody> _met = [];

    /// <summary>Makes an empty index for sketches of one scheme.</summary>
    public CandidateIndex(Scheme scheme, CandidateOptions options) => (_keys, _shard) = (new SketchKeys(scheme, options), new CandidateShard(options));

    /// <summary>Number of bodies held.</summary>
    public int Count => _shard.Count;

    /// <summary>Memory of all indexes, in bytes, but for what little they keep of crowded keys.</summary>
    public long Bytes => _shard.Bytes;

    /// <summary>Whether a body is held.</summary>
    public bool Contains(int id) => _shard.Contains(id);

    /// <summary>The fingerprint of a held body, and the number of its sampled shingles.</summary>
    public (ulong Fingerprint, int Samples) Of(int id) => (_shard.Bodies[id].Fingerprint, _shard.Bodies[id].Samples);

    /// <summary>What is crowded, the most bodies first.</summary>
    public IReadOnlyList<Crowd> Crowds() => [.. _shard.Crowds().OrderByDescending(crowd => crowd.Crowd.Bodies).ThenBy(crowd => crowd.Rank).Select(crowd => crowd.Crowd)];

    /// <summary>Adds a body under an id that has not been used before, not even by a removed body.</summary>
    /// <param name="id">A small number from 0: memory is taken for all below it.</param>
    /// <param name="sketch">Its sketch.</param>
    /// <param name="rank">Orders bodies by what they are, such as bits of the body's hash.</param>
    public void Add(int id, Sketch sketch, ulong rank)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        Span<ulong> bands = stackalloc ulong[_keys.Bands];
        Span<ulong> blocks = stackalloc ulong[_keys.Blocks];
        _shard.Add(BodyFigures.Of(id, sketch, rank), KeysOf(sketch, bands, blocks));
    }

    /// <summary>Adds many bodies as one after another.</summary>
    /// <param name="bodies">The bodies: of some thousands together each takes four fifths of what it does by itself.</param>
    /// <param name="threads">Threads that do it, of which each kind of keys takes one.</param>
    public void Add(IReadOnlyList<IndexedBody> bodies, int threads = 3)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        foreach (IndexedBody body in bodies) _shard.Hold(BodyFigures.Of(body.Id, body.Sketch, body.Rank));
        OfAll(kind => Add(kind, bodies), threads);
    }

    /// <summary>Forgets a body.</summary>
    /// <param name="id">The body; one that is not held is none.</param>
    /// <param name="sketch">The sketch it was added with.</param>
    public void Remove(int id, Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        Span<ulong> bands = stackalloc ulong[_keys.Bands];
        Span<ulong> blocks = stackalloc ulong[_keys.Blocks];
        _shard.Remove(id, KeysOf(sketch, bands, blocks));
    }

    /// <summary>Leaves out of the next <see cref="Settle"/> what has happened until now: for an index that was filled with what is known already.</summary>
    public void Forget() => _shard.Forget();

    /// <summary>What has happened to the pairs of bodies since this was last asked; those of bodies added since may be missing.</summary>
    public PairChanges Settle() => _shard.Settle();

    /// <summary>Every held body that pairs with the sketch as a candidate, in ascending order of id.</summary>
    /// <param name="sketch">The sketch of a body.</param>
    /// <param name="rank">Its rank.</param>
    /// <param name="asked">Its id where it is held; −1 where it is not: then the pairs are those that adding it would make.</param>
    public IReadOnlyList<Candidate> Find(Sketch sketch, ulong rank, int asked = -1)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        Span<ulong> bands = stackalloc ulong[_keys.Bands];
        Span<ulong> blocks = stackalloc ulong[_keys.Blocks];
        _met.Clear();
        _shard.Find(BodyFigures.Of(asked, sketch, rank), asked >= 0, KeysOf(sketch, bands, blocks), _met);
        var candidates = new List<Candidate>();
        foreach (MetBody met in _met)
        {
            ProposedBy by = _keys.Judge(met.By, met.Shared, met.Samples, sketch.Samples.Length);
            if (by != ProposedBy.None) candidates.Add(new Candidate(met.Id, by));
        }
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
        List<ulong> bands = [], blocks = [], samples = [];
        _keys.Common(sketchA, sketchB, bands, blocks, samples);
        (ProposedBy by, int shared) = _shard.Pairs(a, b, new BodyKeys(CollectionsMarshal.AsSpan(bands), CollectionsMarshal.AsSpan(blocks), CollectionsMarshal.AsSpan(samples)));
        return _keys.Judge(by, shared, sketchA.Samples.Length, sketchB.Samples.Length);
    }

    /// <summary>How near a candidate is by the figures of this index.</summary>
    /// <param name="asked">The sketch that found it.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sketch">The candidate's sketch.</param>
    public Proposal Explain(Sketch asked, Candidate candidate, Sketch sketch) => _keys.Explain(asked, candidate, sketch);

    /// <summary>Does something of all kinds of keys, a thread each; what goes wrong is thrown as one thread would.</summary>
    private void OfAll(Action<SharedKeys> work, int threads = 3)
    {
        try
        {
            Parallel.ForEach(_shard.Kinds, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private void Add(SharedKeys kind, IReadOnlyList<IndexedBody> bodies)
    {
        int each = kind == _shard.Bands ? _keys.Bands : _keys.Blocks;
        int all = kind == _shard.Samples ? bodies.Sum(body => body.Sketch.Samples.Length) : bodies.Count * each;
        // Of fewer keys each place in memory is waited for by itself: those of one body at once.
        if (all < FewestAShard * PostingIndex.Shards)
        {
            Span<ulong> room = stackalloc ulong[each];
            foreach (IndexedBody body in bodies) CandidateShard.Add(kind, KeysOf(kind, body.Sketch, room), body.Id);
            return;
        }
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(all);
        int[] ids = ArrayPool<int>.Shared.Rent(all);
        int count = 0;
        foreach (IndexedBody body in bodies)
        {
            Span<ulong> room = keys.AsSpan(count);
            if (kind == _shard.Samples) body.Sketch.Samples.CopyTo(room);
            int had = kind == _shard.Samples ? body.Sketch.Samples.Length : KeysOf(kind, body.Sketch, room[..each]).Length;
            ids.AsSpan(count, had).Fill(body.Id);
            count += had;
        }
        kind.Add(keys.AsSpan(0, all), ids.AsSpan(0, all));
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(ids);
    }

    /// <summary>Its keys of one kind; those that have to be worked out stand in <paramref name="room"/>.</summary>
    private ReadOnlySpan<ulong> KeysOf(SharedKeys kind, Sketch sketch, Span<ulong> room) =>
        kind == _shard.Samples ? sketch.Samples : kind == _shard.Bands ? _keys.OfBands(sketch, room) : _keys.OfBlocks(sketch.Fingerprint, room);

    private BodyKeys KeysOf(Sketch sketch, Span<ulong> bands, Span<ulong> blocks) => new(_keys.OfBands(sketch, bands), _keys.OfBlocks(sketch.Fingerprint, blocks), sketch.Samples);
}
