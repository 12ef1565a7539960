namespace Dedup.Engine.Extraction;

/// <summary>The first date of a text.</summary>
/// <param name="Text">The text, folded (<see cref="DateText.Fold(string)"/>).</param>
/// <param name="Value">ISO 8601; null where the text holds none.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
internal sealed record DateInText(string Text, string? Value, int Start, int End)
{
    public DateInText(string text, (string? Value, int Start, int End) found)
        : this(text, found.Value, found.Start, found.End)
    {
    }
}
