using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Reads markup into a document as browsers do, without scripts, comments and source positions.</summary>
internal static class HtmlDocumentReader
{
    private static readonly HtmlParserOptions Options = new()
    {
        // Content of noscript is then text, which no reader with scripts sees.
        IsScripting = true,
        SkipComments = true,
        SkipProcessingInstructions = true,
        DisableElementPositionTracking = true,
        MaximumDepth = MaxDepth,
    };

    /// <summary>As deep as browsers nest elements (Blink: 512).</summary>
    public const int MaxDepth = 512;

    public static IHtmlDocument Parse(string markup) => new HtmlParser(Options).ParseDocument(markup);
}
