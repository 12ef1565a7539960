using System.Text;
using AngleSharp.Dom;

namespace Dedup.Engine.Extraction.Html;

/// <summary>The page as block elements and the blocks of text in them, both in document order.</summary>
/// <remarks>Walks the document with a stack of its own: depth costs memory, never the thread's stack.</remarks>
internal sealed class PageTree
{
    private readonly List<PageElement> _elements = [];
    private readonly List<TextBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private int _linkCharacters;
    private bool _space;

    private PageTree(PageMarkup markup) => Markup = markup;

    /// <summary>What the markup says beside the text.</summary>
    public PageMarkup Markup { get; }

    /// <summary>Number of its elements, inline ones too.</summary>
    public int Tags { get; private set; }

    /// <summary>Characters of its text, white space too.</summary>
    public long Characters { get; private set; }

    /// <summary>How deep its elements nest.</summary>
    public int Depth { get; private set; }

    public IReadOnlyList<PageElement> Elements => _elements;

    public IReadOnlyList<TextBlock> Blocks => _blocks;

    public static PageTree Build(IDocument document)
    {
        var tree = new PageTree(new PageMarkup());
        tree.Markup.Language = document.DocumentElement?.GetAttribute("lang") ?? document.DocumentElement?.GetAttribute("xml:lang");
        if (document.Head is IElement head)
        {
            foreach (INode node in head.ChildNodes)
            {
                if (node is IElement element) tree.Markup.Note(element, 0);
            }
        }
        if (document.Body is INode body) tree.Walk(body);
        else tree.NewElement(-1, "body", string.Empty, ElementRole.None);
        return tree;
    }

    private void Walk(INode root)
    {
        var open = new Stack<Frame>();
        var top = new Frame(root, NewElement(-1, "body", string.Empty, ElementRole.None), BlockKind.Paragraph, false, true, false);
        open.Push(top);
        while (open.Count > 0)
        {
            Frame frame = open.Peek();
            if (frame.Next >= frame.Children.Length)
            {
                open.Pop();
                Close(frame);
                continue;
            }
            INode child = frame.Children[frame.Next++];
            Depth = Math.Max(Depth, open.Count);
            if (child is ICharacterData { NodeType: NodeType.Text } text) Append(text.Data, frame);
            else if (child is IElement element) Open(element, frame, open);
        }
    }

    private void Open(IElement element, Frame above, Stack<Frame> open)
    {
        Tags++;
        Markup.Note(element, _blocks.Count);
        string tag = element.LocalName;
        switch (ElementNames.Display(tag))
        {
            case ElementDisplay.Silent:
                return;
            case ElementDisplay.Break:
                Break(above);
                return;
            case ElementDisplay.Inline:
                if (ElementNames.IsUnseen(element)) return;
                open.Push(new Frame(element, above.Element, above.Kind, above.InLink || tag == "a", false, above.Preformatted));
                return;
            case ElementDisplay.Cell when above.Kind == BlockKind.TableRow:
                if (_text.Length > 0 && _text[^1] != '|')
                {
                    _text.Append(" |");
                    _space = true;
                }
                open.Push(new Frame(element, above.Element, BlockKind.TableRow, above.InLink, false, false));
                return;
            default:
                // A table row is one line, whatever stands in its cells; tables that lay out the page have blocks of prose in theirs.
                if (above.Kind == BlockKind.TableRow && tag is not ("table" or "tr"))
                {
                    _space = true;
                    open.Push(new Frame(element, above.Element, BlockKind.TableRow, above.InLink, false, false));
                    return;
                }
                Flush(above);
                string names = ElementNames.Read(element);
                int index = NewElement(above.Element, tag, names, ElementNames.RoleOf(element, tag, names));
                BlockKind kind = tag == "tr" && !DataTables.IsRow(element) ? BlockKind.Paragraph : ElementNames.KindOf(tag, above.Kind);
                open.Push(new Frame(element, index, kind, above.InLink, true, tag == "pre"));
                return;
        }
    }

    private int NewElement(int parent, string tag, string names, ElementRole role)
    {
        _elements.Add(new PageElement(parent, tag, names, role) { FirstBlock = _blocks.Count });
        return _elements.Count - 1;
    }

    private void Close(Frame frame)
    {
        if (!frame.IsBlock) return;
        Flush(frame);
        _elements[frame.Element].EndBlock = _blocks.Count;
        _elements[frame.Element].EndElement = _elements.Count;
    }

    /// <summary>One break is white space unless a sentence ends before it; the second ends the block. A heading is one line, however it is set.</summary>
    private void Break(Frame frame)
    {
        if (frame.Kind is BlockKind.TableRow or BlockKind.TopHeading or BlockKind.Heading) _space = true;
        else if (_text.Length == 0 || _space || frame.Preformatted || _text[^1] is '.' or '!' or '?' or ':' or '"' or '”' or '…') Flush(frame);
        else _space = true;
    }

    private void Append(string data, Frame frame)
    {
        Characters += data.Length;
        int before = _text.Length;
        foreach (char c in data)
        {
            if (char.IsWhiteSpace(c))
            {
                if (c == '\n' && frame.Preformatted) Flush(frame);
                else _space = true;
                continue;
            }
            if (c is '\u200B' or '\uFEFF' or '\u00AD' || (char.IsControl(c))) continue;
            if (_space && _text.Length > 0) _text.Append(' ');
            _space = false;
            _text.Append(c);
        }
        if (frame.InLink) _linkCharacters += Math.Max(0, _text.Length - before);
    }

    private void Flush(Frame frame)
    {
        if (_text.Length > 0 && _text[^1] == '|') _text.Length = _text.ToString().TrimEnd('|', ' ').Length;
        if (_text.Length > 0)
            _blocks.Add(new TextBlock(new LineFeatures(_text.ToString()), frame.Kind, frame.Element, Math.Min(1, (double)_linkCharacters / _text.Length)));
        _text.Clear();
        _linkCharacters = 0;
        _space = false;
    }

    private sealed class Frame(INode node, int element, BlockKind kind, bool inLink, bool isBlock, bool preformatted)
    {
        public INodeList Children { get; } = node.ChildNodes;

        public int Next { get; set; }

        public int Element { get; } = element;

        public BlockKind Kind { get; } = kind;

        public bool InLink { get; } = inLink;

        public bool IsBlock { get; } = isBlock;

        public bool Preformatted { get; } = preformatted;
    }
}
