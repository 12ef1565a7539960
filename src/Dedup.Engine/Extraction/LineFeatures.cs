using System.Globalization;

namespace Dedup.Engine.Extraction;

/// <summary>What a line looks like: the form on which every later decision rests.</summary>
internal sealed class LineFeatures
{
    /// <summary>A line of so many words that ends a sentence is running text.</summary>
    internal const int ProseWords = 8;

    /// <summary>A line of so many words is running text, whatever it ends with.</summary>
    internal const int UnendedProseWords = 22;

    private const int Unknown = -2;
    private const int None = -1;

    private readonly int _stemStart;
    private readonly int _stemLength;
    private int _form = Unknown;
    private Once? _dateline;
    private Once? _copyright;
    private Once? _holder;

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
        HasSlash = walk.HasSlash;
        // A Chinese or Japanese word is about two characters.
        Words = walk.Words + walk.Unspaced / 2;
        // A script without capitals begins every word as names begin.
        Capitalised = walk.Words == 0 ? 0 : (double)walk.Capitalised / walk.Words;
        AllCaps = walk.Upper > 3 && !walk.HasLower;
        Separators = walk.Separators;
        EndsSentence = EndsWithTerminal(text);
        IsBullet = LineStem.SkipBullet(text).Length < text.AsSpan().Trim().Length;
        ReadOnlySpan<char> stem = LineStem.Words(text);
        if (text.AsSpan().Overlaps(stem, out _stemStart)) _stemLength = stem.Length;
        Opening = Openings.Of(text, stem);
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

    /// <summary>The words of the stem, as they stand in the line.</summary>
    public ReadOnlySpan<char> StemWords => Text.AsSpan(_stemStart, _stemLength);

    /// <summary>What phrases are looked up by (<see cref="LineStem"/>).</summary>
    public string Stem => field ??= LineStem.Of(StemWords);

    /// <summary>The rules that the first word leads to.</summary>
    public Opening Opening { get; }

    /// <summary>Whether the first word leads to one of the rules.</summary>
    public bool Opens(Opening rules) => (Opening & rules) != 0;

    /// <summary>Whether the first letter or digit is one of these, or of another script.</summary>
    public bool BeginsWith(System.Buffers.SearchValues<char> heads) => Head >= 0x80 || heads.Contains(Head);

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

    /// <summary>The first date in the line, month before day; read once.</summary>
    public DateInText Date => field ??= ClaimedDate.In(Text);

    /// <summary>Whether an agency may be named; worked out with the rest of the form.</summary>
    public bool MayNameAgency => (MarkSets & AgencyNames.AnyMarks.Bit) != 0;

    /// <summary>The agency whose dateline begins the line; read once, for every pass asks.</summary>
    public Found? AgencyInDateline => (_dateline ??= new Once(MayNameAgency ? AgencyCredit.FromDateline(Text) : null)).Found;

    /// <summary>The agency that holds the copyright which the line claims; read once.</summary>
    public Found? AgencyInCopyright => (_copyright ??= new Once(MayNameAgency ? AgencyCredit.FromCopyright(Text) : null)).Found;

    /// <summary>Who else holds it; read once.</summary>
    public Found? CopyrightHolder => (_holder ??= new Once(PageHead.HolderIn(Text))).Found;

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

    /// <summary>Holds a slash or a bar.</summary>
    public bool HasSlash { get; }

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

    /// <summary>What was looked for once, by any thread, and perhaps not found.</summary>
    private sealed record Once(Found? Found);
}
