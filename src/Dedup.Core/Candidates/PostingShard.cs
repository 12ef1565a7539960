namespace Dedup.Core.Candidates;

/// <summary>The keys of one shard, ascending by tag. A place is 0, or a tag and what it holds (<see cref="PostingIndex"/>).</summary>
internal struct PostingShard
{
    /// <summary>What a key holds whose ids are all removed.</summary>
    public const int Empty = int.MinValue;

    private const int MinPlaces = 8;
    private const int MaxLoadPercent = 80;
    private const int GrownLoadPercent = 64;

    /// <summary>The places; null where there are none, or where they have not been read yet.</summary>
    public ulong[]? Places;

    // Places where a tag may belong; a few behind them take those that are pushed on.
    private int _homes;
    private int _used;

    /// <summary>A saved shard whose places are read when they are asked for.</summary>
    public PostingShard(BinaryReader outline)
    {
        _homes = outline.ReadInt32();
        _used = outline.ReadInt32();
    }

    /// <summary>Whether there are places that have not been read yet.</summary>
    public readonly bool IsUnread => Places is null && _homes > 0;

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

    /// <summary>What stands where a tag would, or before it.</summary>
    public readonly ulong Touch(uint tag) => Places is ulong[] places ? places[Home(tag, _homes)] : 0;

    /// <summary>Writes what the places do not say.</summary>
    public readonly void SaveOutline(BinaryWriter outline)
    {
        outline.Write(_homes);
        outline.Write(_used);
    }

    /// <summary>Reads the places.</summary>
    public void Read(BlockReader read, int block) => Places = SavedBlock.Read<ulong>(read, block, Length(_homes));

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
        _used = 0;
        foreach (ulong place in old) _used += IsHeld(place) ? 1 : 0;
        _homes = Math.Max(homes, (int)(100L * _used / GrownLoadPercent) + 1);
        while (!TryFill(old)) _homes = Larger(_homes);
        return ~Find(tag);
    }

    private static int Larger(int homes) => homes + Math.Max(1, homes / 4);

    private bool TryFill(ulong[] old)
    {
        var places = new ulong[Length(_homes)];
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

    private static int Length(int homes) => homes + (homes / 32) + MinPlaces;

    private static bool IsHeld(ulong place) => place != 0 && (int)place != Empty;

    private static int Home(uint tag, int homes) => (int)((ulong)tag * (uint)homes >> 32);
}
