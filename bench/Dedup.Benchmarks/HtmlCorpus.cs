using System.Globalization;
using System.Text;
using Dedup.Engine.Extraction;

namespace Dedup.Benchmarks;

/// <summary>
/// The stories of the sample crawl as pages of HTML of the size and make-up of real ones (100-130 KB: a quarter scripts and styles,
/// a tenth text, the rest elements and their attributes), the same on every machine.
/// </summary>
internal static class HtmlCorpus
{
    private const int Count = 40;

    public static string[] Pages { get; } = [.. Enumerable.Range(0, Count).Select(Render)];

    /// <summary>Characters of all pages: bytes, as nearly all are ASCII.</summary>
    public static long Characters { get; } = Pages.Sum(page => (long)page.Length);

    public static Article Extract(string page) =>
        PageExtractor.Extract(page, new PageHints(Url: "https://www.example.com/news/2024/03/15/story", MediaType: "text/html"));

    private static string Render(int number)
    {
        // A sample story is shorter than most articles, and short ones are given to readability: four make one.
        string[] paragraphs = [.. Enumerable.Range(0, 4).SelectMany(i => Corpus.Bodies[(number + 11 * i) % Corpus.Bodies.Length].Split('\n'))];
        string title = paragraphs[0][..Math.Min(70, paragraphs[0].Length)];
        var page = new StringBuilder(160_000);
        page.Append("<!DOCTYPE html>\n<html lang=\"en-US\"><head><meta charset=\"utf-8\"><title>").Append(title).Append(" | Example Daily</title>");
        page.Append("<meta property=\"og:title\" content=\"").Append(title.Replace("\"", "&quot;", StringComparison.Ordinal)).Append("\"><meta property=\"og:site_name\" content=\"Example Daily\"><link rel=\"canonical\" href=\"https://www.example.com/news/").Append(number).Append("\">");
        page.Append("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Story ").Append(number)
            .Append("\",\"datePublished\":\"2024-03-15T08:30:00-05:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Roe\"}],\"publisher\":{\"@type\":\"Organization\",\"name\":\"Example Daily\"}}]}</script>");
        Styles(page, 120);
        Scripts(page, 12);
        page.Append("</head><body class=\"post-template single single-post\"><a class=\"skip-link\" href=\"#main\">Skip to content</a>");
        Menu(page, 14, 9);
        page.Append("<div class=\"layout layout--with-rail\"><main id=\"main\"><article class=\"post\"><header><h1 class=\"post__title\">").Append(title)
            .Append("</h1><p class=\"byline\">By <a rel=\"author\" href=\"/by/jane-roe\">Jane Roe</a></p><time datetime=\"2024-03-15T08:30:00-05:00\">March 15, 2024</time></header><div class=\"post__content\">");
        for (int i = 0; i < paragraphs.Length; i++)
        {
            page.Append("<p class=\"paragraph\" data-block=\"").Append(i).Append("\">").Append(paragraphs[i].Replace(", ", ", <span>", StringComparison.Ordinal)).Append("</span></p>\n");
            if (i % 4 == 3) page.Append("<div class=\"ad-slot\" data-slot=\"inline-").Append(i).Append("\"><span>Advertisement</span></div>");
        }
        page.Append("</div></article></main><aside class=\"rail\">");
        Cards(page, number, 60);
        page.Append("</aside></div><section class=\"related\"><h2>More from Example Daily</h2>");
        Cards(page, number + 7, 60);
        page.Append("</section>");
        Scripts(page, 12);
        page.Append("<footer class=\"site-footer\">");
        Menu(page, 8, 8);
        page.Append("<p>© 2024 Example Daily. All rights reserved.</p></footer></body></html>");
        return page.ToString();
    }

    private static void Styles(StringBuilder page, int rules)
    {
        page.Append("<style>");
        for (int i = 0; i < rules; i++) page.Append(CultureInfo.InvariantCulture, $".card--{i}>.card__title:hover{{color:#0a{i:x2}5c;margin:0 0 {i}px;padding:{i % 9}px;display:flex}}\n");
        page.Append("</style>");
    }

    private static void Scripts(StringBuilder page, int scripts)
    {
        for (int i = 0; i < scripts; i++)
            page.Append(CultureInfo.InvariantCulture, $"<script>window.dataLayer=window.dataLayer||[];(function(w,d,s,l,i){{w[l]=w[l]||[];w[l].push({{'start':{i},event:'js'}});var f=d.getElementsByTagName(s)[0],j=d.createElement(s);if(f<{i}){{j.async=true;}}for(var k=0;k<{i}&&k<l.length;k++){{w[l].push({{slot:'s'+k,sizes:[[300,250],[728,90]],targeting:{{section:'news',page:'article'}}}});}}}})(window,document,'script','dataLayer','X-{i}');</script>");
    }

    private static void Menu(StringBuilder page, int groups, int items)
    {
        page.Append("<nav class=\"main-navigation\" role=\"navigation\" aria-label=\"Sections\"><ul class=\"menu menu--level-1\">");
        for (int g = 0; g < groups; g++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li class=\"menu__item menu__item--has-children menu-item-{g}\"><a class=\"menu__link\" href=\"/section-{g}\" data-track=\"nav|{g}\">Section {g}</a><ul class=\"menu menu--level-2\">");
            for (int i = 0; i < items; i++) page.Append(CultureInfo.InvariantCulture, $"<li class=\"menu__item menu-item-{g}-{i}\"><a class=\"menu__link\" href=\"/section-{g}/topic-{i}\" data-track=\"nav|{g}|{i}\">Topic {i}</a></li>");
            page.Append("</ul></li>");
        }
        page.Append("</ul></nav>");
    }

    private static void Cards(StringBuilder page, int seed, int cards)
    {
        for (int i = 0; i < cards; i++)
        {
            string body = Corpus.Bodies[(seed + i) % Corpus.Bodies.Length];
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"card card--{i}\" data-id=\"{seed}-{i}\"><a class=\"card__link\" href=\"/news/{seed}/{i}\"><picture><source srcset=\"/img/{i}-640.webp 640w, /img/{i}-1280.webp 1280w\" type=\"image/webp\"><img class=\"card__image\" loading=\"lazy\" src=\"/img/{i}.jpg\" alt=\"\" width=\"640\" height=\"360\"></picture><h3 class=\"card__title\">");
            page.Append(body.AsSpan(0, Math.Min(60, body.Length))).Append("</h3></a><span class=\"card__meta\">2 hours ago</span></div>\n");
        }
    }
}
