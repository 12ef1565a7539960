using Dedup.Core.Text;
using Dedup.Engine.Extraction;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Whole pages of text and of HTML.</summary>
internal static class PageTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<MadePage>("TextPage", "the body is made of lines of the page; dates are valid; read again it is the same; known chrome is no body", 40, TextPages.Page, Text) { Shorten = TextPages.Smaller },
        new FuzzTarget<MadePage>("HtmlPage", "the body is made of the article's lines; dates are valid; the canonical address is; read again it is the same", 25, HtmlPages.Page, Html) { Shorten = TextPages.Smaller },
    ];

    private static void Text(MadePage page)
    {
        Article article = ArticleProperties.Check(page);
        if (article.Method is not null) return;
        string[] lines = [.. TextRepair.Repair(page.Text).Split('\n').Select(line => line.Trim().Trim("\uFEFF\u200B".ToCharArray()))];
        Property.Same<string>(lines, article.Lines.Select(line => line.Text).ToArray(), "lines of the page");
    }

    private static void Html(MadePage page) => ArticleProperties.Check(page);
}
