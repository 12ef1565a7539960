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
    /// <summary>Extracts the article.</summary>
    public static Article Extract(string markup, PageHints hints)
    {
        ArgumentNullException.ThrowIfNull(markup);
        ArgumentNullException.ThrowIfNull(hints);
        string repaired = TextRepair.Repair(markup);
        if (!MarkupBounds.Allow(repaired, out string excess)) return ExtractFlat(repaired, hints, excess);

        IHtmlDocument document = HtmlDocumentReader.Parse(repaired);
        PageTree tree = PageTree.Build(document);
        BodyBlocks own = BodyBlocks.Find(tree);
        JsonLdArticle? described = JsonLdReader.Read(tree.Markup.Scripts, hints.Url ?? tree.Markup.Canonical);
        Found? site = PageIdentity.Site(tree.Markup, described, hints);
        (Found? title, int titleBlock) = HeadlineChoice.Choose(tree.Markup, described, tree, own.Start, site?.Value, hints);
        PageLine[] lines = own.Lines(titleBlock, title?.Value);
        BodyChoice choice = BodyChoice.Choose(document, tree, own, described, lines, hints);
        List<string> body = [.. choice.Lines.Where(line => line.Reason == LineReason.Body).Select(line => line.Text)];
        (Found? published, IReadOnlyList<DateClaim> claims) = DateClaims.Read(tree.Markup, described, lines, own.Start, own.End, titleBlock, hints);
        Found? byline = PageIdentity.Byline(tree.Markup, described, hints) ?? BylineInLines(lines, own.End);
        return new Article
        {
            Site = site,
            Section = PageIdentity.Section(tree.Markup, described),
            Title = title,
            Published = published,
            Claims = claims,
            Agency = TextPageExtractor.ReadAgency(choice.Lines, body, byline),
            Dateline = Dateline.Read(body.Count > 0 ? body[0] : string.Empty),
            Byline = byline,
            Canonical = PageIdentity.Canonical(tree.Markup, hints),
            Language = PageIdentity.Language(tree.Markup, described, hints),
            Method = choice.Method,
            Body = string.Join('\n', body),
            Lines = choice.Lines,
        };
    }

    /// <summary>Markup that no parser should be given is read as lines of text.</summary>
    private static Article ExtractFlat(string markup, PageHints hints, string excess)
    {
        Article article = TextPageExtractor.Extract(MarkupText.Lines(markup), hints);
        return article with { Method = new Found("text", string.Create(CultureInfo.InvariantCulture, $"not parsed: {excess}")) };
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
