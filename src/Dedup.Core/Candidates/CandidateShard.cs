using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>What an index keeps of a body beside its keys.</summary>
/// <param name="Id">A small number from 0.</param>
/// <param name="Rank">Orders bodies by what they are.</param>
/// <param name="Fingerprint">SimHash.</param>
/// <param name="Facts">The bits of its facts.</param>
/// <param name="Samples">Number of its sampled shingles.</param>
public readonly record struct BodyFigures(int Id, ulong Rank, ulong Fingerprint, UInt128 Facts, int Samples)
{
    /// <summary>Those of a sketch.</summary>
    public static BodyFigures Of(int id, Sketch sketch, ulong rank)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return new BodyFigures(id, rank, sketch.Fingerprint, sketch.Facts, sketch.Samples.Length);
    }
}

/// <summary>A held body that keys pair with one that is asked for, and of which the facts agree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="By">What proposes it by itself: bands, fingerprint.</param>
/// <param name="Shared">Sampled shingles that pair the two.</param>
/// <param name="Samples">Number of its sampled shingles.</param>
/// <param name="Fingerprint">Its SimHash.</param>
public readonly record struct MetBody(int Id, ProposedBy By, int Shared, int Samples, ulong Fingerprint);

/// <summary>Crowded keys of a shard that have their first leader in common, with what orders them among those of other shards.</summary>
/// <param name="Crowd">The keys.</param>
/// <param name="Rank">Rank of the leader.</param>
public readonly record struct RankedCrowd(Crowd Crowd, ulong Rank);

/// <summary>The candidate indexes over bodies of which it is told the keys: all of them, or those that are one shard's of several.</summary>
/// <remarks>
/// Who a key pairs depends on who holds that key alone: what several shards, each with a share of the keys, say of a body
/// adds up to what one index over all keys says. Not safe for concurrent use.
/// </remarks>
public sealed class CandidateShard
{
    /// <summary>A block of a fingerprint is a key of few bits, which many bodies hold by chance and which costs only a look at each.</summary>
    internal const int BlockFactor = 16;

    /// <summary>Of a mark; a body has fewer samples.</summary>
    private const int ProposalBit = 28;

    private readonly int _distance;

    // For each body how many samples are shared with the one that is asked for, and above that number what proposes it: zero but for those met.
    private int[] _marks = [];
    private readonly List<int> _met = [];

    /// <summary>Makes an empty one.</summary>
    public CandidateShard(CandidateOptions options)
        : this(options, new HeldBodies(), null)
    {
    }

    /// <summary>Makes one of what was saved.</summary>
    internal CandidateShard(CandidateOptions options, HeldBodies bodies, Func<int, SharedKeys>? saved)
    {
        ArgumentNullException.ThrowIfNull(options);
        _distance = options.FingerprintDistance;
        Bodies = bodies;
        SharedKeys Keys(int limit) => saved?.Invoke(limit) ?? new SharedKeys(bodies, limit, options.CrowdLeaders, new PostingIndex());
        // In the order in which they are saved.
        Bands = Keys(options.CrowdedBodies);
        Blocks = Keys(BlockFactor * options.CrowdedBodies);
        Samples = Keys(options.CrowdedBodies);
        _marks = new int[bodies.Bound];
    }

    /// <summary>Number of bodies held.</summary>
    public int Count => Bodies.Count;

    /// <summary>Memory, in bytes, but for what little is kept of crowded keys.</summary>
    public long Bytes => Bodies.Bytes + (sizeof(int) * (long)_marks.Length) + Bands.Bytes + Blocks.Bytes + Samples.Bytes;

    /// <summary>Ids of held bodies lie below.</summary>
    public int Bound => Bodies.Bound;

    internal HeldBodies Bodies { get; }

    internal SharedKeys Bands { get; }

    internal SharedKeys Blocks { get; }

    internal SharedKeys Samples { get; }

    internal SharedKeys[] Kinds => [Bands, Blocks, Samples];

    /// <summary>Whether a body is held.</summary>
    public bool Contains(int id) => Bodies.Contains(id);

    /// <summary>Adds a body under an id that has not been used before, not even by a removed body.</summary>
    public void Add(in BodyFigures body, BodyKeys keys)
    {
        Hold(body);
        Add(Bands, keys.Bands, body.Id);
        Add(Blocks, keys.Blocks, body.Id);
        Add(Samples, keys.Samples, body.Id);
    }

    /// <summary>Forgets a body; one that is not held is none.</summary>
    /// <param name="id">The body.</param>
    /// <param name="keys">Those that it was added with.</param>
    public void Remove(int id, BodyKeys keys)
    {
        if (!Bodies.Remove(id)) return;
        foreach (ulong key in keys.Bands) Bands.Remove(key, id);
        foreach (ulong key in keys.Blocks) Blocks.Remove(key, id);
        foreach (ulong key in keys.Samples) Samples.Remove(key, id);
    }

    /// <summary>Leaves out of the next <see cref="Settle"/> what has happened until now.</summary>
    public void Forget()
    {
        foreach (SharedKeys keys in Kinds) keys.Forget();
    }

    /// <summary>What has happened to the pairs of bodies since this was last asked; those of bodies added since may be missing.</summary>
    public PairChanges Settle()
    {
        var lost = new HashSet<int>();
        var gained = new HashSet<int>();
        foreach (SharedKeys keys in Kinds) keys.Settle(lost, gained);
        return new PairChanges(lost, gained);
    }

    /// <summary>What is crowded.</summary>
    public IEnumerable<RankedCrowd> Crowds() => Bands.Crowded.Concat(Samples.Crowded)
        .GroupBy(key => key.Leaders[0], (leader, keys) => new RankedCrowd(new Crowd(leader, keys.Count(), keys.Max(key => key.Bodies)), Bodies[leader].Rank));

    /// <summary>Appends every held body that one of the keys pairs with a body, in no order, that body itself left out.</summary>
    /// <param name="asked">The body.</param>
    /// <param name="isHeld">Whether it is held; where it is not, the pairs are those that adding it would make.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="met">Takes them.</param>
    public void Find(in BodyFigures asked, bool isHeld, BodyKeys keys, ICollection<MetBody> met)
    {
        ArgumentNullException.ThrowIfNull(met);
        int self = isHeld ? asked.Id : -1;
        Bands.Touch(keys.Bands);
        Blocks.Touch(keys.Blocks);
        Samples.Touch(keys.Samples);
        foreach (ulong key in keys.Bands)
        {
            foreach (int id in Bands.Partners(key, self, asked.Rank)) Mark(id) |= (int)ProposedBy.Bands << ProposalBit;
        }
        foreach (ulong key in keys.Blocks)
        {
            foreach (int id in Blocks.Partners(key, self, asked.Rank))
            {
                if (SimHash.Distance(Bodies[id].Fingerprint, asked.Fingerprint) <= _distance) Mark(id) |= (int)ProposedBy.Fingerprint << ProposalBit;
            }
        }
        foreach (ulong sample in keys.Samples)
        {
            foreach (int id in Samples.Partners(sample, self, asked.Rank)) Mark(id)++;
        }
        foreach (int id in _met)
        {
            int mark = _marks[id];
            _marks[id] = 0;
            ref readonly HeldBody body = ref Bodies[id];
            if (id != self && FactBits.Agree(body.Facts, asked.Facts))
                met.Add(new MetBody(id, (ProposedBy)(mark >> ProposalBit), mark & ((1 << ProposalBit) - 1), body.Samples, body.Fingerprint));
        }
        _met.Clear();
    }

    /// <summary>What of the keys that two held bodies have in common pairs them.</summary>
    /// <param name="a">One body.</param>
    /// <param name="b">The other.</param>
    /// <param name="common">Their common keys (<see cref="SketchKeys.Common"/>).</param>
    public (ProposedBy By, int Shared) Pairs(int a, int b, BodyKeys common)
    {
        ProposedBy by = ProposedBy.None;
        if (Any(Bands, common.Bands, a, b)) by |= ProposedBy.Bands;
        if (Any(Blocks, common.Blocks, a, b)) by |= ProposedBy.Fingerprint;
        int shared = 0;
        foreach (ulong sample in common.Samples)
        {
            if (Samples.Pairs(sample, a, b)) shared++;
        }
        return (by, shared);
    }

    /// <summary>Takes in a body whose keys are added one kind after another.</summary>
    internal void Hold(in BodyFigures body)
    {
        Bodies.Add(body);
        if (body.Id >= _marks.Length) Array.Resize(ref _marks, Math.Max(body.Id + 1, _marks.Length + _marks.Length / 4));
    }

    /// <summary>Adds a body, which is held, under keys of one kind.</summary>
    internal static void Add(SharedKeys kind, ReadOnlySpan<ulong> keys, int id)
    {
        kind.Touch(keys);
        foreach (ulong key in keys) kind.Add(key, id);
    }

    private static bool Any(SharedKeys kind, ReadOnlySpan<ulong> keys, int a, int b)
    {
        foreach (ulong key in keys)
        {
            if (kind.Pairs(key, a, b)) return true;
        }
        return false;
    }

    private ref int Mark(int id)
    {
        ref int mark = ref _marks[id];
        if (mark == 0) _met.Add(id);
        return ref mark;
    }
}
