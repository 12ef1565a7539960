using System.Globalization;
using AngleSharp.Html.Dom;
using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Takes the article out of a page of HTML, by its metadata, its markup and the density of its text.</summary>
/// <remarks>
/// The ways to a body, in the order in which they are asked: the page's own blocks (<see cref="BodyBlocks"/>), the body that JSON-LD
/// holds (<see cref="JsonLdReader"/>), and readability (<see cref="Readability"/>) where the first two give little. A function of the page
/// and its hints alone.
/// </remarks>
internal static class HtmlPageExtractor
{
    /// <summary>Reads a page so that its article can be taken again without blocks that turn out to be chrome.</summary>
    public static PageReading Read(string markup, PageHints hints, string? fetched)
    {
        string repaired = TextRepair.Repair(markup);
        if (!MarkupBounds.Allow(repaired, out string excess)) return ReadFlat(repaired, hints, fetched, excess);

        IHtmlDocument document = HtmlDocumentReader.Parse(repaired);
        PageTree tree = PageTree.Build(document);
        BodyBlocks own = BodyBlocks.Find(tree, null);
        JsonLdArticle? described = JsonLdReader.Read(tree.Markup.Scripts, hints.Url ?? tree.Markup.Canonical);
        Found? site = PageIdentity.Site(tree.Markup, described, hints);
        (Found? title, int titleBlock) = HeadlineChoice.Choose(tree.Markup, described, tree, own.Start, site?.Value, hints);
        PageLine[] lines = own.Lines(titleBlock, title?.Value);
        BodyChoice choice = BodyChoice.Choose(document, tree, own, described, lines, hints);
        Found? language = PageIdentity.Language(tree.Markup, described, hints) ?? LanguageGuess.Of(Body(choice.Lines));
        var claims = new DateClaims(hints, fetched, language?.Value);
        Found? byline = PageIdentity.Byline(tree.Markup, described, hints) ?? BylineInLines(lines, own.End);
        var article = new Article
        {
            Site = site,
            Section = PageIdentity.Section(tree.Markup, described),
            Title = title,
            Published = MarkupDates.Read(tree.Markup, described, lines, own.Start, own.End, titleBlock, claims),
            Claims = claims.ToList(),
            Byline = TextPageExtractor.People(byline, hints),
            Canonical = PageIdentity.Canonical(tree.Markup, hints),
            Language = language,
            Method = choice.Method,
            Body = string.Empty,
            Lines = [],
        };
        Article seen = WithBody(article, choice.Lines, byline, hints);
        return new PageReading(
            seen,
            chrome => chrome is null ? seen : WithBody(article, choice.IsOwn ? BodyBlocks.Find(tree, chrome).Lines(titleBlock, title?.Value) : Mark(choice.Lines, chrome), byline, hints));
    }

    private static string Body(IEnumerable<PageLine> lines) => string.Join('\n', lines.Where(line => line.Reason == LineReason.Body).Select(line => line.Text));

    private static Article WithBody(Article article, PageLine[] lines, Found? byline, PageHints hints)
    {
        List<string> body = [.. lines.Where(line => line.Reason == LineReason.Body).Select(line => line.Text)];
        return article with
        {
            Agency = TextPageExtractor.ReadAgency([.. lines.Select(line => KnownLines.Of(line.Text))], lines, byline, hints),
            Dateline = Dateline.Read(body.Count > 0 ? body[0] : string.Empty),
            Body = string.Join('\n', body),
            Lines = lines,
        };
    }

    /// <summary>A body that did not come from the page's blocks loses the lines that are known to be chrome.</summary>
    private static PageLine[] Mark(PageLine[] lines, bool[] chrome) =>
        [.. lines.Select((line, i) => chrome[i] && line.Reason == LineReason.Body ? line with { Reason = LineReason.LearnedChrome } : line)];

    /// <summary>Markup that no parser should be given is read as lines of text.</summary>
    private static PageReading ReadFlat(string markup, PageHints hints, string? fetched, string excess)
    {
        PageReading reading = TextPageExtractor.Read(MarkupText.Lines(markup), hints, fetched);
        var method = new Found("text", string.Create(CultureInfo.InvariantCulture, $"not parsed: {excess}"));
        return new PageReading(reading.Seen with { Method = method }, chrome => reading.Take(chrome) with { Method = method });
    }

    private static Found? BylineInLines(PageLine[] lines, int end)
    {
        for (int i = 0; i < Math.Min(lines.Length, end + 3); i++)
        {
            if (lines[i].Reason == LineReason.Byline && Byline.Names(lines[i].Text) is { Length: > 1 and <= 120 } names) return new Found(names, lines[i].Text);
        }
        return null;
    }
}
