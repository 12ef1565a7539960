namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page, whatever its form. A function of the page and its hints alone.</summary>
public static class PageExtractor
{
    /// <summary>Version of the rules: raise it with every change that alters any extracted article, so that stored pages are extracted again.</summary>
    public const int RulesVersion = 2;

    /// <summary>Extracts the article.</summary>
    public static Article Extract(string text, PageHints hints) => Read(text, hints).Article;

    /// <summary>Reads a page so that its article can be taken again without lines that turn out to be chrome.</summary>
    internal static PageReading Read(string text, PageHints hints) => TextPageExtractor.Read(text, hints);
}
