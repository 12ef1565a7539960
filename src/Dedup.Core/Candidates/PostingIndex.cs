using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>From a key to the ids that were added under it: the shared body of all candidate indexes.</summary>
/// <remarks>
/// Of a key 44 mixed bits count, whatever the size of the index, so that two keys are one here or nowhere: of 10 million
/// bodies each meets another by it once in a hundred times, and verification parts them. The first 12 bits choose a shard,
/// a table with linear probing that holds the other 32 in ascending order: what is not there is known by what stands in its
/// place, and to grow is to copy. So a shard grows by a quarter, takes eleven bytes a key, and the whole is never there
/// twice. Most keys are held by one body, whose id stands in the place itself; further ids of a key are a chain, and many are a
/// list (<see cref="PostingLists"/>). Removed ids stay in their chain or list and are only counted out, until <see cref="Replace"/> writes it anew.
/// </remarks>
internal sealed class PostingIndex
{
    /// <summary>Parts that a key is sought in one of.</summary>
    public const int Shards = 1 << ShardBits;

    private const int ShardBits = 12;
    private const int TagBits = 32;
    private const int Empty = PostingShard.Empty;
    private const int ChunkBits = 14;

    /// <summary>Ids that a chain may have: more are waited for one by one too often.</summary>
    private const int MostChained = 16;

    /// <summary>Of what a place holds: that the rest is a list's number, and not a link's.</summary>
    private const int ListBit = 1 << 30;

    private readonly PostingShard[] _shards = new PostingShard[Shards];

    /// <summary>The links of all chains, in chunks, which need no copy to grow.</summary>
    private readonly List<Link[]?> _chunks = [];
    private int _linked;
    private int _free = -1;

    private readonly PostingLists _lists = new();
    private readonly List<int> _moved = [];

    private readonly BlockReader? _read;
    private readonly int _firstBlock;

    public PostingIndex()
    {
    }

    /// <summary>Takes a saved index up; its shards and chains are read when they are asked for.</summary>
    public PostingIndex(BinaryReader outline, BlockReader read, int firstBlock)
    {
        (_read, _firstBlock) = (read, firstBlock);
        for (int number = 0; number < _shards.Length; number++) _shards[number] = new PostingShard(outline);
        _linked = outline.ReadInt32();
        _free = outline.ReadInt32();
        for (int left = outline.ReadInt32(); left > 0; left--) _chunks.Add(null);
        _lists = new PostingLists(outline, read, firstBlock + _shards.Length + _chunks.Count);
    }

    /// <summary>Blocks that <see cref="Save"/> writes.</summary>
    public int Blocks => _shards.Length + _chunks.Count + _lists.Blocks;

    /// <summary>Memory of the places, chains and lists, in bytes.</summary>
    public long Bytes => _shards.Sum(shard => 8L * (shard.Places?.Length ?? 0)) + ((long)_chunks.Count(chunk => chunk is not null) * Unsafe.SizeOf<Link>() << ChunkBits) + _lists.Bytes;

    /// <summary>Adds an id under a key.</summary>
    /// <returns>Ids that the key has now, removed ones not counted.</returns>
    public int Add(ulong name, int id)
    {
        (int number, uint tag) = Split(name);
        ref PostingShard shard = ref ShardOf(number);
        int at = shard.Find(tag);
        if (at < 0)
        {
            shard.Insert(~at, Stored(tag, ~id));
            return 1;
        }
        ref ulong place = ref shard.Places![at];
        int head = (int)place;
        if (head == Empty)
        {
            place = Stored(tag, ~id);
            return 1;
        }
        if (IsList(head)) return _lists.Add(head & ~ListBit, id);
        if (head < 0) head = Append(~head, -1, 1);
        int count = At(head).Count + 1;
        place = Stored(tag, count <= MostChained ? Append(id, head, count) : ToList(head, id, count));
        return count;
    }

    /// <summary>Counts an id out that stands under a key.</summary>
    /// <returns>Ids that the key has now.</returns>
    public int Remove(ulong name)
    {
        (int number, uint tag) = Split(name);
        ref PostingShard shard = ref ShardOf(number);
        ref ulong place = ref shard.Places![shard.Find(tag)];
        int head = (int)place;
        if (head >= 0)
        {
            int left = IsList(head) ? _lists.Remove(head & ~ListBit) : --At(head).Count;
            if (left > 0) return left;
            if (!IsList(head)) Free(head);
        }
        place = Stored(tag, Empty);
        return 0;
    }

    /// <summary>Who holds the key: what <see cref="Count(int)"/> and <see cref="Read"/> take.</summary>
    public int Find(ulong name)
    {
        (int number, uint tag) = Split(name);
        ref PostingShard shard = ref ShardOf(number);
        int at = shard.Find(tag);
        return at < 0 ? Empty : (int)shard.Places![at];
    }

    /// <summary>How many hold a key, removed ids not counted.</summary>
    /// <param name="holders">From <see cref="Find"/>.</param>
    public int Count(int holders) => holders == Empty ? 0 : holders < 0 ? 1 : IsList(holders) ? _lists.Count(holders & ~ListBit) : At(holders).Count;

    /// <summary>Ids that the key has, removed ones not counted.</summary>
    public int Count(ulong name) => Count(Find(name));

    /// <summary>Appends each id of a key to a list, those that were removed among them.</summary>
    /// <param name="holders">From <see cref="Find"/>.</param>
    /// <param name="ids">The list.</param>
    public void Read(int holders, List<int> ids)
    {
        if (holders == Empty) return;
        if (holders < 0)
        {
            ids.Add(~holders);
            return;
        }
        if (IsList(holders))
        {
            ids.AddRange(_lists.Of(holders & ~ListBit));
            return;
        }
        for (int link = holders; link >= 0;)
        {
            ref Link at = ref At(link);
            ids.Add(at.Id);
            link = at.Next;
        }
    }

    /// <summary>Reads where a key would stand. Done for many keys before they are looked up, one after another, the processor waits for memory once and not for each.</summary>
    /// <returns>Something, so that the reading is not left out.</returns>
    public ulong Touch(ulong name)
    {
        (int number, uint tag) = Split(name);
        return _shards[number].Touch(tag);
    }

    /// <summary>Writes the ids that a key has in the place of those that it had, without those that were removed.</summary>
    public void Replace(ulong name, ReadOnlySpan<int> ids)
    {
        (int number, uint tag) = Split(name);
        ref PostingShard shard = ref ShardOf(number);
        ref ulong place = ref shard.Places![shard.Find(tag)];
        if (IsList((int)place)) _lists.Free((int)place & ~ListBit);
        else Free((int)place);
        if (ids.Length > MostChained)
        {
            place = Stored(tag, _lists.Make(ids, ids.Length) | ListBit);
            return;
        }
        int first = -1;
        for (int i = ids.Length - 1; i >= 0; i--) first = Append(ids[i], first, ids.Length - i);
        place = Stored(tag, ids.Length == 0 ? Empty : first);
    }

    /// <summary>Writes what the blocks do not say.</summary>
    public void SaveOutline(BinaryWriter outline)
    {
        foreach (PostingShard shard in _shards) shard.SaveOutline(outline);
        outline.Write(_linked);
        outline.Write(_free);
        outline.Write(_chunks.Count);
        _lists.SaveOutline(outline);
    }

    /// <summary>Writes a block a shard, then one for so many links of chains, then those of lists.</summary>
    public void Save(BlockWriter write)
    {
        Load();
        foreach (PostingShard shard in _shards) write(MemoryMarshal.AsBytes(shard.Places.AsSpan()));
        foreach (Link[]? chunk in _chunks) write(MemoryMarshal.AsBytes(chunk.AsSpan()));
        _lists.Save(write);
    }

    /// <summary>Whether another index has the same ids under the same keys, ids that are gone left aside.</summary>
    public bool HoldsSame(PostingIndex other, Func<int, bool> isHeld)
    {
        var ids = new List<int>();
        for (int number = 0; number < _shards.Length; number++)
        {
            if (!Content(number, ids, isHeld).SequenceEqual(other.Content(number, ids, isHeld))) return false;
        }
        return true;
    }

    /// <summary>The held ids of a shard with their tags, in order.</summary>
    private List<(ulong Tag, int Id)> Content(int number, List<int> ids, Func<int, bool> isHeld)
    {
        var content = new List<(ulong, int)>();
        foreach (ulong place in ShardOf(number).Places ?? [])
        {
            if (place == 0) continue;
            ids.Clear();
            Read((int)place, ids);
            content.AddRange(ids.Where(isHeld).Order().Select(id => (place >> TagBits, id)));
        }
        return content;
    }

    /// <summary>Reads all that has not been read.</summary>
    public void Load()
    {
        for (int number = 0; number < _shards.Length; number++) ShardOf(number);
        for (int chunk = 0; chunk < _chunks.Count; chunk++) At(chunk << ChunkBits);
        _lists.Load();
    }

    /// <summary>What of a key counts, and is its name in all other methods: two keys of one name are one key.</summary>
    public static ulong Name(ulong key)
    {
        // Multiplication spreads the key over the upper bits.
        ulong name = BitOperations.RotateLeft(key * 0x9E37_79B9_7F4A_7C15, 32) * 0x9E37_79B9_7F4A_7C15 >> (64 - ShardBits - TagBits);
        // A tag of zero would be a free place.
        return (uint)name == 0 ? name + 1 : name;
    }

    /// <summary>The part in which a key is sought, and the bits that tell it from others there.</summary>
    public static (int Shard, uint Tag) Split(ulong name) => ((int)(name >> TagBits), (uint)name);

    /// <summary>The name that was split so.</summary>
    public static ulong Joined(int shard, uint tag) => ((ulong)shard << TagBits) | tag;

    private ref PostingShard ShardOf(int number)
    {
        ref PostingShard shard = ref _shards[number];
        if (shard.IsUnread) shard.Read(_read!, _firstBlock + number);
        return ref shard;
    }

    private static ulong Stored(uint tag, int head) => ((ulong)tag << 32) | (uint)head;

    private ref Link At(int link) => ref (_chunks[link >> ChunkBits] ?? ReadChunk(link >> ChunkBits))[link & ((1 << ChunkBits) - 1)];

    private Link[] ReadChunk(int chunk)
    {
        Link[] links = SavedBlock.Read<Link>(_read!, _firstBlock + _shards.Length + chunk, 1 << ChunkBits);
        _chunks[chunk] = links;
        return links;
    }

    private static bool IsList(int head) => head >= ListBit;

    /// <summary>Makes a list of a chain and one more id.</summary>
    /// <returns>What a place holds of it.</returns>
    private int ToList(int head, int id, int count)
    {
        _moved.Clear();
        Read(head, _moved);
        _moved.Add(id);
        Free(head);
        return _lists.Make(CollectionsMarshal.AsSpan(_moved), count) | ListBit;
    }

    /// <summary>Gives the links of a chain back.</summary>
    private void Free(int head)
    {
        while (head >= 0)
        {
            ref Link link = ref At(head);
            int next = link.Next;
            link.Next = _free;
            _free = head;
            head = next;
        }
    }

    private int Append(int id, int next, int count)
    {
        int at = _free;
        if (at >= 0)
        {
            _free = At(at).Next;
        }
        else
        {
            if (_linked == ListBit) throw new InvalidOperationException("the index is full: a thousand million ids of keys that a few bodies share");
            at = _linked++;
            if (at >> ChunkBits == _chunks.Count) _chunks.Add(new Link[1 << ChunkBits]);
        }
        At(at) = new Link { Id = id, Next = next, Count = count };
        return at;
    }

    /// <summary>An id of a chain; the count is right in its first link alone.</summary>
    private struct Link
    {
        public int Id;
        public int Next;
        public int Count;
    }
}
