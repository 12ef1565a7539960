namespace Dedup.Engine.Extraction;

/// <summary>Words with the bits that stand for what each means; looked up without regard to case, and without a copy of the word.</summary>
/// <remarks>
/// Every line has its words looked up, and hardly any is known: a third of the time of a frozen dictionary, which hashes the
/// word and then compares it in lower case that somebody has to make. Open addressing, three places in four are free.
/// </remarks>
internal sealed class WordTable
{
    private readonly (uint Hash, uint Bits, string Word)[] _places;
    private readonly int _maxLength;

    /// <summary>Makes a table; a word given more than once has the bits of all.</summary>
    public WordTable(IEnumerable<(string Word, uint Bits)> words)
    {
        (string Word, uint Bits)[] rows = [.. words.GroupBy(row => row.Word, (word, group) => (word, group.Aggregate(0u, (bits, row) => bits | row.Bits)))];
        _places = new (uint, uint, string)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(4 * rows.Length))];
        _maxLength = rows.Max(row => row.Word.Length);
        foreach ((string word, uint bits) in rows)
        {
            uint hash = Hash(word);
            int place = First(hash);
            while (_places[place].Word is not null) place = Next(place);
            _places[place] = (hash, bits, word);
        }
    }

    /// <summary>The bits of the word; none where it is not known.</summary>
    public uint this[ReadOnlySpan<char> word]
    {
        get
        {
            if (word.Length > _maxLength) return 0;
            uint hash = Hash(word);
            for (int place = First(hash); _places[place].Bits != 0; place = Next(place))
            {
                if (_places[place].Hash == hash && Equals(word, _places[place].Word)) return _places[place].Bits;
            }
            return 0;
        }
    }

    /// <summary>The small letter.</summary>
    public static char Fold(char c) => c < 0x80 ? (char)(c | (c is >= 'A' and <= 'Z' ? 0x20 : 0)) : char.ToLowerInvariant(c);

    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = (uint)word.Length;
        foreach (char c in word) hash = (hash ^ Fold(c)) * 0x9E3779B1;
        return hash;
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

    private int First(uint hash) => (int)(hash >> 8) & (_places.Length - 1);

    private int Next(int place) => (place + 1) & (_places.Length - 1);
}
