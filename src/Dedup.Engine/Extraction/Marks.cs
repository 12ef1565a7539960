using System.Buffers;

namespace Dedup.Engine.Extraction;

/// <summary>Strings of which some stands in every line that a costlier form matches, compared without regard to case.</summary>
/// <remarks>
/// The search is vectorised for ASCII strings alone; one other letter in the set makes it a walk through a table, five
/// times the cost. So those in other letters are kept apart and looked for only in lines that have any. Sets that
/// <see cref="WordStarts"/> knows are looked for only in lines whose <see cref="LineFeatures.MarkSets"/> names them.
/// </remarks>
internal sealed class Marks
{
    private readonly SearchValues<string> _ascii;
    private readonly SearchValues<string> _other;

    /// <summary>Of each in other letters the first that is no ASCII, in either case: a line without any is not searched further.</summary>
    private readonly SearchValues<char> _otherHeads;

    /// <param name="marks">Strings that may be the beginning of a longer word.</param>
    public Marks(params string[] marks)
        : this([], marks)
    {
    }

    /// <param name="words">Strings behind which no letter stands in what the form matches.</param>
    /// <param name="marks">Strings that may be the beginning of a longer word.</param>
    public Marks(string[] words, string[] marks)
    {
        string[] all = [.. words, .. marks];
        AsciiWords = [.. words.Where(mark => System.Text.Ascii.IsValid(mark))];
        AsciiMarks = [.. marks.Where(mark => System.Text.Ascii.IsValid(mark))];
        _ascii = SearchValues.Create([.. AsciiWords, .. AsciiMarks], StringComparison.OrdinalIgnoreCase);
        string[] other = [.. all.Where(mark => !System.Text.Ascii.IsValid(mark))];
        _other = SearchValues.Create(other, StringComparison.OrdinalIgnoreCase);
        _otherHeads = SearchValues.Create([.. other.Select(mark => mark.First(c => c >= 0x80)).SelectMany(c => new[] { c, char.ToLowerInvariant(c), char.ToUpperInvariant(c) }).Distinct()]);
    }

    /// <summary>Those in ASCII that are whole words.</summary>
    public string[] AsciiWords { get; }

    /// <summary>Those in ASCII that may begin a longer word.</summary>
    public string[] AsciiMarks { get; }

    /// <summary>The bit of this set in <see cref="LineFeatures.MarkSets"/>; all bits for a set that <see cref="WordStarts"/> does not know.</summary>
    public uint Bit { get; set; } = uint.MaxValue;

    /// <summary>Whether a character outside ASCII stands there that is more than the spaces, dashes and quotes that English text has too.</summary>
    public static bool HasOtherLetters(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u00A1', '\u1FFF') || text.ContainsAnyInRange('\u2070', '\uFFFF');

    public bool In(string text) =>
        text.AsSpan().ContainsAny(_ascii) || (HasOtherLetters(text) && HasOther(text));

    public bool In(LineFeatures line) =>
        ((line.MarkSets & Bit) != 0 && line.Text.AsSpan().ContainsAny(_ascii)) || (line.HasOtherLetters && HasOther(line.Text));

    private bool HasOther(ReadOnlySpan<char> text) => text.ContainsAny(_otherHeads) && text.ContainsAny(_other);
}
