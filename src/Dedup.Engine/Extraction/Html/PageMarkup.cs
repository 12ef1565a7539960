using AngleSharp.Dom;

namespace Dedup.Engine.Extraction.Html;

/// <summary>What the page's markup says about it beside its text: meta elements, links, times, microdata and JSON-LD, in document order.</summary>
internal sealed class PageMarkup
{
    private const int MaxEntries = 2_000;

    private readonly Dictionary<string, string> _meta = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Value, int Block)> _times = [];
    private readonly List<string> _scripts = [];
    private readonly List<string> _authorLinks = [];

    /// <summary>Content of the title element.</summary>
    public string? WindowTitle { get; private set; }

    /// <summary>Address in the canonical link.</summary>
    public string? Canonical { get; private set; }

    /// <summary>The lang attribute of the root.</summary>
    public string? Language { get; set; }

    /// <summary>Texts of the JSON-LD scripts.</summary>
    public IReadOnlyList<string> Scripts => _scripts;

    /// <summary>Values of time elements with the number of the block they stand in.</summary>
    public IReadOnlyList<(string Value, int Block)> Times => _times;

    /// <summary>Texts of links that say rel=author.</summary>
    public IReadOnlyList<string> AuthorLinks => _authorLinks;

    /// <summary>Content of the first meta element of the name, by name, property or itemprop.</summary>
    public string? Meta(string name) => _meta.GetValueOrDefault(name);

    /// <summary>The first of the names that a meta element has, with its content.</summary>
    public (string Name, string Value)? FirstMeta(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_meta.TryGetValue(name, out string? value)) return (name, value);
        }
        return null;
    }

    /// <summary>Values of the microdata property.</summary>
    public IReadOnlyList<string> Property(string name) => _properties.GetValueOrDefault(name) ?? [];

    /// <summary>Notes what the element says; called for every element in document order.</summary>
    /// <param name="element">The element.</param>
    /// <param name="block">Number of the block that it stands in or before.</param>
    public void Note(IElement element, int block)
    {
        switch (element.LocalName)
        {
            case "title":
                if (WindowTitle is null && element.ParentElement?.LocalName is "head" or "html") WindowTitle = MarkupText.Plain(element.TextContent);
                break;
            case "meta":
                NoteMeta(element);
                break;
            case "link":
                if (Canonical is null && string.Equals(element.GetAttribute("rel"), "canonical", StringComparison.OrdinalIgnoreCase)) Canonical = element.GetAttribute("href");
                break;
            case "script":
                if (element.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true && _scripts.Count < 100) _scripts.Add(element.TextContent);
                break;
            case "time":
                if (_times.Count < MaxEntries) _times.Add((element.GetAttribute("datetime") is { Length: > 0 } value ? value : Short(element), block));
                break;
            case "a":
                if (_authorLinks.Count < 10 && element.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) == true) _authorLinks.Add(Short(element));
                break;
        }
        if (element.Attributes.Length > 0 && element.GetAttribute("itemprop") is { Length: > 0 } property && property != "articleBody") NoteProperty(property, element);
    }

    private void NoteMeta(IElement element)
    {
        if (element.GetAttribute("content") is not { Length: > 0 } content || _meta.Count > MaxEntries) return;
        foreach (string attribute in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
        {
            if (element.GetAttribute(attribute) is { Length: > 0 } name) _meta.TryAdd(name, MarkupText.Plain(content));
        }
    }

    private void NoteProperty(string name, IElement element)
    {
        if (!_properties.TryGetValue(name, out List<string>? values)) _properties[name] = values = [];
        if (values.Count >= 10 || _properties.Count > MaxEntries) return;
        string value = element.GetAttribute("content") ?? element.GetAttribute("datetime") ?? Short(element);
        if (value.Length > 0) values.Add(MarkupText.Plain(value));
    }

    /// <summary>The element's text where it is no more than a name or a date.</summary>
    private static string Short(IElement element)
    {
        const int MaxNodes = 40;
        const int MaxCharacters = 300;
        var text = new System.Text.StringBuilder();
        var open = new Stack<INode>();
        open.Push(element);
        for (int nodes = 0; open.Count > 0 && nodes < MaxNodes && text.Length < MaxCharacters; nodes++)
        {
            INode node = open.Pop();
            if (node is ICharacterData { NodeType: NodeType.Text } data) text.Append(data.Data.AsSpan(0, Math.Min(data.Data.Length, MaxCharacters))).Append(' ');
            else if (node is IElement { LocalName: not ("script" or "style" or "noscript") } inner)
            {
                for (int i = Math.Min(inner.ChildNodes.Length, MaxNodes) - 1; i >= 0; i--) open.Push(inner.ChildNodes[i]);
            }
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
