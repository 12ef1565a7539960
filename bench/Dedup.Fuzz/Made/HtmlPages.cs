using System.Net;
using System.Text;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Pages of HTML: metadata, JSON-LD, navigation, article, lists of links, tables, and markup that nobody should write.</summary>
internal static class HtmlPages
{
    private static readonly string[] Tags =
        ["div", "p", "span", "a", "b", "i", "em", "font", "ul", "li", "table", "tr", "td", "th", "section", "article", "main", "aside", "nav", "header", "footer", "h1", "h2", "h3", "blockquote", "pre", "figure", "figcaption", "form", "select", "option", "noscript", "template", "svg", "math", "mi", "iframe", "button", "dl", "dd", "nobr", "marquee", "frameset", "plaintext", "textarea", "title", "style", "script", "br", "hr", "img", "time", "custom-x"];

    private static readonly string[] Metas =
        ["og:title", "og:site_name", "og:url", "og:locale", "article:published_time", "article:modified_time", "article:section", "author", "description", "date", "dc.date", "pubdate", "twitter:title", "twitter:data1", "twitter:label1", "application-name", "content-language", "parsely-pub-date", "robots"];

    private static readonly string[] Names = ["article-body", "content", "sidebar related", "nav-menu", "share-tools", "comments", "ad advertisement", "byline", "headline", "cookie-banner", "footer", "story", "visually-hidden", "entry-content", "newsletter", "", "\u0000", "a b c d e"];

    private static readonly string[] Attributes = ["hidden", "aria-hidden=true", "style='display:none'", "itemprop=datePublished", "itemprop=articleBody", "itemprop=author", "rel=author", "role=main", "role=navigation", "datetime='2025-04-14T18:03:00Z'", "lang=de", "dir=rtl", "data-x=\"<>\"", "x", "=", "\"", "onclick='a>b'"];

    private static readonly string[] Entities = ["&amp;", "&nbsp;", "&#8217;", "&#x1F600;", "&#xD800;", "&#0;", "&#99999999999;", "&notin", "&unknown;", "&", "&#", "&#x", "&lt;p&gt;", "&shy;", "&CounterClockwiseContourIntegral;"];

    /// <summary>A whole page.</summary>
    public static string Html(FuzzRandom random)
    {
        var page = new StringBuilder();
        string headline = Wording.Headline(random);
        page.Append(random.Of<string>(["<!DOCTYPE html>\n", "", "<?xml version=\"1.0\"?>", "\uFEFF", "<!-- c -->"])).Append("<html lang=").Append(random.Of<string>(["en", "de", "\"zh-Hans\"", "''"])).Append("><head>");
        page.Append("<title>").Append(Text(headline)).Append(random.Of<string>([" | Example News", " - Example", "", " – Local – Example", " :: :: ::"])).Append("</title>");
        for (int i = random.Below(8); i > 0; i--)
        {
            string value = random.Below(4) switch { 0 => headline, 1 => Dates.Absolute(random), 2 => Addresses.Of(random), _ => Wording.Words(random, 3) };
            page.Append("<meta ").Append(random.Once(2) ? "property" : "name").Append("=\"").Append(random.Of<string>(Metas)).Append("\" content=\"").Append(Text(value)).Append("\">");
        }
        if (random.Once(2)) page.Append("<link rel=canonical href=\"").Append(Text(Addresses.Of(random))).Append("\">");
        for (int i = random.Below(3); i > 0; i--) page.Append("<script type=\"application/ld+json\">").Append(JsonTexts.Script(random)).Append("</script>");
        page.Append("</head><body>");
        if (random.Once(2)) page.Append("<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>");
        page.Append("<h1>").Append(Text(random.Once(4) ? Wording.Headline(random) : headline)).Append("</h1>");
        for (int i = random.Size(40); i > 0; i--) page.Append(Block(random, 0));
        return page.Append(random.Once(4) ? "" : "</body></html>").ToString();
    }

    /// <summary>A page with what came beside it, damaged as a rule.</summary>
    public static MadePage Page(FuzzRandom random)
    {
        string html = random.Below(24) switch
        {
            0 => Hostile(random),
            1 => "<html>" + TextMutation.Noise(random, 4_000),
            2 or 3 or 4 or 5 => Html(random),
            _ => TextMutation.Mutate(random, Html(random), Html),
        };
        return new MadePage(html, TextPages.Hints(random, random.Once(4) ? null : "text/html"), Dates.Fetched(random));
    }

    /// <summary>One thing over and over, as deep or as long as a page may be.</summary>
    public static string Hostile(FuzzRandom random)
    {
        string tag = random.Of<string>(Tags);
        string piece = random.Below(10) switch
        {
            0 => $"<{tag}>",
            1 => $"<{tag}><b>",
            2 => $"</{tag}>",
            3 => $"<{tag} {random.Of<string>(Attributes)}",
            4 => $" {random.Of<string>(Attributes)}",
            5 => random.Of<string>(Entities),
            6 => $"<{tag}>{Wording.Word(random)}</{random.Of<string>(Tags)}>",
            7 => "<script type=application/ld+json>" + JsonTexts.Object(random) + "</script>",
            8 => random.Of<string>(["<!--", "-->", "<![CDATA[", "<", "<!", "</", "<?", "<a<", "\0"]),
            _ => $"<table><tr><td><{tag}>",
        };
        string before = random.Of<string>(["<html><body>", "<html><body><p ", "<html><table>", "<html><select>", "<html><svg>", "<html><!--", "<html><script>"]);
        return before + string.Concat(Enumerable.Repeat(piece, random.Size(Math.Max(1, 60_000 / piece.Length))));
    }

    private static string Block(FuzzRandom random, int depth)
    {
        if (depth < 6 && random.Once(5))
        {
            string tag = random.Of<string>(Tags);
            string names = random.Once(2) ? $" class=\"{random.Of<string>(Names)}\"" : random.Once(2) ? $" id='{random.Of<string>(Names)}'" : string.Empty;
            string attribute = random.Once(4) ? " " + random.Of<string>(Attributes) : string.Empty;
            return $"<{tag}{names}{attribute}>{string.Concat(Enumerable.Range(0, random.Below(6)).Select(_ => Block(random, depth + 1)))}{(random.Once(6) ? string.Empty : $"</{tag}>")}";
        }
        return random.Below(8) switch
        {
            0 => $"<a href=\"{Text(Addresses.Of(random))}\">{Text(Wording.Headline(random))}</a>",
            1 => $"<li><a href=/x>{Text(Wording.Headline(random))}</a></li>",
            2 => $"<div class=\"{random.Of<string>(Names)}\">{Text(TextPages.Line(random))}</div>",
            3 => $"<time datetime=\"{Text(Dates.Absolute(random))}\">{Text(Dates.Relative(random))}</time>",
            4 => $"<tr><td>{Text(Wording.Word(random))}<td>{random.Of<string>(Signs.Numbers)}</tr>",
            5 => random.Of<string>(Entities) + "<br><br>" + Text(Wording.Word(random)),
            _ => $"<p>{Text(Wording.Paragraph(random))}{(random.Once(5) ? random.Of<string>(Entities) : string.Empty)}</p>",
        };
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
