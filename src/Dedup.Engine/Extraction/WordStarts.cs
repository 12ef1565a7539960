using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction;

/// <summary>Tells from the beginnings of a line's words which sets of <see cref="Marks"/> may stand in it.</summary>
/// <remarks>
/// Of every mark the longest word, and what follows it, is entered by its first four characters, or three where it has no more,
/// and compared by four more. What the words of a line name is searched for exactly, what they do not name does not stand
/// there as words: a dozen searches of every line become one look at each word. Holds for lines in ASCII and typography;
/// others are searched. An instance, so that a walk over a line gets at the tables once: from code that is compiled before they
/// are made, as that of the walk is, every look at a static table asks first whether it is there.
/// </remarks>
internal sealed class WordStarts
{
    private const int KeyLength = 4;
    private const int PlaceBits = 11;
    private const int Places = 1 << PlaceBits;
    private const int PrefixBits = 15;

    /// <summary>Blanks in this many bits make letters of one case; it leaves digits and most signs as they are.</summary>
    private const ulong Lower = 0x0020_0020_0020_0020;

    private const ulong ThreeCharacters = 0x0000_FFFF_FFFF_FFFF;

    /// <summary>Places for second characters of pairs, from the blank on.</summary>
    private const int Seconds = 96;

    /// <summary>The bits of the sets by a mark's two letters, where it has no more: of those that any letter may follow, and of whole words.</summary>
    private readonly (uint Any, uint Whole)[] _pairs = new (uint, uint)[32 * Seconds];

    /// <summary>The keys of three or four characters, and what begins with each; 0 where there is none.</summary>
    private readonly ulong[] _keys = new ulong[Places];

    /// <summary>A bit for each hash of three characters: whether any key may begin with them. Most words are told by this alone; four kilobytes stay in the cache.</summary>
    private readonly uint[] _beginsKey = new uint[1 << (PrefixBits - 5)];

    private readonly Entry[][] _entries = new Entry[Places][];

    /// <summary>What may stand behind a key.</summary>
    /// <param name="Next">Its four next characters.</param>
    /// <param name="Mask">Which of them count.</param>
    /// <param name="Sets">The bits of the sets.</param>
    /// <param name="End">Where the word ends, if no letter may follow it; 0 where any may.</param>
    private readonly record struct Entry(ulong Next, ulong Mask, uint Sets, int End);

    private WordStarts(Marks[] sets)
    {
        var table = new Dictionary<ulong, List<Entry>>();
        uint bit = 1;
        foreach (Marks set in sets)
        {
            set.Bit = bit;
            All |= bit;
            foreach (string mark in set.AsciiMarks) Enter(table, BestWord(mark), bit, isWhole: false);
            foreach (string word in set.AsciiWords) Enter(table, BestWord(word), bit, isWhole: true);
            bit <<= 1;
        }
        if (2 * table.Count > Places) throw new InvalidOperationException("the table of marks is too small");
        foreach ((ulong key, List<Entry> rows) in table)
        {
            int place = First(key);
            while (_keys[place] != 0) place = (place + 1) & (Places - 1);
            _keys[place] = key;
            int prefix = Prefix(key & ThreeCharacters);
            _beginsKey[prefix >> 5] |= 1u << prefix;
            _entries[place] = [.. rows.GroupBy(e => e with { Sets = 0 }).Select(g => g.Key with { Sets = g.Aggregate(0u, (bits, e) => bits | e.Sets) })];
        }
    }

    /// <summary>The only one.</summary>
    public static WordStarts Shared { get; } = new(
        [.. LineForms.Sets, Captions.Words, Phrases.SubscriptionMarks, Phrases.CommentMarks, .. Byline.Sets, RelativeDate.Words, SiteVoice.BusinessMarks, SiteVoice.AddressMarks, AgencyNames.AnyMarks]);

    /// <summary>The bits of all sets.</summary>
    public uint All { get; }

    /// <summary>The bits of the sets with the mark @, which is no word.</summary>
    public uint AtSign { get; private set; }

    /// <summary>The bits of the sets of which some mark may stand where a word begins, of this line.</summary>
    /// <param name="first">The word's first character.</param>
    /// <param name="left">Characters of the line from there on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint At(ref char first, int left)
    {
        ulong four;
        if (left >= KeyLength)
        {
            four = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref first));
        }
        else
        {
            four = first;
            if (left > 1) four |= (ulong)Unsafe.Add(ref first, 1) << 16;
            if (left > 2) four |= (ulong)Unsafe.Add(ref first, 2) << 32;
        }
        four |= Lower;
        ulong three = four & ThreeCharacters;
        (uint any, uint whole) = _pairs[Pair((char)four, (char)(four >> 16))];
        uint found = any;
        int prefix = Prefix(three);
        if ((_beginsKey[prefix >> 5] & (1u << prefix)) != 0) found |= FindKeys(four, three, ref first, left);
        if (whole != 0 && (left < 3 || !char.IsLetter(Unsafe.Add(ref first, 2)))) found |= whole;
        return found;
    }

    /// <summary>Of a character outside ASCII any place: it begins no mark, and what is named without need is only searched for.</summary>
    private static int Pair(char first, char second) => (first & 0x1F) * Seconds + Math.Min((second | 0x20) - 0x20, Seconds - 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint FindKeys(ulong four, ulong three, ref char first, int left) => Find(four, ref first, left) | Find(three, ref first, left);

    private uint Find(ulong key, ref char first, int left)
    {
        for (int place = First(key); _keys[place] != 0; place = (place + 1) & (Places - 1))
        {
            if (_keys[place] == key) return Find(_entries[place], ref first, left);
        }
        return 0;
    }

    private static int Prefix(ulong three) => (int)((three * 0x9E3779B97F4A7C15) >> (64 - PrefixBits));

    private static int First(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> (64 - PlaceBits));

    private static uint Find(Entry[] entries, ref char first, int left)
    {
        ulong next = Key(MemoryMarshal.CreateReadOnlySpan(ref first, Math.Min(left, 2 * KeyLength))[Math.Min(left, KeyLength)..]);
        uint found = 0;
        foreach (Entry entry in entries)
        {
            // What a longer word begins with is no whole word.
            if ((next & entry.Mask) == entry.Next && (entry.End == 0 || entry.End >= left || !char.IsLetter(Unsafe.Add(ref first, entry.End)))) found |= entry.Sets;
        }
        return found;
    }

    private void Enter(Dictionary<ulong, List<Entry>> table, ReadOnlySpan<char> word, uint bit, bool isWhole)
    {
        switch (word.Length)
        {
            case 0:
                AtSign |= bit;
                return;
            case 1:
                throw new InvalidOperationException("a mark of one letter stands in every line");
            case 2:
                ref (uint Any, uint Whole) pair = ref _pairs[Pair(word[0], word[1])];
                if (isWhole) pair.Whole |= bit;
                else pair.Any |= bit;
                return;
            default:
                ReadOnlySpan<char> next = word[Math.Min(KeyLength, word.Length)..Math.Min(2 * KeyLength, word.Length)];
                ulong mask = next.Length == KeyLength ? ulong.MaxValue : (1UL << (16 * next.Length)) - 1;
                var entry = new Entry(Key(next) & mask, mask, bit, isWhole && word.Length <= 2 * KeyLength ? word.Length : 0);
                (CollectionsMarshal.GetValueRefOrAddDefault(table, Key(word[..Math.Min(KeyLength, word.Length)]), out _) ??= []).Add(entry);
                return;
        }
    }

    private static ulong Key(ReadOnlySpan<char> text)
    {
        ulong key = 0;
        for (int i = 0; i < text.Length; i++) key |= (ulong)text[i] << (16 * i);
        return (key | Lower) & (text.Length == KeyLength ? ulong.MaxValue : ThreeCharacters);
    }

    /// <summary>The mark from its longest word on: of the phrase "use cookies" the second, of " in " all but the blank.</summary>
    private static ReadOnlySpan<char> BestWord(string mark)
    {
        int best = mark.Length;
        int bestLength = 0;
        for (int i = 0; i < mark.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(mark[i]) || (i > 0 && char.IsAsciiLetterOrDigit(mark[i - 1]))) continue;
            int end = i;
            while (end < mark.Length && char.IsAsciiLetterOrDigit(mark[end])) end++;
            if (end - i <= bestLength) continue;
            bestLength = end - i;
            best = i;
        }
        return mark.AsSpan(best);
    }
}
