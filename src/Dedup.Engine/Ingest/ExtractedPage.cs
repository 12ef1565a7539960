using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>A page with its article, and with what learning sees and has said of it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Article">What was taken out of it.</param>
/// <param name="Outline">What learning sees of it.</param>
/// <param name="Chrome">The learned chrome that the article was taken without.</param>
/// <param name="Marks">Why lines of the outline are learned chrome; null where none is.</param>
internal sealed record ExtractedPage(Page Page, Article Article, PageOutline Outline, LearnedChrome Chrome, ChromeMark?[]? Marks)
{
    /// <summary>Takes the article out of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="chrome">What was learned from other pages.</param>
    public static ExtractedPage Of(Page page, LearnedChrome chrome)
    {
        PageReading reading = PageExtractor.Read(page.Text, page.Hints, page.Fetched);
        PageOutline outline = PageOutline.Of(reading.Seen, page.Hints.Url, page.Fetched);
        ChromeMark?[]? marks = chrome.Mark(outline);
        return new ExtractedPage(page, reading.Take(marks is null ? null : Flags(reading.Seen.Lines.Count, outline, marks)), outline, chrome, marks);
    }

    private static bool[] Flags(int lines, PageOutline outline, ChromeMark?[] marks)
    {
        var flags = new bool[lines];
        for (int i = 0; i < marks.Length; i++) flags[outline.Places[i]] = marks[i] is not null;
        return flags;
    }
}
