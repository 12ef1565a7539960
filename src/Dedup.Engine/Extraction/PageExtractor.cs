using Dedup.Engine.Extraction.Html;

namespace Dedup.Engine.Extraction;

/// <summary>Takes the article out of a page, whatever its form. A function of the page, its hints and the time of its fetching alone.</summary>
public static class PageExtractor
{
    /// <summary>Version of the rules: raise it with every change that alters any extracted article, so that stored pages are extracted again. Stored bodies of text pages are read by the division into lines and the repair of today: a change of these needs the old ones until <c>rebuild</c>.</summary>
    public const int RulesVersion = 5;

    /// <summary>Extracts the article.</summary>
    /// <param name="text">The page.</param>
    /// <param name="hints">What came beside it.</param>
    /// <param name="fetched">When it was fetched, ISO 8601: what relative dates ("3 hours ago") are told from; unknown, they claim nothing.</param>
    public static Article Extract(string text, PageHints hints, string? fetched = null) => Read(text, hints, fetched).Take(null);

    /// <summary>Reads a page so that its article can be taken again without lines that turn out to be chrome.</summary>
    internal static PageReading Read(string text, PageHints hints, string? fetched)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hints);
        return HtmlForm.IsHtml(text, hints) ? HtmlPageExtractor.Read(text, hints, fetched) : TextPageExtractor.Read(text, hints, fetched);
    }
}
