namespace Dedup.Engine.Extraction.Html;

/// <summary>A stretch of text that a browser shows as lines of its own: a paragraph, heading, list item or table row.</summary>
/// <param name="Line">Its text, white space folded, with its form.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Element">Index of the element around it.</param>
/// <param name="LinkShare">Share of its characters that stand in links.</param>
internal sealed record TextBlock(LineFeatures Line, BlockKind Kind, int Element, double LinkShare);

/// <summary>What a block is, by the element around it.</summary>
internal enum BlockKind : byte
{
    /// <summary>Text in a p, or in an element that says nothing.</summary>
    Paragraph,

    /// <summary>h1.</summary>
    TopHeading,

    /// <summary>h2 to h6.</summary>
    Heading,

    /// <summary>li, dt, dd.</summary>
    ListItem,

    /// <summary>The cells of a tr, parted by bars.</summary>
    TableRow,

    /// <summary>figcaption.</summary>
    Caption,

    /// <summary>A line of a pre.</summary>
    Preformatted,

    /// <summary>The words of a button.</summary>
    Button,
}
