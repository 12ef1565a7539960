using AngleSharp.Html.Dom;

namespace Dedup.Engine.Extraction.Html;

/// <summary>A port of Mozilla's readability (SmartReader), asked where the page's own blocks give little: it is several times slower.</summary>
internal static class Readability
{
    // It recurses and goes over the document again and again: larger or deeper ones are not given to it.
    private const int MaxElements = 10_000;
    private const int MaxDepth = 120;
    private const int MaxCharacters = 2_000_000;

    private const string NoAddress = "http://page.invalid/";

    /// <summary>Whether the page is small and flat enough.</summary>
    public static bool Allows(PageTree tree) => tree.Tags <= MaxElements && tree.Depth <= MaxDepth && tree.Characters <= MaxCharacters;

    /// <summary>The article's text, a paragraph a line; empty where none is found. The document is changed by it.</summary>
    public static string Text(IHtmlDocument document, string? url)
    {
        string address = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? url! : NoAddress;
        using var reader = new SmartReader.Reader(address, document) { DisableJSONLD = true };
        SmartReader.Article article = reader.GetArticle();
        return article.Completed ? article.TextContent ?? string.Empty : string.Empty;
    }

    /// <summary>Blocks that stand in the text are the body; where most of it is in no block, its lines are.</summary>
    public static PageLine[] Lines(string text, PageTree tree, PageLine[] lines)
    {
        HashSet<string> found = new(text.Split('\n').Select(MarkupText.Plain).Where(line => line.Length > 0), StringComparer.Ordinal);
        PageLine[] mapped = [.. lines.Select(line => line.Reason is LineReason.Title ? line
            : found.Contains(line.Text) ? line with { Reason = LineReason.Body }
            : line.Reason == LineReason.Body ? line with { Reason = LineReason.BeforeArticle } : line)];
        int words = tree.Blocks.Where((_, i) => mapped[i].Reason == LineReason.Body).Sum(block => block.Line.Words);
        if (2 * words >= found.Sum(line => new LineFeatures(line).Words)) return mapped;
        return
        [
            .. lines.Select(line => line.Reason == LineReason.Body ? line with { Reason = LineReason.BeforeArticle } : line),
            .. found.Select(line => new PageLine(line, LineReason.Body)),
        ];
    }
}
