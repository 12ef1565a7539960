namespace Dedup.Engine.Extraction.Html;

/// <summary>An element of the page, with what stands below it. Inline elements are not kept.</summary>
internal sealed class PageElement(int parent, string tag, string names, ElementRole role)
{
    /// <summary>Index of the element above, or −1.</summary>
    public int Parent { get; } = parent;

    public string Tag { get; } = tag;

    /// <summary>Its id, classes and role, as they stand.</summary>
    public string Names { get; } = names;

    /// <summary>What its tag, attributes and names say it is.</summary>
    public ElementRole Role { get; } = role;

    /// <summary>First block below it.</summary>
    public int FirstBlock { get; set; }

    /// <summary>Block behind the last one below it.</summary>
    public int EndBlock { get; set; }

    /// <summary>Index behind the last element below it.</summary>
    public int EndElement { get; set; }
}

/// <summary>What an element says it is.</summary>
internal enum ElementRole : byte
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>The article or its body: article, main, itemprop articleBody, entry-content and their like.</summary>
    Article,

    /// <summary>Around the article by its tag or role: nav, footer, aside, form and their like.</summary>
    ChromeTag,

    /// <summary>Around the article by its id or class: share, related, newsletter and their like.</summary>
    ChromeName,

    /// <summary>Not shown to the reader.</summary>
    Hidden,
}
