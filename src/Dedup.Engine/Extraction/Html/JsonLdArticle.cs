namespace Dedup.Engine.Extraction.Html;

/// <summary>What the JSON-LD of a page says about its article; every field may be missing.</summary>
internal sealed record JsonLdArticle
{
    public string? Headline { get; init; }

    public string? Body { get; init; }

    public string? Published { get; init; }

    public string? Modified { get; init; }

    public string? Publisher { get; init; }

    public string? Section { get; init; }

    public string? Language { get; init; }

    public string? Url { get; init; }

    /// <summary>Names of the authors in the order given.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
}
