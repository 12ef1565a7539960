using System.Globalization;
using AngleSharp.Html.Dom;
using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>The body that won, as lines, with what each way scored.</summary>
/// <param name="Lines">The page's lines, with the body among them.</param>
/// <param name="Method">The way, and what each scored.</param>
/// <param name="IsOwn">Whether the body is made of the page's own blocks.</param>
/// <remarks>
/// A way's score is the number of its words that are likely the article's. The page's own blocks win unless JSON-LD holds a body that is
/// much longer and mostly missing from them, as where a script fills the page; readability is asked where both give less than a short
/// story has.
/// </remarks>
internal sealed record BodyChoice(PageLine[] Lines, Found Method, bool IsOwn)
{
    /// <summary>Fewer words than this are a sign that the article was missed.</summary>
    private const int FewWords = 80;

    private const int LeastJsonWords = 50;

    public static BodyChoice Choose(IHtmlDocument document, PageTree tree, BodyBlocks own, JsonLdArticle? described, PageLine[] lines, PageHints hints)
    {
        string evidence = string.Create(CultureInfo.InvariantCulture,
            $"{(own.Choice.IsDensest ? "densest" : "covering")} element {own.Choice.Element.Tag}: {own.Words} words, {own.Choice.CoveringShare:0.00} of the page's text, densest {own.Choice.DensestShare:0.00} of that");
        string[] json = described?.Body is string text ? JsonLdBody.Paragraphs(text) : [];
        if (json.Length > 0)
        {
            string ownText = string.Join('\n', lines.Where(line => line.Reason == LineReason.Body).Select(line => line.Text));
            (int words, double found) = JsonLdBody.Compare(json, ownText);
            evidence += string.Create(CultureInfo.InvariantCulture, $"; JSON-LD body: {words} words, {found:0.00} of them in the element");
            if (words >= LeastJsonWords && found < 0.6 && words > 1.3 * own.Words)
                return new BodyChoice(JsonLdBody.Lines(json, lines), new Found("json-ld", evidence), IsOwn: false);
        }
        else
        {
            evidence += "; no JSON-LD body";
        }
        string way = own.Choice.Element.Role == ElementRole.Article ? "markup" : "density";
        if (own.Words >= FewWords || !Readability.Allows(tree)) return new BodyChoice(lines, new Found(way, evidence + "; readability not asked"), IsOwn: true);
        string readable = Readability.Text(document, hints.Url);
        int readableWords = Tokenizer.Tokenize(readable).Length;
        evidence += string.Create(CultureInfo.InvariantCulture, $"; readability: {readableWords} words");
        if (readableWords < 2 * own.Words || readableWords < FewWords / 2) return new BodyChoice(lines, new Found(way, evidence), IsOwn: true);
        return new BodyChoice(Readability.Lines(readable, tree, lines), new Found("readability", evidence), IsOwn: false);
    }
}
