namespace Dedup.Engine.Extraction.Html;

/// <summary>The blocks of the page with the reason why each is in or out of the body.</summary>
internal sealed class BodyBlocks
{
    private readonly PageTree _tree;
    private readonly LineReason?[] _chrome;
    private readonly LineReason?[] _forms;

    private BodyBlocks(PageTree tree, LineReason?[] chrome, LineReason?[] forms, ElementChoice choice)
    {
        _tree = tree;
        _chrome = chrome;
        _forms = forms;
        Choice = choice;
        (Start, End) = Region();
    }

    /// <summary>The element that the body was looked for in.</summary>
    public ElementChoice Choice { get; }

    /// <summary>First block of the body.</summary>
    public int Start { get; private set; }

    /// <summary>Block behind its last; equal to <see cref="Start"/> where there is no body.</summary>
    public int End { get; private set; }

    /// <summary>Words in the body's blocks.</summary>
    public int Words { get; private set; }

    /// <summary>Finds the body.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="learned">Blocks that are known to be chrome, or null.</param>
    public static BodyBlocks Find(PageTree tree, bool[]? learned)
    {
        LineReason?[] chrome = ChromeBlocks.Find(tree);
        for (int i = 0; learned is not null && i < chrome.Length; i++)
        {
            if (learned[i]) chrome[i] ??= LineReason.LearnedChrome;
        }
        LineReason?[] forms = [.. tree.Blocks.Select(BlockForms.Recognise)];
        var body = new BodyBlocks(tree, chrome, forms, ArticleElement.Find(tree, chrome, forms));
        for (int i = body.Start; i < body.End; i++) body.Words += body.IsBody(i) ? tree.Blocks[i].Line.Words : 0;
        return body;
    }

    public bool IsBody(int block) => block >= Start && block < End && _chrome[block] is null && _forms[block] is null;

    /// <summary>The page's lines; the headline's block is none of the body.</summary>
    public PageLine[] Lines(int titleBlock, string? title)
    {
        var lines = new PageLine[_tree.Blocks.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            string text = _tree.Blocks[i].Line.Text;
            bool isTitle = i == titleBlock || (title is not null && text.Equals(title, StringComparison.OrdinalIgnoreCase) && _chrome[i] is null);
            lines[i] = new PageLine(text, isTitle ? LineReason.Title : IsBody(i) ? LineReason.Body
                : _chrome[i] is LineReason.Hidden or LineReason.Repeated ? _chrome[i]!.Value
                : _forms[i] ?? _chrome[i] ?? (i < Start ? LineReason.BeforeArticle : LineReason.AfterArticle));
        }
        return lines;
    }

    /// <summary>
    /// The run of blocks with the greatest weight (Kadane, as for text pages), from the headline to the end of the element: what stands
    /// between headline and element may be the first paragraph, and the weights tell.
    /// </summary>
    private (int Start, int End) Region()
    {
        PageElement element = Choice.Element;
        int from = element.FirstBlock;
        for (int i = from - 1; i >= 0; i--)
        {
            if (_tree.Blocks[i].Kind != BlockKind.TopHeading || _chrome[i] is not null) continue;
            from = i + 1;
            break;
        }
        double best = 0;
        double sum = 0;
        int start = from;
        (int Start, int End) region = (from, from);
        for (int i = from; i < element.EndBlock; i++)
        {
            if (sum <= 0)
            {
                sum = 0;
                start = i;
            }
            sum += _chrome[i] is null ? BlockForms.Weight(_tree.Blocks[i], _forms[i]) : 0;
            if (sum <= best) continue;
            best = sum;
            region = (start, i + 1);
        }
        return region;
    }
}
