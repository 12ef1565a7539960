using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <content>Saves the indexes and takes them up again: to read them is many times faster than to make them.</content>
public sealed partial class CandidateIndex
{
    /// <summary>Of the layout of all blocks.</summary>
    private const int SavedVersion = 2;

    /// <summary>Takes saved indexes up; most is read when it is asked for, and then kept.</summary>
    /// <param name="scheme">The scheme they were saved under.</param>
    /// <param name="options">The options they were saved under.</param>
    /// <param name="read">Gives the saved blocks, as long as the index is used.</param>
    /// <exception cref="InvalidDataException">They are not blocks that <see cref="Save"/> has written.</exception>
    public CandidateIndex(Scheme scheme, CandidateOptions options, BlockReader read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _keys = new SketchKeys(scheme, options);
        using var outline = new BinaryReader(new MemoryStream(read(0).ToArray()));
        if (outline.ReadInt32() is int version && version != SavedVersion) throw new InvalidDataException($"the index was saved by version {version}; this is version {SavedVersion}");
        int block = 1;
        var bodies = new HeldBodies(outline, read, block);
        block += bodies.Blocks;
        _shard = new CandidateShard(options, bodies, limit =>
        {
            var keys = new SharedKeys(bodies, limit, options.CrowdLeaders, outline, read, block);
            block += keys.Blocks;
            return keys;
        });
    }

    /// <summary>Whether questions leave what is saved as it is, so that others may ask while one thread saves; else they tidy up where much was removed.</summary>
    public bool IsFrozen
    {
        get => _shard.Bands.IsFrozen;
        set
        {
            foreach (SharedKeys keys in _shard.Kinds) keys.IsFrozen = value;
        }
    }

    /// <summary>Writes all that the indexes hold, but for what <see cref="Settle"/> would say.</summary>
    public void Save(BlockWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var bytes = new MemoryStream();
        using (var outline = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            outline.Write(SavedVersion);
            _shard.Bodies.SaveOutline(outline);
            foreach (SharedKeys keys in _shard.Kinds) keys.SaveOutline(outline);
        }
        write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        _shard.Bodies.Save(write);
        foreach (SharedKeys keys in _shard.Kinds) keys.Save(write);
    }

    /// <summary>Reads all saved blocks that have not been read, by several threads.</summary>
    public void Load()
    {
        _shard.Bodies.Load();
        OfAll(keys => keys.Load());
    }

    /// <summary>Whether another index over the same bodies proposes the same of them, by all that it holds.</summary>
    public bool HoldsSame(CandidateIndex other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _shard.Bodies.HoldsSame(other._shard.Bodies) && _shard.Kinds.Zip(other._shard.Kinds).All(pair => pair.First.HoldsSame(pair.Second));
    }
}
