using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dedup.Core.Tests.Text;

/// <summary>The tokeniser again, slowly: always NFKC, strings instead of buffers, one list a step. Tokens up to 256 bytes.</summary>
internal static class TokenizerOracle
{
    private const string Apostrophes = "'`\u2018\u2019\u201B\u02BC\u2032";

    private static readonly (int First, int Last)[] UnspacedBlocks =
    [
        (0x0E00, 0x0E7F), (0x0E80, 0x0EFF), (0x1000, 0x103F), (0x1780, 0x17D3), (0x3005, 0x3007), (0x3040, 0x30FF),
        (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
    ];

    public static ulong[] Tokenize(string text) => [.. Words(text).Select(Hash)];

    /// <summary>The hash of a token by its definition.</summary>
    public static ulong Hash(string word)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(word);
        ulong state = 0;
        for (int i = 0; i < bytes.Length; i += 16)
        {
            UInt128 product = (UInt128)(Number(bytes, i) ^ 0xA0761D6478BD642F ^ state) * (Number(bytes, i + 8) ^ 0xE7037ED1A0B428DB);
            state = (ulong)(product >> 64) ^ (ulong)product;
        }
        return word.EnumerateRunes().Any(Rune.IsDigit) ? state | 1 : state & ~1UL;
    }

    /// <summary>Up to eight bytes, the first in the lowest place.</summary>
    private static ulong Number(byte[] bytes, int from)
    {
        ulong number = 0;
        for (int i = Math.Min(from + 8, bytes.Length) - 1; i >= from; i--) number = number * 256 + bytes[i];
        return number;
    }

    /// <summary>Length after NFKC without invisible characters, with runs of white space and of dashes as one character.</summary>
    public static int Characters(string text)
    {
        string normalized = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        string visible = Regex.Replace(normalized, "[\u00AD\u200B-\u200F\u2060\uFEFF]", "");
        string single = Regex.Replace(Regex.Replace(visible, "\\s+", " "), "[-\u2010-\u2015\u2212]+", "-");
        return single.Trim().EnumerateRunes().Count();
    }

    public static List<string> Words(string text)
    {
        string normalized = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        List<Rune> visible = [.. normalized.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.Format)];
        var words = new List<string>();
        string spaced = "";
        var unspaced = new List<string>();
        void EndSpaced()
        {
            if (spaced.Length > 0) words.Add(spaced);
            spaced = "";
        }
        void EndUnspaced()
        {
            if (unspaced.Count == 1) words.Add(unspaced[0]);
            for (int i = 1; i < unspaced.Count; i++) words.Add(unspaced[i - 1] + unspaced[i]);
            unspaced.Clear();
        }
        for (int i = 0; i < visible.Count; i++)
        {
            bool between = i > 0 && i + 1 < visible.Count && IsSpaced(visible[i - 1]) && IsSpaced(visible[i + 1]);
            if (IsApostrophe(visible[i]) && between) continue;
            string folded = visible[i].ToString().ToUpperInvariant().ToLowerInvariant();
            if (IsSpaced(visible[i])) spaced += folded;
            else EndSpaced();
            if (IsUnspaced(visible[i])) unspaced.Add(folded);
            else EndUnspaced();
        }
        EndSpaced();
        EndUnspaced();
        return words;
    }

    private static bool IsApostrophe(Rune rune) => rune.IsBmp && Apostrophes.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsSpaced(Rune rune) => IsOfWord(rune) && !IsUnspaced(rune) && !IsApostrophe(rune);

    private static bool IsUnspaced(Rune rune) => IsOfWord(rune) && !Rune.IsDigit(rune)
        && UnspacedBlocks.Any(block => rune.Value >= block.First && rune.Value <= block.Last);

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.LetterNumber;
}
