namespace Dedup.Engine.Extraction.Html;

/// <summary>Tells blocks that stand in chrome by the elements around them, and blocks that repeat what stands before.</summary>
internal static class ChromeBlocks
{
    /// <summary>What holds this share of the page's running text is its article, whatever it is called.</summary>
    private const double MajorShare = 0.4;

    /// <summary>Below this share of what is shown, names of elements have misled: only their tags count.</summary>
    private const double LeftShare = 0.35;

    /// <summary>Why each block is out, by its surroundings; null where nothing speaks against it.</summary>
    public static LineReason?[] Find(PageTree tree)
    {
        LineReason?[] reasons = ByElements(tree, namesCount: true, out double left);
        if (left < LeftShare) reasons = ByElements(tree, namesCount: false, out _);
        MarkRepeated(tree, reasons);
        return reasons;
    }

    private static LineReason?[] ByElements(PageTree tree, bool namesCount, out double left)
    {
        var reasons = new LineReason?[tree.Blocks.Count];
        var prose = new int[tree.Blocks.Count + 1];
        for (int i = 0; i < tree.Blocks.Count; i++)
        {
            TextBlock block = tree.Blocks[i];
            prose[i + 1] = prose[i] + (block.Line.IsProse && block.LinkShare < 0.5 ? Math.Min(block.Line.Words, 80) : 0);
        }
        int shown = prose[^1];
        IReadOnlyList<PageElement> elements = tree.Elements;
        for (int i = 0; i < elements.Count; i++)
        {
            if (elements[i].Role != ElementRole.Hidden) continue;
            int mass = prose[elements[i].EndBlock] - prose[elements[i].FirstBlock];
            if (mass < MajorShare * prose[^1]) shown -= mass;
            i = elements[i].EndElement - 1;
        }
        int dropped = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            PageElement element = elements[i];
            bool out_ = element.Role is ElementRole.Hidden or ElementRole.ChromeTag || (namesCount && element.Role == ElementRole.ChromeName);
            if (!out_) continue;
            int mass = prose[element.EndBlock] - prose[element.FirstBlock];
            if (mass > 0 && mass >= MajorShare * shown) continue;
            reasons.AsSpan(element.FirstBlock, element.EndBlock - element.FirstBlock).Fill(ElementNames.ReasonOf(element));
            if (element.Role != ElementRole.Hidden) dropped += mass;
            i = element.EndElement - 1;
        }
        left = shown <= 0 ? 1 : 1 - (double)dropped / shown;
        return reasons;
    }

    /// <summary>A page may hold its text twice, for small and for large screens; the first counts.</summary>
    private static void MarkRepeated(PageTree tree, LineReason?[] reasons)
    {
        const int MinWords = 8;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < reasons.Length; i++)
        {
            TextBlock block = tree.Blocks[i];
            if (reasons[i] is null && block.Line.Words >= MinWords && block.Kind != BlockKind.TableRow && !seen.Add(block.Line.Text)) reasons[i] = LineReason.Repeated;
        }
    }
}
