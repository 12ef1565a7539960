using System.Numerics;
using System.Runtime.InteropServices;

namespace Dedup.Distributed.Shards;

/// <summary>A set of small numbers from 0, a bit each.</summary>
internal sealed class IdSet
{
    private const int Bits = 64;

    private ulong[] _words = [];

    public IdSet()
    {
    }

    /// <summary>The set of <see cref="ToBytes"/>.</summary>
    public IdSet(ReadOnlySpan<byte> bytes)
    {
        _words = new ulong[(bytes.Length + sizeof(ulong) - 1) / sizeof(ulong)];
        bytes.CopyTo(MemoryMarshal.AsBytes(_words.AsSpan()));
        Count = _words.Sum(BitOperations.PopCount);
    }

    public int Count { get; private set; }

    public bool Contains(int id) => id >= 0 && id / Bits < _words.Length && (_words[id / Bits] & Bit(id)) != 0;

    public bool Add(int id)
    {
        if (id / Bits >= _words.Length) Array.Resize(ref _words, Math.Max((id / Bits) + 1, _words.Length + (_words.Length / 4)));
        if ((_words[id / Bits] & Bit(id)) != 0) return false;
        _words[id / Bits] |= Bit(id);
        Count++;
        return true;
    }

    public bool Remove(int id)
    {
        if (!Contains(id)) return false;
        _words[id / Bits] &= ~Bit(id);
        Count--;
        return true;
    }

    /// <summary>Those of this set that another lacks, ascending.</summary>
    public IEnumerable<int> Except(IdSet other)
    {
        for (int word = 0; word < _words.Length; word++)
        {
            for (ulong left = _words[word] & ~(word < other._words.Length ? other._words[word] : 0); left != 0; left &= left - 1)
                yield return (word * Bits) + BitOperations.TrailingZeroCount(left);
        }
    }

    public void Clear()
    {
        Array.Clear(_words);
        Count = 0;
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes(_words.AsSpan()).ToArray();

    private static ulong Bit(int id) => 1UL << (id % Bits);
}
