using System.Runtime.CompilerServices;
using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>What is kept of an indexed body beside its keys.</summary>
/// <param name="Fingerprint">SimHash.</param>
/// <param name="Facts">The bits of its facts.</param>
/// <param name="Rank">Orders bodies by what they are, whenever they came.</param>
/// <param name="Samples">Number of its sampled shingles.</param>
internal readonly record struct HeldBody(ulong Fingerprint, UInt128 Facts, ulong Rank, int Samples);

/// <summary>The indexed bodies by id: ids are small numbers, so that two arrays do.</summary>
internal sealed class HeldBodies
{
    private HeldBody[] _bodies = new HeldBody[256];
    private bool[] _held = new bool[256];

    public int Count { get; private set; }

    /// <summary>Memory of the bodies, in bytes.</summary>
    public long Bytes => (long)_bodies.Length * (Unsafe.SizeOf<HeldBody>() + 1);

    public ref readonly HeldBody this[int id] => ref _bodies[id];

    public bool Contains(int id) => (uint)id < (uint)_held.Length && _held[id];

    public void Add(int id, Sketch sketch, ulong rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (Contains(id)) throw new ArgumentException($"{id} is held already", nameof(id));
        if (id >= _held.Length)
        {
            int length = Math.Max(id + 1, _held.Length + (_held.Length >> 1));
            Array.Resize(ref _bodies, length);
            Array.Resize(ref _held, length);
        }
        _bodies[id] = new HeldBody(sketch.Fingerprint, sketch.Facts, rank, sketch.Samples.Length);
        _held[id] = true;
        Count++;
    }

    public bool Remove(int id)
    {
        if (!Contains(id)) return false;
        _held[id] = false;
        Count--;
        return true;
    }
}
