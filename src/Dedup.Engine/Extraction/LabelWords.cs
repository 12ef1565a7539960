namespace Dedup.Engine.Extraction;

/// <summary>What the words before a colon, dash or bar may be.</summary>
[Flags]
internal enum LineLabels
{
    None = 0,

    /// <summary>Of the neighbouring articles.</summary>
    Pagination = 1,

    /// <summary>Of a link to another article.</summary>
    MoreLink = 2,

    /// <summary>Of tags.</summary>
    Tags = 4,

    /// <summary>Of buttons to share.</summary>
    Share = 8,

    /// <summary>Of a list of links.</summary>
    LinkHeading = 16,
}

/// <summary>Knows the words before a colon, dash or bar, but for those of fields (<see cref="PageLabels"/>).</summary>
internal static class LabelWords
{
    private static readonly WordTable Labels = new(
    [
        .. Rows(LineLabels.Pagination, Phrases.PaginationLabels),
        .. Rows(LineLabels.MoreLink, Phrases.MoreLinks),
        .. Rows(LineLabels.Tags, PageLabels.TagLabels),
        .. Rows(LineLabels.Share, Phrases.ShareWords),
        .. Rows(LineLabels.Share, ["share on", "share this", "follow us", "follow us on"]),
        .. Rows(LineLabels.LinkHeading, Phrases.LinkHeadings),
    ]);

    /// <summary>What the label may be.</summary>
    public static LineLabels Of(ReadOnlySpan<char> label) => (LineLabels)Labels[label];

    private static IEnumerable<(string, uint)> Rows(LineLabels label, IEnumerable<string> words) => words.Select(word => (word, (uint)label));
}
