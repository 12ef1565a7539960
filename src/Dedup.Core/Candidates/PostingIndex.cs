using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dedup.Core.Candidates;

/// <summary>From a key to the ids that were added under it: the shared body of all candidate indexes.</summary>
/// <remarks>
/// Of a key 44 mixed bits count, whatever the size of the index, so that two keys are one here or nowhere: of 10 million
/// bodies each meets another by it once in a hundred times, and verification parts them. The first 12 bits choose a shard,
/// a table with linear probing that holds the other 32 in ascending order: what is not there is known by what stands in its
/// place, and to grow is to copy. So a shard grows by a quarter, takes eleven bytes a key, and the whole is never there
/// twice. Most keys are held by one body, whose id stands in the place itself; further ids of a key are a chain. Removed
/// ids stay in their chain and are only counted out, until <see cref="Replace"/> writes it anew.
/// </remarks>
internal sealed class PostingIndex
{
    private const int ShardBits = 12;
    private const int Empty = int.MinValue;
    private const int MinPlaces = 8;
    private const int MaxLoadPercent = 80;
    private const int GrownLoadPercent = 64;
    private const int ChunkBits = 14;

    private readonly Shard[] _shards = new Shard[1 << ShardBits];

    /// <summary>The links of all chains, in chunks, which need no copy to grow.</summary>
    private readonly List<Link[]> _chunks = [];
    private int _linked;
    private int _free = -1;

    /// <summary>Memory of the places and chains, in bytes.</summary>
    public long Bytes => _shards.Sum(shard => 8L * (shard.Places?.Length ?? 0)) + ((long)_chunks.Count * Unsafe.SizeOf<Link>() << ChunkBits);

    /// <summary>Adds an id under a key.</summary>
    /// <returns>Ids that the key has now, removed ones not counted.</returns>
    public int Add(ulong key, int id)
    {
        (int number, uint tag) = Split(key);
        ref Shard shard = ref _shards[number];
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
        if (head < 0) head = Append(~head, -1, 1);
        int count = At(head).Count + 1;
        place = Stored(tag, Append(id, head, count));
        return count;
    }

    /// <summary>Counts an id out that stands under a key.</summary>
    /// <returns>Ids that the key has now.</returns>
    public int Remove(ulong key)
    {
        (int number, uint tag) = Split(key);
        ref Shard shard = ref _shards[number];
        ref ulong place = ref shard.Places![shard.Find(tag)];
        int head = (int)place;
        if (head >= 0)
        {
            int left = --At(head).Count;
            if (left > 0) return left;
            Free(head);
        }
        place = Stored(tag, Empty);
        return 0;
    }

    /// <summary>Ids that the key has, removed ones not counted.</summary>
    public int Count(ulong key)
    {
        int head = Head(key);
        return head == Empty ? 0 : head < 0 ? 1 : At(head).Count;
    }

    /// <summary>Appends each id of the key to a list, those that were removed among them.</summary>
    public void Read(ulong key, List<int> ids)
    {
        int head = Head(key);
        if (head == Empty) return;
        if (head < 0)
        {
            ids.Add(~head);
            return;
        }
        while (head >= 0)
        {
            ref Link link = ref At(head);
            ids.Add(link.Id);
            head = link.Next;
        }
    }

    /// <summary>Writes the ids that a key has in the place of its chain, without those that were removed.</summary>
    public void Replace(ulong key, ReadOnlySpan<int> ids)
    {
        (int number, uint tag) = Split(key);
        ref Shard shard = ref _shards[number];
        ref ulong place = ref shard.Places![shard.Find(tag)];
        Free((int)place);
        int first = -1;
        for (int i = ids.Length - 1; i >= 0; i--) first = Append(ids[i], first, ids.Length - i);
        place = Stored(tag, ids.Length == 0 ? Empty : first);
    }

    /// <summary>Multiplication spreads the key over the upper bits. A tag of zero would be a free place.</summary>
    private static (int Shard, uint Tag) Split(ulong key)
    {
        ulong mixed = BitOperations.RotateLeft(key * 0x9E37_79B9_7F4A_7C15, 32) * 0x9E37_79B9_7F4A_7C15;
        uint tag = (uint)(mixed >> 20);
        return ((int)(mixed >> (64 - ShardBits)), tag == 0 ? 1 : tag);
    }

    private static ulong Stored(uint tag, int head) => ((ulong)tag << 32) | (uint)head;

    /// <summary>~id of a single body, the first link of a chain, or Empty.</summary>
    private int Head(ulong key)
    {
        (int number, uint tag) = Split(key);
        ref Shard shard = ref _shards[number];
        int at = shard.Find(tag);
        return at < 0 ? Empty : (int)shard.Places![at];
    }

    private ref Link At(int link) => ref _chunks[link >> ChunkBits][link & ((1 << ChunkBits) - 1)];

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
            at = _linked++;
            if (at >> ChunkBits == _chunks.Count) _chunks.Add(new Link[1 << ChunkBits]);
        }
        At(at) = new Link { Id = id, Next = next, Count = count };
        return at;
    }

    /// <summary>The keys of one shard, ascending by tag. A place is 0, or a tag and what <see cref="Head"/> says.</summary>
    private struct Shard
    {
        public ulong[]? Places;

        // Places where a tag may belong; a few behind them take those that are pushed on.
        private int _homes;
        private int _used;

        /// <summary>The tag's place, or the complement of the one where it would stand. A key whose single id was removed keeps its place until the next growth.</summary>
        public readonly int Find(uint tag)
        {
            if (Places is not ulong[] places) return ~0;
            ulong least = (ulong)tag << 32;
            int at = Home(tag, _homes);
            // Less than the least of the tag, and not free.
            while (places[at] - 1 < least - 1) at++;
            return places[at] >> 32 == tag ? at : ~at;
        }

        /// <summary>Sets a place between those of smaller tags and those of greater ones.</summary>
        public void Insert(int at, ulong place)
        {
            var tag = (uint)(place >> 32);
            if (100L * _used >= (long)MaxLoadPercent * _homes) at = Grow(tag, Math.Max(_homes, MinPlaces));
            int free;
            // Tags that crowd at the end need more room behind it.
            while ((free = Array.IndexOf(Places!, 0UL, at, Places!.Length - 1 - at)) < 0) at = Grow(tag, Larger(_homes));
            Array.Copy(Places, at, Places, at + 1, free - at);
            Places[at] = place;
            _used++;
        }

        /// <summary>Makes room, and says where a tag that is not there would stand now.</summary>
        private int Grow(uint tag, int homes)
        {
            ulong[] old = Places ?? [];
            _used = old.Count(IsHeld);
            _homes = Math.Max(homes, (int)(100L * _used / GrownLoadPercent) + 1);
            while (!TryFill(old)) _homes = Larger(_homes);
            return ~Find(tag);
        }

        private static int Larger(int homes) => homes + Math.Max(1, homes / 4);

        private bool TryFill(ulong[] old)
        {
            var places = new ulong[_homes + (_homes / 32) + MinPlaces];
            int next = 0;
            foreach (ulong place in old)
            {
                if (!IsHeld(place)) continue;
                next = Math.Max(next, Home((uint)(place >> 32), _homes));
                // The last place stays free, where every search ends.
                if (next >= places.Length - 1) return false;
                places[next++] = place;
            }
            Places = places;
            return true;
        }

        private static bool IsHeld(ulong place) => place != 0 && (int)place != Empty;

        private static int Home(uint tag, int homes) => (int)((ulong)tag * (uint)homes >> 32);
    }

    /// <summary>An id of a chain; the count is right in its first link alone.</summary>
    private struct Link
    {
        public int Id;
        public int Next;
        public int Count;
    }
}
