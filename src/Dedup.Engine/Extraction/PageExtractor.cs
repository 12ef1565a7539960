using Dedup.Engine.Extraction.Html;

namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page, whatever its form. A function of the page and its hints alone.</summary>
public static class PageExtractor
{
    /// <summary>Version of the rules: raise it with every change that alters any extracted article, so that stored pages are extracted again.</summary>
    public const int RulesVersion = 3;

    /// <summary>Extracts the article.</summary>
    public static Article Extract(string text, PageHints hints)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hints);
        return HtmlForm.IsHtml(text, hints) ? HtmlPageExtractor.Extract(text, hints) : TextPageExtractor.Extract(text, hints);
    }
}
