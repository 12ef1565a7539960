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
    private Found? _agencyInDateline;
    private volatile bool _datelineRead;

    public LineFeatures(string text)
    {
        Text = text;
        LineWalk walk = LineWalk.Over(text);
        Head = walk.Head;
        MarkSets = walk.Marks;
        HasOtherLetters = walk.HasOtherLetters;
        HasDigit = walk.HasDigit;
        HasColon = walk.HasColon;
        HasArrow = walk.HasArrow;
        // A Chinese or Japanese word is about two characters.
        Words = walk.Words + walk.Unspaced / 2;
        // A script without capitals begins every word as names begin.
        Capitalised = walk.Words == 0 ? 0 : (double)walk.Capitalised / walk.Words;
        AllCaps = walk.Upper > 3 && !walk.HasLower;
        Separators = walk.Separators;
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
    public IReadOnlyList<(string Kind, string Value)> Labels => field ??= PageLabels.Read(Text);

    /// <summary>Whether an agency may be named; worked out with the rest of the form.</summary>
    public bool MayNameAgency => (MarkSets & AgencyNames.Marks.Bit) != 0;

    /// <summary>The agency whose dateline begins the line; read once, for every pass asks.</summary>
    public Found? AgencyInDateline
    {
        get
        {
            if (!_datelineRead) (_agencyInDateline, _datelineRead) = (MayNameAgency ? AgencyCredit.FromDateline(Text) : null, true);
            return _agencyInDateline;
        }
    }

    /// <summary>First letter or digit; NUL where there is none.</summary>
    public char Head { get; }

    /// <summary>The bits of the sets of marks in ASCII that may stand in the line (<see cref="WordStarts"/>).</summary>
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
