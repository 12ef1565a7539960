using System.Globalization;
using System.Text;

namespace Dedup.Engine.Extraction;

/// <summary>What a line looks like: the form on which every later decision rests.</summary>
internal sealed class LineFeatures
{
    private static readonly System.Buffers.SearchValues<char> Bullets =
        System.Buffers.SearchValues.Create("-–—•·*▪●►▶‣◦■□○");

    /// <summary>A line of so many words that ends a sentence is running text.</summary>
    internal const int ProseWords = 8;

    /// <summary>A line of so many words is running text, whatever it ends with.</summary>
    internal const int UnendedProseWords = 22;

    public LineFeatures(string text)
    {
        Text = text;
        int capitalised = 0;
        int words = 0;
        int unspaced = 0;
        bool inWord = false;
        int upper = 0;
        int lower = 0;
        int separators = 0;
        HasOtherLetters = !Ascii.IsValid(text);
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                if (c <= '9' || (c >= 0x80 && char.IsDigit(c))) HasDigit = true;
                if (!inWord)
                {
                    words++;
                    // A script without capitals begins every word as names begin.
                    if (c < 0x80 ? !char.IsAsciiLetterLower(c) : !char.IsLower(c)) capitalised++;
                }
                inWord = true;
                if (IsUnspaced(c)) unspaced++;
                else if (char.IsUpper(c)) upper++;
                else if (char.IsLower(c)) lower++;
            }
            else
            {
                if (c is '|' or '>' or '»' or '›' or '•' or '·') separators++;
                if (c is ':' or '\uFF1A' or '|') HasColon = true;
                else if (c is '»' or '›' or '→' or '«' or '‹' or '←') HasArrow = true;
                // Apostrophes, hyphens and marks stand inside words.
                if (c is not ('\'' or '’' or '-') && !char.IsSurrogate(c) && !(c >= 0x300 && IsMark(c))) inWord = false;
            }
        }
        // A Chinese or Japanese word is about two characters.
        Words = words + unspaced / 2;
        Capitalised = words == 0 ? 0 : (double)capitalised / words;
        AllCaps = upper > 3 && lower == 0;
        Separators = separators;
        EndsSentence = EndsWithTerminal(text);
        Stem = MakeStem(text, out bool bullet);
        IsBullet = bullet;
        FirstWord = Phrases.FirstWord(Stem);
    }

    public string Text { get; }

    /// <summary>Words; in scripts without spaces, half the characters.</summary>
    public int Words { get; }

    /// <summary>Share of words that begin with a capital or a digit.</summary>
    public double Capitalised { get; }

    public bool AllCaps { get; }

    /// <summary>Number of characters that part the items of menus and breadcrumbs.</summary>
    public int Separators { get; }

    /// <summary>Ends with the punctuation that ends a sentence, inside or before closing quotes and brackets.</summary>
    public bool EndsSentence { get; }

    /// <summary>Begins with a bullet or a list number.</summary>
    public bool IsBullet { get; }

    /// <summary>
    /// Lower-cased text without a leading bullet, trailing punctuation and counts, white space folded: what phrases are
    /// looked up by.
    /// </summary>
    public string Stem { get; }

    /// <summary>First word of the stem; empty where there is none.</summary>
    public string FirstWord { get; }

    /// <summary>Holds a character outside ASCII.</summary>
    public bool HasOtherLetters { get; }

    /// <summary>Holds a digit of any script.</summary>
    public bool HasDigit { get; }

    /// <summary>Holds a colon or a bar, behind which labels have their value.</summary>
    public bool HasColon { get; }

    /// <summary>Holds an arrow, as links to other pages do.</summary>
    public bool HasArrow { get; }

    /// <summary>Reads like a sentence or more of running text.</summary>
    public bool IsProse => Words >= (EndsSentence ? ProseWords : UnendedProseWords);

    /// <summary>Han and kana, not hangul, which has spaces.</summary>
    private static bool IsUnspaced(char c) => c is >= '\u2E80' and not (>= '\uAC00' and <= '\uD7FF') and not (>= '\uFB00' and <= '\uFEFF');

    /// <summary>Vowel signs and their like.</summary>
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    /// <summary>Whether the text ends with the punctuation that ends a sentence.</summary>
    internal static bool EndsWithTerminal(string text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            char c = text[i];
            if (c is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or ' ' or '*') continue;
            if (c >= 0x80 && (c is '“' or '」' or '』' or '）' or '】' or '》' or '›' or '«' or '‹' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)) continue;
            // Two dots or more: a teaser that breaks off, or a cut sentence; both are running text.
            return c is '.' or '!' or '?' or ':' or ';' || (c >= 0x80 && c is '…' or '。' or '｡' or '．' or '\uFF01' or '\uFF1F' or '：' or '；' or '؟' or '؛' or '۔' or '।' or '‼' or '⁉');
        }
        return false;
    }

    private static string MakeStem(string text, out bool bullet)
    {
        ReadOnlySpan<char> s = text.AsSpan().Trim();
        bullet = false;
        if (s.Length > 2 && Bullets.Contains(s[0]) && s[1] == ' ')
        {
            bullet = true;
            s = s[2..].TrimStart();
        }
        else
        {
            int digits = 0;
            while (digits < s.Length && digits < 3 && char.IsAsciiDigit(s[digits])) digits++;
            if (digits > 0 && digits + 1 < s.Length && s[digits] is '.' or ')' && s[digits + 1] == ' ')
            {
                bullet = true;
                s = s[(digits + 2)..].TrimStart();
            }
        }
        if (s.Length > 200) return string.Empty;
        s = s.TrimEnd(" .:…!?)(0123456789,+»›>→▸▼|-–—\uFF1A\uFF01\uFF1F*\"“”").TrimStart("»›>→▸▼|*+#\"“”【[ ").TrimEnd("】] ");
        var stem = new StringBuilder(s.Length);
        bool space = false;
        foreach (char c in s)
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
                continue;
            }
            if (space) stem.Append(' ');
            space = false;
            stem.Append(c == '’' ? '\'' : char.ToLowerInvariant(c));
        }
        return stem.ToString();
    }
}
