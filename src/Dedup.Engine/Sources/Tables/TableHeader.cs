using Dedup.Engine.Sources.Charsets;

namespace Dedup.Engine.Sources.Tables;

/// <summary>The first line of a table of pages, and the character between its names.</summary>
/// <param name="Delimiter">Comma, tab, semicolon or bar.</param>
/// <param name="Columns">The names.</param>
internal sealed record TableHeader(char Delimiter, IReadOnlyList<string> Columns)
{
    /// <summary>In the order in which they win where they part a line alike.</summary>
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    /// <summary>The header, where the first line is one of pages: two names or more, one of them that of the text or the HTML.</summary>
    public static TableHeader? OfPages(ReadOnlySpan<byte> head, PageFields fields) =>
        Of(head) is { Columns.Count: > 1 } header && header.HoldsPages(fields) ? header : null;

    /// <summary>The first line as a header; null where it has no end.</summary>
    public static TableHeader? Of(ReadOnlySpan<byte> head)
    {
        string text = TextDecoder.EncodingOf(head).GetString(head);
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        if (end < 0) return null;
        string line = text[..end].TrimStart('\uFEFF');
        return Delimiters.Select(delimiter => new TableHeader(delimiter, [.. line.Split(delimiter).Select(Unquote)]))
            .MaxBy(header => header.Columns.Count);
    }

    /// <summary>Whether a column holds the text of pages.</summary>
    public bool HoldsPages(PageFields fields) => fields.NamesOf("text").Concat(fields.NamesOf("html")).Any(name => Columns.Contains(name, StringComparer.Ordinal));

    private static string Unquote(string name)
    {
        name = name.Trim();
        return name is ['"', .., '"'] ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;
    }
}
