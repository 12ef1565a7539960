using System.Globalization;

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

    /// <summary>Phrases are no longer than this: longer lines have no stem.</summary>
    private const int MaxStem = 200;

    private const int Unknown = -2;
    private const int None = -1;

    private int _form = Unknown;

    [Flags]
    private enum Kinds : byte
    {
        None = 0,
        Upper = 1,
        Lower = 2,
        Digit = 4,
        Word = Upper | Lower | Digit,
        Separator = 8,
        Colon = 16,
        InsideWord = 32,
    }

    private static readonly Kinds[] Ascii = [.. Enumerable.Range(0, 0x80).Select(c => KindOf((char)c))];

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
        int window = 0;
        uint marks = 0;
        Kinds seen = Kinds.None;
        foreach (char c in text)
        {
            marks |= Extraction.MarkSets.Step(ref window, c);
            if (c < 0x80)
            {
                Kinds kind = Ascii[c];
                seen |= kind;
                if ((kind & Kinds.Word) != 0)
                {
                    if (!inWord)
                    {
                        if (words++ == 0) Head = c;
                        if ((kind & Kinds.Lower) == 0) capitalised++;
                    }
                    inWord = true;
                    upper += (int)(kind & Kinds.Upper);
                    lower += (int)(kind & Kinds.Lower);
                    continue;
                }
                if ((kind & Kinds.Separator) != 0) separators++;
                // Apostrophes and hyphens stand inside words.
                inWord &= (kind & Kinds.InsideWord) != 0;
                continue;
            }
            if (char.IsLetterOrDigit(c))
            {
                if (char.IsDigit(c)) seen |= Kinds.Digit;
                if (!inWord)
                {
                    if (words++ == 0) Head = c;
                    // A script without capitals begins every word as names begin.
                    if (!char.IsLower(c)) capitalised++;
                }
                inWord = true;
                if (IsUnspaced(c)) unspaced++;
                else if (char.IsUpper(c)) upper++;
                else if (char.IsLower(c)) lower++;
            }
            else
            {
                if (c is '»' or '›' or '•' or '·') separators++;
                if (c is '\uFF1A') seen |= Kinds.Colon;
                else if (c is '»' or '›' or '→' or '«' or '‹' or '←') HasArrow = true;
                // So do marks.
                if (c != '’' && !char.IsSurrogate(c) && !(c >= 0x300 && IsMark(c))) inWord = false;
            }
        }
        MarkSets = marks;
        HasOtherLetters = Marks.HasOtherLetters(text);
        HasDigit = (seen & Kinds.Digit) != 0;
        HasColon = (seen & Kinds.Colon) != 0;
        // A Chinese or Japanese word is about two characters.
        Words = words + unspaced / 2;
        Capitalised = words == 0 ? 0 : (double)capitalised / words;
        AllCaps = upper > 3 && lower == 0;
        Separators = separators;
        EndsSentence = EndsWithTerminal(text);
        IsBullet = SkipBullet(text).Length < text.AsSpan().Trim().Length;
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
    public string Stem => field ??= MakeStem(Text);

    /// <summary>First word of the stem; empty where there is none.</summary>
    public string FirstWord => field ??= Phrases.FirstWord(Stem).ToString();

    /// <summary>What the form of the line alone says it is; worked out once, by any thread.</summary>
    public LineReason? Form
    {
        get
        {
            if (_form == Unknown) _form = LineForms.Recognise(this) is LineReason reason ? (int)reason : None;
            return _form == None ? null : (LineReason)_form;
        }
    }

    /// <summary>The labelled values that the line holds (<see cref="PageLabels"/>); read once, for every pass asks.</summary>
    public List<(string Kind, string Value)> Labels => field ??= [.. PageLabels.Read(Text)];

    /// <summary>First letter or digit; NUL where there is none.</summary>
    public char Head { get; }

    /// <summary>The bits of the sets of marks in ASCII that may stand in the line (<see cref="Extraction.MarkSets"/>).</summary>
    public uint MarkSets { get; }

    /// <summary>Holds a character outside ASCII that is more than typography.</summary>
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

    private static Kinds KindOf(char c) => c switch
    {
        _ when char.IsAsciiLetterUpper(c) => Kinds.Upper,
        _ when char.IsAsciiLetterLower(c) => Kinds.Lower,
        _ when char.IsAsciiDigit(c) => Kinds.Digit,
        '>' => Kinds.Separator,
        '|' => Kinds.Separator | Kinds.Colon,
        ':' => Kinds.Colon,
        '\'' or '-' => Kinds.InsideWord,
        _ => Kinds.None,
    };

    /// <summary>The text behind a leading bullet or list number.</summary>
    private static ReadOnlySpan<char> SkipBullet(string text)
    {
        ReadOnlySpan<char> s = text.AsSpan().Trim();
        if (s.Length > 2 && s[1] == ' ' && Bullets.Contains(s[0])) return s[2..].TrimStart();
        int digits = 0;
        while (digits < s.Length && digits < 3 && char.IsAsciiDigit(s[digits])) digits++;
        return digits > 0 && digits + 1 < s.Length && s[digits] is '.' or ')' && s[digits + 1] == ' ' ? s[(digits + 2)..].TrimStart() : s;
    }

    private static string MakeStem(string text)
    {
        ReadOnlySpan<char> s = SkipBullet(text);
        if (s.Length > MaxStem) return string.Empty;
        s = s.TrimEnd(" .:…!?)(0123456789,+»›>→▸▼|-–—\uFF1A\uFF01\uFF1F*\"“”").TrimStart("»›>→▸▼|*+#\"“”【[ ").TrimEnd("】] ");
        Span<char> stem = stackalloc char[MaxStem];
        int length = 0;
        bool space = false;
        foreach (char c in s)
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
                continue;
            }
            if (space) stem[length++] = ' ';
            space = false;
            stem[length++] = c == '’' ? '\'' : char.ToLowerInvariant(c);
        }
        return stem[..length].ToString();
    }
}
