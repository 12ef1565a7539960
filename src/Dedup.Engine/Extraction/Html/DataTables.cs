using AngleSharp.Dom;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Tells tables of data, whose rows are lines, from tables that lay out the page.</summary>
internal static class DataTables
{
    private const int MaxRowCharacters = 1200;

    /// <summary>A row of data has short cells and no blocks that only a layout has.</summary>
    public static bool IsRow(IElement row)
    {
        int characters = 0;
        var open = new Stack<(INodeList Children, int Next)>();
        open.Push((row.ChildNodes, 0));
        while (open.Count > 0)
        {
            (INodeList children, int next) = open.Pop();
            if (next >= children.Length) continue;
            open.Push((children, next + 1));
            INode child = children[next];
            if (child is ICharacterData { NodeType: NodeType.Text } text)
            {
                characters += text.Data.Length;
                if (characters > MaxRowCharacters) return false;
            }
            else if (child is IElement element)
            {
                if (element.LocalName is "table" or "h1" or "h2" or "article" or "section" or "nav" or "form") return false;
                open.Push((element.ChildNodes, 0));
            }
        }
        return true;
    }
}
