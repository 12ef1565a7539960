using System.Collections.Frozen;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>The words of a headline by which two headlines are told to have something to do with each other.</summary>
internal static class TitleWords
{
    private const int MaxWords = 24;
    private const int MinLength = 4;

    /// <summary>Words of four letters or more that say nothing of what a headline is about.</summary>
    private static readonly FrozenSet<string> Empty =
        """
        that with from this after over says said have will what when about into more than your their they were been could would first some most here there
        where while before against under amid near just back make makes made take takes next last year years week month today time
        nach über nicht sich eine einen einer eines sind wird wurde werden beim gegen mehr auch noch unter seine ihre jahr jahre
        dans pour avec plus sont cette leur sans sous après avant entre contre vers chez mais aussi
        para como este esta sobre entre desde tras más pero contra hasta según años
        pelo pela mais após seus suas anos della delle sono anche dopo contro dalla nella
        после будет года через более чтобы своих этого была были
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Distinct hashes of the words of four letters or more; in scripts without spaces, of the pairs of characters. Ascending.</summary>
    public static uint[] Of(string? title)
    {
        if (title is null) return [];
        Span<uint> words = stackalloc uint[MaxWords];
        int count = 0;
        ReadOnlySpan<char> folded = title.ToLowerInvariant();
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> empty = Empty.GetAlternateLookup<ReadOnlySpan<char>>();
        int start = -1;
        for (int i = 0; i <= folded.Length && count < MaxWords; i++)
        {
            char c = i < folded.Length ? folded[i] : ' ';
            if (IsUnspaced(c))
            {
                if (i + 1 < folded.Length && IsUnspaced(folded[i + 1])) Add(words, ref count, Hash(folded.Slice(i, 2)));
                start = -1;
            }
            else if (char.IsLetterOrDigit(c))
            {
                if (start < 0) start = i;
            }
            else
            {
                if (start >= 0 && i - start >= MinLength && !empty.Contains(folded[start..i])) Add(words, ref count, Hash(folded[start..i]));
                start = -1;
            }
        }
        return words[..count].ToArray();
    }

    /// <summary>Enters a word in its place, unless it is there.</summary>
    private static void Add(Span<uint> words, ref int count, uint word)
    {
        int place = words[..count].BinarySearch(word);
        if (place >= 0) return;
        words[~place..count].CopyTo(words[(~place + 1)..]);
        words[~place] = word;
        count++;
    }

    private static bool IsUnspaced(char c) => c >= 0x2E80 && char.IsLetter(c);

    private static uint Hash(ReadOnlySpan<char> word) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word));
}
