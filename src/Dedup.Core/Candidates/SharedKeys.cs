using System.Buffers;
using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>The bodies that hold each key of one kind, and which of them a key pairs.</summary>
/// <remarks>
/// A key that more than a number of bodies hold is crowded: form letters, legal text, pages that were made for it. It
/// pairs only its leaders, the bodies of the lowest ranks, with all that hold it, so that neither a pair nor the work that
/// a body makes depends on the order of arrival, and the work is bounded: a body meets so many under a key, and later ones
/// of lower rank, of which there are as many on average.
/// </remarks>
/// <param name="bodies">The indexed bodies.</param>
/// <param name="limit">Bodies that may hold a key before it is crowded.</param>
/// <param name="leaders">Leaders of a crowded key, at most <paramref name="limit"/>.</param>
/// <param name="postings">Who holds which key.</param>
internal sealed class SharedKeys(HeldBodies bodies, int limit, int leaders, PostingIndex postings)
{
    private readonly PostingIndex _postings = postings;
    private readonly Dictionary<ulong, int[]> _leaders = [];
    private readonly Dictionary<ulong, int[]?> _before = [];
    private readonly List<int> _read = [];
    private ulong _touched;
    private readonly Predicate<int> _isGone = id => !bodies.Contains(id);

    /// <summary>Takes saved keys up; most is read when it is asked for.</summary>
    public SharedKeys(HeldBodies bodies, int limit, int leaders, BinaryReader outline, BlockReader read, int firstBlock)
        : this(bodies, limit, leaders, new PostingIndex(outline, read, firstBlock))
    {
        for (int left = outline.ReadInt32(); left > 0; left--)
        {
            ulong key = outline.ReadUInt64();
            int[] ids = new int[outline.ReadInt32()];
            for (int i = 0; i < ids.Length; i++) ids[i] = outline.ReadInt32();
            _leaders.Add(key, ids);
        }
    }

    /// <summary>Whether reading leaves everything as it is.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Blocks that <see cref="Save"/> writes.</summary>
    public int Blocks => _postings.Blocks;

    /// <summary>Crowded keys with their leaders, the lowest rank first, and the number of bodies that hold each.</summary>
    public IEnumerable<(int[] Leaders, int Bodies)> Crowded => _leaders.Select(key => (key.Value, _postings.Count(key.Key)));

    /// <summary>Memory of the keys and who holds them, in bytes.</summary>
    public long Bytes => _postings.Bytes;

    /// <summary>Reads where keys would stand, before they are looked up (<see cref="PostingIndex.Touch"/>).</summary>
    public void Touch(ReadOnlySpan<ulong> keys)
    {
        foreach (ulong key in keys) _touched ^= _postings.Touch(PostingIndex.Name(key));
    }

    /// <summary>Adds a body, which is held already, under a key.</summary>
    public void Add(ulong key, int id) => AddNamed(PostingIndex.Name(key), id);

    /// <summary>Adds bodies, which are held already, under keys: those of one shard of the table one after another, which is waited for once for all of them.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ids">The body of each.</param>
    public void Add(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> ids)
    {
        Span<int> ends = stackalloc int[PostingIndex.Shards];
        ends.Clear();
        foreach (ulong key in keys) ends[PostingIndex.Split(PostingIndex.Name(key)).Shard]++;
        for (int shard = 1; shard < ends.Length; shard++) ends[shard] += ends[shard - 1];
        (uint Tag, int Id)[] sorted = ArrayPool<(uint, int)>.Shared.Rent(keys.Length);
        // From the last one on, so that those of one key keep their order.
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            (int shard, uint tag) = PostingIndex.Split(PostingIndex.Name(keys[i]));
            sorted[--ends[shard]] = (tag, ids[i]);
        }
        for (int shard = 0; shard < ends.Length; shard++)
        {
            int end = shard + 1 < ends.Length ? ends[shard + 1] : keys.Length;
            foreach ((uint tag, int id) in sorted.AsSpan(ends[shard]..end)) AddNamed(PostingIndex.Joined(shard, tag), id);
        }
        ArrayPool<(uint, int)>.Shared.Return(sorted);
    }

    private void AddNamed(ulong key, int id)
    {
        int count = _postings.Add(key, id);
        if (count <= limit) return;
        if (count == limit + 1) Lead(key, Lowest(Read(key)));
        else if (_leaders[key] is int[] known && bodies[id].Rank < bodies[known[^1]].Rank) Lead(key, Lowest([.. known, id]));
    }

    /// <summary>Takes a body, which is not held any more, from a key.</summary>
    public void Remove(ulong key, int id)
    {
        key = PostingIndex.Name(key);
        int count = _postings.Remove(key);
        if (count == limit) Lead(key, null);
        else if (count > limit && _leaders[key].Contains(id)) Lead(key, Lowest(Read(key)));
    }

    /// <summary>Whether others hold the same keys with the same leaders.</summary>
    public bool HoldsSame(SharedKeys others) => _postings.HoldsSame(others._postings, bodies.Contains)
        && _leaders.Count == others._leaders.Count && _leaders.All(key => others._leaders.TryGetValue(key.Key, out int[]? same) && key.Value.SequenceEqual(same));

    /// <summary>Writes what the blocks do not say.</summary>
    public void SaveOutline(BinaryWriter outline)
    {
        _postings.SaveOutline(outline);
        outline.Write(_leaders.Count);
        foreach ((ulong key, int[] ids) in _leaders)
        {
            outline.Write(key);
            outline.Write(ids.Length);
            foreach (int id in ids) outline.Write(id);
        }
    }

    /// <summary>Writes the blocks.</summary>
    public void Save(BlockWriter write) => _postings.Save(write);

    /// <summary>Reads all that has not been read.</summary>
    public void Load() => _postings.Load();

    /// <summary>What has changed until now is not told of.</summary>
    public void Forget() => _before.Clear();

    /// <summary>Tells of which bodies the pairs have changed since this was last asked, but for bodies added since.</summary>
    /// <param name="lost">Takes bodies of which pairs may have ended.</param>
    /// <param name="gained">Takes bodies of which pairs may have begun.</param>
    public void Settle(ISet<int> lost, ISet<int> gained)
    {
        foreach ((ulong key, int[]? before) in _before)
        {
            int[]? now = _leaders.GetValueOrDefault(key);
            if (before is null && now is null) continue;
            // Those who do not lead a crowded key pair with one another as soon as it is crowded no more.
            lost.UnionWith(before is null ? Read(key).ToArray().Except(now!) : now is null ? [] : before.Except(now).Where(bodies.Contains));
            gained.UnionWith(now is null ? Read(key).ToArray().Except(before!) : before is null ? [] : now.Except(before));
        }
        _before.Clear();
    }

    /// <summary>The bodies that a key pairs with one, that one perhaps among them; valid until the next call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asked">The body, where it is held; −1 for one that is not, which is paired as if it were.</param>
    /// <param name="rank">Its rank.</param>
    public ReadOnlySpan<int> Partners(ulong key, int asked, ulong rank)
    {
        key = PostingIndex.Name(key);
        int holders = _postings.Find(key);
        int count = _postings.Count(holders);
        // Most keys are a body's own.
        if (count <= 1 && asked >= 0) return [];
        if (count + (asked < 0 ? 1 : 0) <= limit) return Read(key, holders, count);
        // The asked body may be the one that makes it crowded.
        if (!_leaders.TryGetValue(key, out int[]? known)) known = Lowest(Read(key, holders, count));
        bool leads = asked < 0 ? rank < bodies[known[^1]].Rank : known.Contains(asked);
        // Reading may have written the chain anew: it begins elsewhere then.
        return leads ? Read(key) : known;
    }

    /// <summary>Whether a key that both bodies hold pairs them.</summary>
    /// <param name="key">The key.</param>
    /// <param name="a">A held body.</param>
    /// <param name="b">Another.</param>
    public bool Pairs(ulong key, int a, int b) => !_leaders.TryGetValue(PostingIndex.Name(key), out int[]? known) || known.Contains(a) || known.Contains(b);

    private void Lead(ulong key, int[]? leaders)
    {
        _before.TryAdd(key, _leaders.GetValueOrDefault(key));
        if (leaders is null) _leaders.Remove(key);
        else _leaders[key] = leaders;
    }

    private ReadOnlySpan<int> Read(ulong key)
    {
        int holders = _postings.Find(key);
        return Read(key, holders, _postings.Count(holders));
    }

    private ReadOnlySpan<int> Read(ulong key, int holders, int count)
    {
        _read.Clear();
        _postings.Read(holders, _read);
        int all = _read.Count;
        // A page that changes each minute leaves an id a version: half of a chain is read in vain at most.
        if (all > count && _read.RemoveAll(_isGone) > all / 2 && !IsFrozen) _postings.Replace(key, CollectionsMarshal.AsSpan(_read));
        return CollectionsMarshal.AsSpan(_read);
    }

    private int[] Lowest(ReadOnlySpan<int> ids)
    {
        int[] ordered = ids.ToArray();
        Array.Sort(ordered, (a, b) => bodies[a].Rank.CompareTo(bodies[b].Rank));
        return ordered.Length > leaders ? ordered[..leaders] : ordered;
    }
}
