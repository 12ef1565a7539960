namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page, whatever its form. A function of the page and its hints alone.</summary>
public static class PageExtractor
{
    /// <summary>Version of the rules: raise it with every change that alters any extracted article, so that stored pages are extracted again.</summary>
    public const int RulesVersion = 2;

    /// <summary>Extracts the article.</summary>
    public static Article Extract(string text, PageHints hints) => TextPageExtractor.Extract(text, hints);
}
