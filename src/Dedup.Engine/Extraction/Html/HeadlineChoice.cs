using System.Text.RegularExpressions;
using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Chooses the page's headline among what its metadata, its window's title and its headings say.</summary>
/// <remarks>A heading that the metadata confirms is what the reader sees; metadata alone may be shortened for search engines or carry the site's name.</remarks>
internal static partial class HeadlineChoice
{
    private const int MaxCharacters = 400;

    private const int NearLines = 12;

    private const int HeadlineWords = 5;

    /// <summary>The headline, and the block that shows it or −1.</summary>
    public static (Found? Title, int Block) Choose(PageMarkup markup, JsonLdArticle? article, PageTree tree, int bodyStart, string? site, PageHints hints)
    {
        List<(string Value, string Source)> claims = [];
        if (article?.Headline is { Length: > 0 and <= MaxCharacters } headline) claims.Add((MarkupText.Plain(headline), "JSON-LD headline"));
        foreach (string name in (ReadOnlySpan<string>)["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"])
        {
            if (markup.Meta(name) is { Length: > 0 and <= MaxCharacters } value) claims.Add((value, name));
        }
        if (markup.Property("headline") is [{ Length: > 0 and <= MaxCharacters } first, ..]) claims.Add((first, "itemprop headline"));
        if (markup.WindowTitle is { Length: > 0 and <= MaxCharacters } window) claims.Add((window, "title"));

        int heading = Heading(claims, tree, bodyStart);
        Found? chosen = PageIdentity.Given(hints.Title);
        if (heading >= 0) chosen ??= new Found(WithoutSite(tree.Blocks[heading].Line.Text, site, claims), $"{tree.Elements[tree.Blocks[heading].Element].Tag}: {tree.Blocks[heading].Line.Text}");
        if (chosen is null && claims.Count > 0) chosen = new Found(WithoutSite(claims[0].Value, site, claims), $"{claims[0].Source}: {claims[0].Value}");
        if (heading < 0 && chosen is not null) heading = Shown(tree, chosen.Value, bodyStart);
        return (chosen, heading);
    }

    /// <summary>The heading that shares most words with a claim: a first-level one by right, another where it is a claim word for word.</summary>
    private static int Heading(List<(string Value, string Source)> claims, PageTree tree, int bodyStart)
    {
        ulong[][] known = [.. claims.Select(claim => Tokenizer.Tokenize(claim.Value)).Where(words => words.Length > 0)];
        int best = -1;
        double bestFit = 0;
        for (int i = 0; i < tree.Blocks.Count; i++)
        {
            TextBlock block = tree.Blocks[i];
            bool top = block.Kind == BlockKind.TopHeading;
            if (!top && (block.Kind != BlockKind.Heading || i > bodyStart + 1)) continue;
            if (block.Line.Text.Length is < 2 or > MaxCharacters) continue;
            double fit = known.Length == 0 ? (top ? 0.5 : 0) : Fit(Tokenizer.Tokenize(block.Line.Text), known);
            if (top && i <= bodyStart + 1) fit += 0.1;
            // No claim confirms it, but it is long and stands right above the text: metadata may be written for search engines.
            if (top && fit < 0.5 && i <= bodyStart && i >= bodyStart - NearLines && block.Line.Words >= HeadlineWords) fit = 0.5;
            if (fit < (top ? 0.5 : 0.9) || fit <= bestFit) continue;
            bestFit = fit;
            best = i;
        }
        return best;
    }

    /// <summary>Share of the words that both have; a heading that a claim holds whole, with the site's name beside it, fits well.</summary>
    private static double Fit(ulong[] heading, ulong[][] claims)
    {
        if (heading.Length == 0) return 0;
        double best = 0;
        HashSet<ulong> words = [.. heading];
        foreach (ulong[] claim in claims)
        {
            HashSet<ulong> others = [.. claim];
            int size = others.Count;
            others.IntersectWith(words);
            double fit = 2.0 * others.Count / (words.Count + size);
            int at = heading.Length < claim.Length ? claim.AsSpan().IndexOf(heading) : -1;
            // A word or two behind the headline are the site's name.
            if (at >= 0) fit = heading.Length >= 3 ? 0.95 : at == 0 ? 0.7 : 0;
            best = Math.Max(best, fit);
        }
        return best;
    }

    /// <summary>Without the name of the site or section behind a bar or dash, where another claim or the site's name confirms the cut.</summary>
    private static string WithoutSite(string title, string? site, List<(string Value, string Source)> claims)
    {
        for (int cuts = 0; cuts < 3 && SiteTail().Match(title) is { Success: true } cut; cuts++)
        {
            string rest = cut.Groups["title"].Value.Trim();
            string tail = cut.Groups["site"].Value.Trim();
            bool confirmed = cut.Groups["bar"].Value is "|" or "::" or "»" or "•"
                || claims.Exists(claim => claim.Value.Equals(rest, StringComparison.OrdinalIgnoreCase))
                || (site is not null && (site.Contains(tail, StringComparison.OrdinalIgnoreCase) || tail.Contains(site, StringComparison.OrdinalIgnoreCase)
                    || tail.Replace(" ", string.Empty, StringComparison.Ordinal).Equals(site.Split('.')[0], StringComparison.OrdinalIgnoreCase)));
            if (!confirmed) break;
            title = rest;
        }
        return title;
    }

    private static int Shown(PageTree tree, string title, int bodyStart)
    {
        for (int i = Math.Min(bodyStart + 1, tree.Blocks.Count - 1); i >= 0; i--)
        {
            if (tree.Blocks[i].Line.Text.Equals(title, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }

    [GeneratedRegex(@"^(?<title>.{4,}\S)\s+(?<bar>\||-|–|—|::|»|•|·)\s+(?<site>[^|]{2,60})$", RegexOptions.CultureInvariant)]
    private static partial Regex SiteTail();
}
