namespace Dedup.Engine.Extraction.Html;

/// <summary>Finds the element that holds the article.</summary>
/// <remarks>
/// Two ways. The covering element is the smallest that holds nearly all running text. The densest is found as readability does (Arc90,
/// 2009, and its heirs): every paragraph gives points for its length and commas to its parent, half of them to the one above and less
/// to those further up, and what is mostly links loses them. On 200 labelled pages the first alone reaches a word F1 of .957 and the second
/// .921; they fail on different pages: the covering one takes in what stands behind an article, and the densest one a single section of
/// several. The densest is right where the article begins with it and it holds about half of the text at least.
/// </remarks>
internal sealed class ArticleElement
{
    private const double CoveringShare = 0.85;
    private const double NamedCoveringShare = 0.7;
    private const double MostBeforeDensest = 0.05;
    private const double LeastInDensest = 0.45;
    private const int LevelsUp = 5;

    private readonly PageTree _tree;
    private readonly LineReason?[] _chrome;
    private readonly double[] _mass;

    private ArticleElement(PageTree tree, LineReason?[] chrome, LineReason?[] forms)
    {
        _tree = tree;
        _chrome = chrome;
        _mass = new double[tree.Blocks.Count + 1];
        for (int i = 0; i < tree.Blocks.Count; i++)
            _mass[i + 1] = _mass[i] + (chrome[i] is null ? Math.Max(0, BlockForms.Weight(tree.Blocks[i], forms[i])) : 0);
    }

    /// <summary>The element, with what was found on the way.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="chrome">Why blocks are out by their surroundings.</param>
    /// <param name="forms">What the form of each block says.</param>
    public static ElementChoice Find(PageTree tree, LineReason?[] chrome, LineReason?[] forms)
    {
        var search = new ArticleElement(tree, chrome, forms);
        PageElement covering = search.Covering();
        PageElement densest = search.Densest();
        double all = search.Mass(covering.FirstBlock, covering.EndBlock);
        double share = all <= 0 ? 0 : search.Mass(densest.FirstBlock, densest.EndBlock) / all;
        bool inside = densest.FirstBlock >= covering.FirstBlock && densest.EndBlock <= covering.EndBlock;
        bool dense = inside && share >= LeastInDensest && search.Mass(covering.FirstBlock, densest.FirstBlock) <= MostBeforeDensest * all;
        return new ElementChoice(dense ? densest : covering, dense, share, search._mass[^1] <= 0 ? 0 : all / search._mass[^1]);
    }

    private double Mass(int first, int end) => end <= first ? 0 : _mass[end] - _mass[first];

    private PageElement Covering()
    {
        PageElement covering = _tree.Elements[0];
        foreach (PageElement element in _tree.Elements)
        {
            double share = element.Role == ElementRole.Article ? NamedCoveringShare : CoveringShare;
            if (Mass(element.FirstBlock, element.EndBlock) >= share * _mass[^1]) covering = element;
        }
        return covering;
    }

    private PageElement Densest()
    {
        IReadOnlyList<PageElement> elements = _tree.Elements;
        var points = new double[elements.Count];
        var characters = new double[_tree.Blocks.Count + 1];
        var linked = new double[_tree.Blocks.Count + 1];
        for (int i = 0; i < _tree.Blocks.Count; i++)
        {
            TextBlock block = _tree.Blocks[i];
            int length = _chrome[i] is null ? block.Line.Text.Length : 0;
            characters[i + 1] = characters[i] + length;
            linked[i + 1] = linked[i] + length * block.LinkShare;
            if (length >= 25 && !BlockForms.IsLinks(block) && block.Kind is not (BlockKind.Heading or BlockKind.TopHeading)) Give(points, block);
        }
        int best = 0;
        double most = 0;
        for (int i = 0; i < points.Length; i++)
        {
            PageElement element = elements[i];
            double all = characters[element.EndBlock] - characters[element.FirstBlock];
            double score = all <= 0 ? 0 : points[i] * (1 - (linked[element.EndBlock] - linked[element.FirstBlock]) / all);
            if (element.Role == ElementRole.Article) score *= 1.2;
            if (score <= most) continue;
            most = score;
            best = i;
        }
        while (best > 0 && elements[best].Tag is "ul" or "ol" or "dl" or "table" or "tbody" or "blockquote") best = elements[best].Parent;
        return elements[Math.Max(best, 0)];
    }

    private void Give(double[] points, TextBlock block)
    {
        double score = 1 + block.Line.Text.AsSpan().Count(',') + Math.Min(3, block.Line.Text.Length / 100.0);
        int element = block.Element;
        if (_tree.Elements[element].Tag is "p" or "li" or "blockquote" or "pre" or "td") element = _tree.Elements[element].Parent;
        for (int level = 0; level < LevelsUp && element > 0; level++)
        {
            points[element] += score / (level == 0 ? 1 : level == 1 ? 2 : 3 * level);
            element = _tree.Elements[element].Parent;
        }
    }
}

/// <summary>The element that holds the article, with what speaks for it.</summary>
/// <param name="Element">The element.</param>
/// <param name="IsDensest">Whether it is the densest; else it is the one that covers the text.</param>
/// <param name="DensestShare">Share of the covering element's text that stands in the densest.</param>
/// <param name="CoveringShare">Share of the page's text that stands in the covering element.</param>
internal sealed record ElementChoice(PageElement Element, bool IsDensest, double DensestShare, double CoveringShare);
