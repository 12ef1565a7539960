namespace Dedup.Quality.Templates;

/// <summary>A news-archive database record: labelled fields around the text, as libraries export them.</summary>
internal static class DatabaseRecord
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        int words = d.Story.Paragraphs.Sum(p => p.Split(' ').Length);
        switch (d.House("nexis", "library", "factiva"))
        {
            case "nexis": Nexis(d, words); break;
            case "library": Library(d, words); break;
            default: Factiva(d, words); break;
        }

        return d.Render();
    }

    private static void Nexis(PageDraft d, int words)
    {
        d.Maybe(0.7, $"{d.Between(1, 40)} of {d.Between(41, 400)} DOCUMENTS");
        d.Lines("", d.Site(), "");
        d.Line(PageDraft.Day(DateForms.In(d.At, "MMMM d, yyyy dddd")));
        d.Maybe(0.5, d.Pick("Final Edition", "First Edition", "Web Edition", "All Editions"));
        d.Lines("", d.Title(), "");
        if (d.Byline() is { } name)
        {
            d.Line("BYLINE: " + name);
        }

        d.Lines($"SECTION: {d.Section()}; Pg. {d.Between(1, 40)}", "", $"LENGTH: {words} words", "");
        d.Maybe(0.3, $"DATELINE: {d.Pick("WASHINGTON", "LONDON", "NEW YORK")}");
        d.Maybe(0.6, "Body", "");
        d.Body();
        d.Lines("", $"LOAD-DATE: {DateForms.In(d.At.AddDays(1), "MMMM d, yyyy")}", "LANGUAGE: ENGLISH");
        d.Maybe(0.7, "PUBLICATION-TYPE: Newspaper");
        d.Maybe(0.6, "GRAPHIC: " + Captions.Scene(d));
        d.Maybe(0.5, $"Copyright {d.Year} {d.Site()}", "All Rights Reserved");
        d.Line("End of Document");
    }

    private static void Library(PageDraft d, int words)
    {
        d.Lines("Back to results", $"Result {d.Between(1, 20)} of {DateForms.Grouped(d.Between(30, 4000))}", "Cite Email Save Print");
        d.Line("Headline: " + d.Title());
        d.Line(PageDraft.Day($"Publication: {d.Site()} ({d.Pick("online", "print")}) Publication Date: {DateForms.In(d.At, "yyyy-MM-dd")}"));
        if (d.Byline() is { } name)
        {
            d.Line("Author: " + name);
        }

        d.Maybe(0.7, $"Section: {d.Section()}", $"Page: A{d.Between(1, 30)}");
        d.Maybe(0.5, $"Word count: {words}", $"Readability: Lexile {d.Between(900, 1500)}");
        d.Line("Full Text:");
        d.Body();
        d.Maybe(0.6, $"(c) {d.Site()}");
        d.Line($"Record Number: {d.Between(1000000, 9999999)}{d.Pick("MERLIN", "NB", "WEB")}");
        d.Maybe(0.6, "Disclaimer: This is a machine generated translation. The publisher makes no warranties as to the accuracy or completeness of the text.");
    }

    private static void Factiva(PageDraft d, int words)
    {
        d.Maybe(0.6, d.Section());
        d.Line(d.Title());
        if (d.Byline() is { } name)
        {
            d.Line(name);
        }

        d.Line($"{words} words");
        d.Line(PageDraft.Day(DateForms.In(d.At, "d MMMM yyyy")));
        d.Maybe(0.6, PageDraft.Minute(DateForms.In(d.At, "HH:mm")));
        d.Lines(d.Site(), d.Pick("DLYLED", "NWSEN", "TRIBEN"), "English");
        d.Line($"(c) {d.Year} {d.Site()}");
        d.Body();
        d.Line($"Document {d.Pick("DLYLED", "NWSEN", "TRIBEN")}0020240304ek34000{d.Between(10, 99)}");
        d.Maybe(0.5, "Search Summary", "Text", "Date All Dates", "Source All Sources", "Timestamp");
    }
}
