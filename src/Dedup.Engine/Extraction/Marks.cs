using System.Buffers;

namespace Dedup.Engine.Extraction;

/// <summary>Strings of which some stands in every line that a costlier form matches, compared without regard to case.</summary>
/// <remarks>
/// The search is vectorised for ASCII strings alone; one other letter in the set makes it a walk through a table, five
/// times the cost. So those in other letters are kept apart and looked for only in lines that have any.
/// </remarks>
internal sealed class Marks
{
    private readonly SearchValues<string> _ascii;
    private readonly SearchValues<string> _other;

    public Marks(params string[] marks)
    {
        _ascii = SearchValues.Create([.. marks.Where(mark => System.Text.Ascii.IsValid(mark))], StringComparison.OrdinalIgnoreCase);
        _other = SearchValues.Create([.. marks.Where(mark => !System.Text.Ascii.IsValid(mark))], StringComparison.OrdinalIgnoreCase);
    }

    public bool In(string text) =>
        text.AsSpan().ContainsAny(_ascii) || (!System.Text.Ascii.IsValid(text) && text.AsSpan().ContainsAny(_other));

    public bool In(LineFeatures line) =>
        line.Text.AsSpan().ContainsAny(_ascii) || (line.HasOtherLetters && line.Text.AsSpan().ContainsAny(_other));
}
