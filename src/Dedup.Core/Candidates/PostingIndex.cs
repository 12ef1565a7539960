namespace Dedup.Core.Candidates;

/// <summary>From a 64-bit key to the ids that were added under it: the shared body of all candidate indexes.</summary>
/// <remarks>
/// Open addressing with linear probing, twelve bytes a place; most keys are held by one body, whose id stands in the place
/// itself. Further ids of a key are a chain through one flat array. Removed ids stay in their chain and are only counted out.
/// </remarks>
internal sealed class PostingIndex
{
    private const int Empty = int.MinValue;
    private const int MaxLoadPercent = 70;

    // A place holds Empty, ~id of a single body, or the first link of a chain.
    private ulong[] _keys = new ulong[1024];
    private int[] _heads = New(1024);
    private Link[] _links = new Link[256];
    private int _used;
    private int _linked;

    /// <summary>Adds an id under a key.</summary>
    /// <returns>Ids that the key has now, removed ones not counted.</returns>
    public int Add(ulong key, int id)
    {
        if (100L * _used >= (long)MaxLoadPercent * _keys.Length) Grow();
        int place = Place(key);
        if (_heads[place] == Empty)
        {
            if (_keys[place] == 0) _used++;
            _keys[place] = Stored(key);
            _heads[place] = ~id;
            return 1;
        }
        int head = _heads[place] < 0 ? Append(~_heads[place], -1, 1) : _heads[place];
        int count = _links[head].Count + 1;
        _heads[place] = Append(id, head, count);
        return count;
    }

    /// <summary>Counts an id out that stands under a key.</summary>
    /// <returns>Ids that the key has now.</returns>
    public int Remove(ulong key)
    {
        int place = Place(key);
        int head = _heads[place];
        if (head >= 0) return --_links[head].Count;
        _heads[place] = Empty;
        return 0;
    }

    /// <summary>Ids that the key has, removed ones not counted.</summary>
    public int Count(ulong key)
    {
        int head = _heads[Place(key)];
        return head == Empty ? 0 : head < 0 ? 1 : _links[head].Count;
    }

    /// <summary>Appends each id of the key to a list, those that were removed among them.</summary>
    public void Read(ulong key, List<int> ids)
    {
        int head = _heads[Place(key)];
        if (head == Empty) return;
        if (head < 0)
        {
            ids.Add(~head);
            return;
        }
        for (; head >= 0; head = _links[head].Next) ids.Add(_links[head].Id);
    }

    /// <summary>Zero marks a free place: another value, as unlikely as any, stands for it.</summary>
    private static ulong Stored(ulong key) => key == 0 ? 0x9E37_79B9_7F4A_7C15 : key;

    /// <summary>The key's place, or the free one where it would stand. A key whose single id was removed keeps its place.</summary>
    private int Place(ulong key)
    {
        key = Stored(key);
        int mask = _keys.Length - 1;
        int place = (int)(key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (_keys[place] != key && _keys[place] != 0) place = (place + 1) & mask;
        return place;
    }

    private int Append(int id, int next, int count)
    {
        if (_linked == _links.Length) Array.Resize(ref _links, _linked + (_linked >> 1));
        _links[_linked] = new Link { Id = id, Next = next, Count = count };
        return _linked++;
    }

    private void Grow()
    {
        (ulong[] keys, int[] heads) = (_keys, _heads);
        _keys = new ulong[2 * keys.Length];
        _heads = New(_keys.Length);
        _used = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (heads[i] == Empty) continue;
            int place = Place(keys[i]);
            _keys[place] = keys[i];
            _heads[place] = heads[i];
            _used++;
        }
    }

    private static int[] New(int length)
    {
        var heads = new int[length];
        Array.Fill(heads, Empty);
        return heads;
    }

    /// <summary>An id of a chain; the count is right in its first link alone.</summary>
    private struct Link
    {
        public int Id;
        public int Next;
        public int Count;
    }
}
