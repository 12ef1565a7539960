using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>The ids of keys that many bodies hold, those of a key one after another, by numbers that are given again.</summary>
/// <remarks>Of a chain each id is waited for, wherever in memory it lies: of nine million pages the bodies that share a sixteenth of their fingerprints' bits with one were two fifths of the time of its comparison.</remarks>
internal sealed class PostingLists
{
    private const int LeastRoom = 24;

    /// <summary>Lists that are saved in one block.</summary>
    private const int InBlock = 256;

    private readonly List<Ids> _lists = [];
    private readonly Stack<int> _free = [];
    private readonly BlockReader? _read;
    private readonly int _firstBlock;

    /// <summary>How many ids of each list the saved blocks have.</summary>
    private readonly int[] _saved = [];

    public PostingLists()
    {
    }

    /// <summary>Takes saved lists up; they are read when one of their block is asked for.</summary>
    public PostingLists(BinaryReader outline, BlockReader read, int firstBlock)
    {
        (_read, _firstBlock) = (read, firstBlock);
        _saved = new int[outline.ReadInt32()];
        for (int number = 0; number < _saved.Length; number++)
        {
            _saved[number] = outline.ReadInt32();
            _lists.Add(new Ids { Used = _saved[number], Count = outline.ReadInt32() });
            if (_saved[number] == 0) _free.Push(number);
        }
    }

    /// <summary>Blocks that <see cref="Save"/> writes.</summary>
    public int Blocks => (_lists.Count + InBlock - 1) / InBlock;

    /// <summary>Memory, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Makes a list.</summary>
    /// <param name="ids">Its ids.</param>
    /// <param name="count">How many of these are not removed.</param>
    /// <returns>Its number.</returns>
    public int Make(ReadOnlySpan<int> ids, int count)
    {
        if (!_free.TryPop(out int number))
        {
            number = _lists.Count;
            _lists.Add(default);
        }
        ref Ids list = ref CollectionsMarshal.AsSpan(_lists)[number];
        list = new Ids { Held = new int[ids.Length + Math.Max(LeastRoom, ids.Length / 4)], Used = ids.Length, Count = count };
        ids.CopyTo(list.Held);
        Bytes += SizeOf(list.Held);
        return number;
    }

    /// <summary>Adds an id to a list.</summary>
    /// <returns>How many it has, removed ones not counted.</returns>
    public int Add(int number, int id)
    {
        ref Ids list = ref At(number);
        if (list.Used == list.Held!.Length)
        {
            Bytes -= SizeOf(list.Held);
            Array.Resize(ref list.Held, list.Used + Math.Max(LeastRoom, list.Used / 4));
            Bytes += SizeOf(list.Held);
        }
        list.Held[list.Used++] = id;
        return ++list.Count;
    }

    /// <summary>Counts one of its ids out, which stays in it; a list without any is given back.</summary>
    /// <returns>How many it has.</returns>
    public int Remove(int number)
    {
        int left = --CollectionsMarshal.AsSpan(_lists)[number].Count;
        if (left == 0) Free(number);
        return left;
    }

    /// <summary>How many it has, removed ones not counted.</summary>
    public int Count(int number) => CollectionsMarshal.AsSpan(_lists)[number].Count;

    /// <summary>Its ids, removed ones among them.</summary>
    public ReadOnlySpan<int> Of(int number)
    {
        ref Ids list = ref At(number);
        return list.Held.AsSpan(0, list.Used);
    }

    /// <summary>Gives a list back.</summary>
    public void Free(int number)
    {
        ref Ids list = ref CollectionsMarshal.AsSpan(_lists)[number];
        Bytes -= list.Held is null ? 0 : SizeOf(list.Held);
        list = default;
        _free.Push(number);
    }

    /// <summary>Writes what the blocks do not say.</summary>
    public void SaveOutline(BinaryWriter outline)
    {
        outline.Write(_lists.Count);
        foreach (Ids list in _lists)
        {
            outline.Write(list.Used);
            outline.Write(list.Count);
        }
    }

    /// <summary>Writes the blocks.</summary>
    public void Save(BlockWriter write)
    {
        for (int first = 0; first < _lists.Count; first += InBlock)
        {
            var ids = new List<int>();
            for (int number = first; number < Math.Min(first + InBlock, _lists.Count); number++) ids.AddRange(Of(number));
            write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ids)));
        }
    }

    /// <summary>Reads all that has not been read.</summary>
    public void Load()
    {
        for (int number = 0; number < _lists.Count; number++) At(number);
    }

    private ref Ids At(int number)
    {
        ref Ids list = ref CollectionsMarshal.AsSpan(_lists)[number];
        if (list.Held is null && list.Used > 0) ReadBlock(number / InBlock);
        return ref list;
    }

    private void ReadBlock(int block)
    {
        ReadOnlySpan<int> lengths = _saved.AsSpan((block * InBlock)..Math.Min((block + 1) * InBlock, _saved.Length));
        int length = 0;
        foreach (int used in lengths) length += used;
        int[] ids = SavedBlock.Read<int>(_read!, _firstBlock + block, length);
        int start = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            ref Ids list = ref CollectionsMarshal.AsSpan(_lists)[(block * InBlock) + i];
            // One that has been given back since, and perhaps given again, has nothing there that is wanted.
            if (list.Held is null && list.Used > 0)
            {
                list.Held = ids[start..(start + lengths[i])];
                Bytes += SizeOf(list.Held);
            }
            start += lengths[i];
        }
    }

    private static long SizeOf(int[] ids) => (long)Unsafe.SizeOf<Ids>() + (sizeof(int) * (long)ids.Length) + 24;

    private struct Ids
    {
        /// <summary>Null where there are none, and where they have not been read yet.</summary>
        public int[]? Held;
        public int Used;
        public int Count;
    }
}
