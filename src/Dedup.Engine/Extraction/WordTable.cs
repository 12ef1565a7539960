using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction;

/// <summary>Words with the bits that stand for what each means; looked up without regard to case, and without a copy of the word.</summary>
/// <remarks>
/// Every line has its words looked up, and hardly any is known: a third of the time of a frozen dictionary, which hashes the
/// whole word and compares it in small letters that somebody has to make. Open addressing; the hashes stand apart, so that
/// a table of a thousand words is looked through in eight kilobytes.
/// </remarks>
internal sealed class WordTable
{
    private const int KeyLength = 4;

    /// <summary>Blanks in this many bits make letters of one case.</summary>
    private const ulong Small = 0x0020_0020_0020_0020;

    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;

    /// <summary>Of the word at each place; 0 where there is none.</summary>
    private readonly uint[] _hashes;
    private readonly (string Word, uint Bits)[] _words;
    private readonly int _maxLength;

    /// <summary>Makes a table; a word given more than once has the bits of all.</summary>
    public WordTable(IEnumerable<(string Word, uint Bits)> words)
    {
        (string Word, uint Bits)[] rows = [.. words.GroupBy(row => row.Word, (word, group) => (word, group.Aggregate(0u, (bits, row) => bits | row.Bits)))];
        int places = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * rows.Length));
        _hashes = new uint[places];
        _words = new (string, uint)[places];
        _maxLength = rows.Max(row => row.Word.Length);
        foreach ((string Word, uint Bits) row in rows)
        {
            uint hash = Hash(row.Word);
            int place = First(hash);
            while (_hashes[place] != 0) place = Next(place);
            _hashes[place] = hash;
            _words[place] = row;
        }
    }

    /// <summary>The bits of the word; none where it is not known.</summary>
    public uint this[ReadOnlySpan<char> word]
    {
        get
        {
            if (word.Length > _maxLength) return 0;
            uint hash = Hash(word);
            for (int place = First(hash); _hashes[place] != 0; place = Next(place))
            {
                if (_hashes[place] == hash && Equals(word, _words[place].Word)) return _words[place].Bits;
            }
            return 0;
        }
    }

    /// <summary>The small letter.</summary>
    public static char Fold(char c) => c < 0x80 ? (char)(c | (c is >= 'A' and <= 'Z' ? 0x20 : 0)) : char.ToLowerInvariant(c);

    /// <summary>Of the first and the last characters and the length; never 0.</summary>
    private static uint Hash(ReadOnlySpan<char> word)
    {
        ref char first = ref MemoryMarshal.GetReference(word);
        ulong head;
        ulong tail = 0;
        if (word.Length >= KeyLength)
        {
            head = Four(ref first);
            tail = Four(ref Unsafe.Add(ref first, word.Length - KeyLength));
        }
        else
        {
            head = word.IsEmpty ? 0 : first | ((ulong)Unsafe.Add(ref first, word.Length >> 1) << 16) | ((ulong)Unsafe.Add(ref first, word.Length - 1) << 32);
        }
        if (((head | tail) & NotAscii) != 0) (head, tail) = (Folded(head), Folded(tail));
        ulong hash = (((head | Small) * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft((tail | Small) * 0xC2B2AE3D27D4EB4F, 32)) + (uint)word.Length;
        return (uint)((hash * 0x9E3779B97F4A7C15) >> 32) | 1;
    }

    private static ulong Four(ref char first) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref first));

    private static ulong Folded(ulong four)
    {
        ulong folded = 0;
        for (int shift = 0; shift < 64; shift += 16) folded |= (ulong)Fold((char)(four >> shift)) << shift;
        return folded;
    }

    private static bool Equals(ReadOnlySpan<char> word, string known)
    {
        if (word.Length != known.Length) return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (Fold(word[i]) != known[i]) return false;
        }
        return true;
    }

    private int First(uint hash) => (int)(hash >> 4) & (_hashes.Length - 1);

    private int Next(int place) => (place + 1) & (_hashes.Length - 1);
}
