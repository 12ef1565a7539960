namespace Dedup.Engine.Extraction.Html;

/// <summary>What the form of a block says, and how much the block speaks for or against being in an article.</summary>
internal static class BlockForms
{
    private const int MaxProseWeight = 80;
    private const double MostlyLinks = 0.6;
    private const double FewLinks = 0.3;

    /// <summary>The chrome that the block's form shows, by the rules of text pages; null where it shows none.</summary>
    public static LineReason? Recognise(TextBlock block)
    {
        switch (block.Kind)
        {
            case BlockKind.TableRow or BlockKind.Preformatted:
                return null;
            case BlockKind.Caption:
                return LineReason.Caption;
            case BlockKind.Paragraph when IsLinks(block) && !block.Line.IsProse:
                return LineForms.Recognise(block.Line) ?? LineReason.LinkList;
        }
        LineReason? form = LineForms.Recognise(block.Line);
        // Articles about apps, sites and subscriptions have the words of a site's own voice: in markup a long paragraph is text until its place says otherwise.
        const int LongWords = 25;
        return form == LineReason.Subscription && block.Line.Words > LongWords && block.Line.IsProse && block.LinkShare < FewLinks ? null : form;
    }

    /// <summary>Whether most of the block's text stands in links.</summary>
    public static bool IsLinks(TextBlock block) => block.LinkShare > MostlyLinks;

    /// <summary>Words of running text outside links count for; lists of links, notices and headings of lists against.</summary>
    public static double Weight(TextBlock block, LineReason? form)
    {
        LineFeatures line = block.Line;
        if (IsLinks(block)) return -Math.Min(line.Words, 8);
        switch (form)
        {
            case null when line.IsProse:
                return Math.Min(line.Words, MaxProseWeight) * (1 - block.LinkShare);
            case null when line.EndsSentence || block.Kind is BlockKind.ListItem or BlockKind.TableRow or BlockKind.Preformatted:
                return line.Words / 2.0 * (1 - block.LinkShare);
            case null:
                return block.Kind is BlockKind.Heading or BlockKind.TopHeading ? 0 : -3;
            case LineReason.Copyright or LineReason.Comments:
                return -20;
            case LineReason.Subscription or LineReason.LinkHeading:
                return -10;
            case LineReason.Caption:
                return -1;
            default:
                return -4;
        }
    }
}
