using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>A heading of a page.</summary>
/// <param name="Block">Its first block.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsTop">Whether it is of the first level.</param>
internal sealed record PageHeading(int Block, string Text, bool IsTop)
{
    /// <summary>More blocks than this are no headline.</summary>
    private const int MostBlocks = 4;

    /// <summary>Its words.</summary>
    public ulong[] Words { get; } = Tokenizer.Tokenize(Text);

    /// <summary>The headings of the page in document order; one that is set in several blocks follows each of them as a whole.</summary>
    public static IEnumerable<PageHeading> In(PageTree tree)
    {
        for (int i = 0; i < tree.Blocks.Count; i++)
        {
            TextBlock block = tree.Blocks[i];
            if (block.Kind is not (BlockKind.TopHeading or BlockKind.Heading)) continue;
            yield return new PageHeading(i, block.Line.Text, block.Kind == BlockKind.TopHeading);
            if (block.Kind != BlockKind.TopHeading || Around(tree, block) is not PageElement whole) continue;
            int blocks = whole.EndBlock - whole.FirstBlock;
            if (i == whole.EndBlock - 1 && blocks is > 1 and <= MostBlocks)
                yield return new PageHeading(whole.FirstBlock, string.Join(' ', tree.Blocks.Skip(whole.FirstBlock).Take(blocks).Select(part => part.Line.Text)), IsTop: true);
        }
    }

    private static PageElement? Around(PageTree tree, TextBlock block)
    {
        int element = block.Element;
        while (element >= 0 && tree.Elements[element].Tag != "h1") element = tree.Elements[element].Parent;
        return element < 0 ? null : tree.Elements[element];
    }
}
