using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>What is kept of an indexed body beside its keys: 40 bytes.</summary>
internal readonly struct HeldBody(in BodyFigures body)
{
    private readonly ulong _lowerFacts = (ulong)body.Facts;
    private readonly ulong _upperFacts = (ulong)(body.Facts >> 64);

    // One more than there are, so that a place of zeros is no body.
    private readonly long _samples = body.Samples + 1L;

    /// <summary>SimHash.</summary>
    public readonly ulong Fingerprint = body.Fingerprint;

    /// <summary>Orders bodies by what they are, whenever they came.</summary>
    public readonly ulong Rank = body.Rank;

    /// <summary>The bits of its facts.</summary>
    public UInt128 Facts => new(_upperFacts, _lowerFacts);

    /// <summary>Number of its sampled shingles.</summary>
    public int Samples => (int)_samples - 1;

    /// <summary>Whether there is a body.</summary>
    public bool IsHeld => _samples != 0;

    public bool IsSame(in HeldBody other) => Fingerprint == other.Fingerprint && Rank == other.Rank && Facts == other.Facts && Samples == other.Samples;
}

/// <summary>The indexed bodies by id. Ids are small numbers, and stand in chunks: growth copies nothing, and a chunk whose bodies are all gone is none.</summary>
internal sealed class HeldBodies
{
    private const int ChunkBits = 12;
    private const int ChunkLength = 1 << ChunkBits;

    // Null where no body of a chunk is held, and where it has not been read yet.
    private readonly List<HeldBody[]?> _chunks = [];
    private readonly List<int> _counts = [];
    private readonly BlockReader? _read;
    private readonly int _firstBlock;

    public HeldBodies()
    {
    }

    /// <summary>Takes saved bodies up; their chunks are read when they are asked for.</summary>
    public HeldBodies(BinaryReader outline, BlockReader read, int firstBlock)
    {
        (_read, _firstBlock) = (read, firstBlock);
        for (int left = outline.ReadInt32(); left > 0; left--)
        {
            _chunks.Add(null);
            _counts.Add(outline.ReadInt32());
        }
        Count = _counts.Sum();
    }

    public int Count { get; private set; }

    /// <summary>Ids lie below.</summary>
    public int Bound => _chunks.Count << ChunkBits;

    /// <summary>Blocks that <see cref="Save"/> writes.</summary>
    public int Blocks => _chunks.Count;

    /// <summary>Memory of the bodies, in bytes.</summary>
    public long Bytes => _chunks.Sum(chunk => (long)MemoryMarshal.AsBytes(chunk.AsSpan()).Length);

    /// <summary>A body that is held.</summary>
    public ref readonly HeldBody this[int id] => ref Chunk(id >> ChunkBits)[id & (ChunkLength - 1)];

    public bool Contains(int id) =>
        id >= 0 && id >> ChunkBits is int chunk && chunk < _counts.Count && _counts[chunk] > 0 && this[id].IsHeld;

    public void Add(in BodyFigures body)
    {
        int id = body.Id;
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (Contains(id)) throw new ArgumentException($"{id} is held already", nameof(body));
        while (id >= Bound)
        {
            _chunks.Add(null);
            _counts.Add(0);
        }
        int chunk = id >> ChunkBits;
        if (_counts[chunk] == 0) _chunks[chunk] = new HeldBody[ChunkLength];
        Chunk(chunk)[id & (ChunkLength - 1)] = new HeldBody(body);
        _counts[chunk]++;
        Count++;
    }

    public bool Remove(int id)
    {
        if (!Contains(id)) return false;
        int chunk = id >> ChunkBits;
        Chunk(chunk)[id & (ChunkLength - 1)] = default;
        if (--_counts[chunk] == 0) _chunks[chunk] = null;
        Count--;
        return true;
    }

    /// <summary>Writes what the blocks do not say.</summary>
    public void SaveOutline(BinaryWriter outline)
    {
        outline.Write(_counts.Count);
        foreach (int count in _counts) outline.Write(count);
    }

    /// <summary>Writes a block a chunk.</summary>
    public void Save(BlockWriter write)
    {
        for (int chunk = 0; chunk < _chunks.Count; chunk++) write(_counts[chunk] == 0 ? [] : MemoryMarshal.AsBytes(Chunk(chunk).AsSpan()));
    }

    /// <summary>Reads all that has not been read.</summary>
    public void Load()
    {
        for (int chunk = 0; chunk < _chunks.Count; chunk++)
        {
            if (_counts[chunk] > 0) Chunk(chunk);
        }
    }

    /// <summary>The bodies held and those of another are the same.</summary>
    public bool HoldsSame(HeldBodies others)
    {
        if (Count != others.Count) return false;
        for (int id = 0; id < Bound; id++)
        {
            if (Contains(id) != others.Contains(id) || (Contains(id) && !this[id].IsSame(others[id]))) return false;
        }
        return true;
    }

    /// <summary>A chunk of which some body is held: what is saved of another is of before.</summary>
    private HeldBody[] Chunk(int chunk) => _chunks[chunk] ?? (_chunks[chunk] = SavedBlock.Read<HeldBody>(_read!, _firstBlock + chunk, ChunkLength));
}
