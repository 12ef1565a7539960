using Dedup.Engine.Extraction;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>What holds of every article, however its page was read.</summary>
internal static class ArticleProperties
{
    /// <summary>Reads a page and checks the article.</summary>
    public static Article Check(MadePage page)
    {
        PageReading reading = PageExtractor.Read(page.Text, page.Hints, page.Fetched);
        Article article = reading.Take(null);
        Property.Equal((article.Title, article.Site, article.Method), (reading.Seen.Title, reading.Seen.Site, reading.Seen.Method), "what learning sees");
        Property.Holds(article.Lines.SequenceEqual(reading.Seen.Lines), "the lines that learning sees");
        if (article.Method is null)
        {
            using Rented<char> body = TextPageExtractor.Body(page.Text, [.. article.Lines.Select(line => (byte)line.Reason)]);
            Property.Equal(article.Body, body.Span.ToString(), "the body by page and reasons");
        }
        Holds(article);
        Same(article, PageExtractor.Extract(page.Text, page.Hints, page.Fetched), "read again");
        // Lines of text are weighed again after the headline is known, and blocks are not.
        if (article.Method is not null) Same(article, reading.Take(new bool[article.Lines.Count]), "taken again without any chrome");

        // Every third line is told to be chrome: none of them is body any more. A dateline may bring running text back.
        bool[] chrome = [.. article.Lines.Select((_, i) => i % 3 == 0)];
        Article without = reading.Take(chrome);
        Holds(without);
        Property.Equal(article.Lines.Count, without.Lines.Count, "lines of the article taken again");
        Property.Holds(!without.Lines.Where((line, i) => chrome[i] && line.Reason == LineReason.Body && new LineFeatures(line.Text).Words < LineFeatures.ProseWords).Any(), "chrome in the body");
        Property.Equal((article.Title, article.Site), (without.Title, without.Site), "title and site of the article taken again");
        Holds(reading.Take([.. article.Lines.Select(_ => true)]));
        return article;
    }

    private static void Holds(Article article)
    {
        Property.Equal(article.Body, string.Join('\n', article.Lines.Where(line => line.Reason == LineReason.Body).Select(line => line.Text)), "the body and its lines");
        Property.Holds(article.Lines.All(line => line.Reason.Words().Length > 0), "a line without a reason");
        Property.Holds(article.Published is null || DateTargets.IsValid(article.Published.Value), $"not a valid date: {article.Published?.Value}");
        foreach (DateClaim claim in article.Claims) Property.Holds(DateTargets.IsValid(claim.Value), $"not a valid claim: {claim.Kind} {claim.Value}");
        Property.Holds(article.Language is null or { Value: [>= 'a' and <= 'z', >= 'a' and <= 'z'] }, $"no code of a language: {article.Language?.Value}");
        Property.Holds(article.Agency is null || AgencyNames.HostOf(article.Agency.Value) is not null, "an unknown agency");
        Property.Holds(article.Byline is not { Value.Length: 0 }, "a byline without a name");
        if (article.Canonical is not Found canonical) return;
        Property.Holds(Uri.TryCreate(canonical.Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https", "no address of the web");
        Property.Equal(canonical.Value, address!.AbsoluteUri, "the canonical address made canonical again");
    }

    private static void Same(Article a, Article b, string when)
    {
        Property.Equal(a.Body, b.Body, $"body {when}");
        Property.Equal((a.Site, a.Section, a.Title, a.Published, a.Agency), (b.Site, b.Section, b.Title, b.Published, b.Agency), $"fields {when}");
        Property.Equal((a.Dateline, a.Byline, a.Canonical, a.Language, a.Method), (b.Dateline, b.Byline, b.Canonical, b.Language, b.Method), $"other fields {when}");
        Property.Holds(a.Claims.SequenceEqual(b.Claims), $"claims differ {when}");
        Property.Holds(a.Lines.SequenceEqual(b.Lines), $"lines differ {when}");
    }
}
