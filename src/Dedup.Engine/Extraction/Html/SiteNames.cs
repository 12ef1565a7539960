using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction.Html;

/// <summary>The names that a page's site goes by, and titles without them.</summary>
internal sealed partial class SiteNames
{
    private const int MaxCuts = 3;

    /// <summary>Longer titles are left as they are: no headline is, and one of nothing but bars has millions of places to cut.</summary>
    private const int MaxTitle = 1_000;

    private readonly HashSet<string> _folded = new(StringComparer.Ordinal);

    private SiteNames()
    {
    }

    /// <summary>The names in the metadata, their initials, and the labels of the host.</summary>
    /// <param name="markup">What the page's markup says.</param>
    /// <param name="article">What its JSON-LD says, or null.</param>
    /// <param name="site">The name that was chosen for the site, or null.</param>
    /// <param name="address">Address of the page, or null.</param>
    public static SiteNames Of(PageMarkup markup, JsonLdArticle? article, string? site, string? address)
    {
        var names = new SiteNames();
        foreach (string? name in (ReadOnlySpan<string?>)[site, markup.Meta("og:site_name"), article?.Publisher, markup.Meta("application-name"), markup.Meta("apple-mobile-web-app-title")])
        {
            if (name is not { Length: > 1 and <= 80 } || name.Contains("://", StringComparison.Ordinal)) continue;
            names._folded.Add(Fold(name));
            string initials = string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]).Where(char.IsUpper));
            if (initials.Length >= 3) names._folded.Add(Fold(initials));
        }
        // The last label is a country's or a trade's.
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)) names._folded.UnionWith(uri.Host.Split('.').SkipLast(1).Select(Fold));
        names._folded.RemoveWhere(name => name.Length < 2 || name is "www" or "com" or "co" or "org" or "net" or "news" or "blog");
        return names;
    }

    /// <summary>Whether the text is a name of the site and nothing else.</summary>
    public bool Is(string text) => _folded.Contains(Fold(text));

    /// <summary>The title without names of site and section at its ends.</summary>
    /// <param name="title">A title, perhaps with such names behind bars or dashes.</param>
    /// <param name="others">Titles that the page has in other places: where one of them is the rest, the cut is right.</param>
    public string Cut(string title, IEnumerable<string> others)
    {
        if (title.Length > MaxTitle) return title;
        while (Head().Match(title) is { Success: true } cut && Is(cut.Groups["site"].Value)) title = cut.Groups["title"].Value.Trim();
        if (!Bar().IsMatch(title)) return title;
        HashSet<string> known = [.. others.Select(Fold)];
        foreach (Match bar in Bar().Matches(title))
        {
            if (bar.Index > 4 && known.Contains(Fold(title[..bar.Index])) && !Is(title[..bar.Index])) return title[..bar.Index];
        }
        for (int cuts = 0; cuts < MaxCuts && Tail().Match(title) is { Success: true } cut; cuts++)
        {
            string rest = cut.Groups["title"].Value.Trim();
            string tail = cut.Groups["site"].Value.Trim();
            // The name may stand in front, unknown as it is.
            if (known.Contains(Fold(tail)) && tail.Length > rest.Length && !IsLike(tail)) return tail;
            if (cut.Groups["bar"].Value is not ("|" or "::" or "»" or "•") && !IsLike(tail)) break;
            title = rest;
        }
        return title;
    }

    /// <summary>Whether the text is a name of the site, a part of one, or one with more to it.</summary>
    private bool IsLike(string text)
    {
        const int LeastShared = 4;
        const int MostBeside = 12;
        string folded = Fold(text);
        if (_folded.Contains(folded)) return true;
        return folded.Length >= LeastShared && _folded.Any(name => name.Length >= LeastShared
            && (name.Contains(folded, StringComparison.Ordinal) || (folded.Length <= name.Length + MostBeside && folded.Contains(name, StringComparison.Ordinal))));
    }

    /// <summary>Letters and digits alone: hosts and logos have names without their spaces.</summary>
    private static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\s+(?:\||-|–|—|::|»|•|·)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();

    [GeneratedRegex(@"^(?<title>.{4,}\S)\s+(?<bar>\||-|–|—|::|»|•|·)\s+(?<site>[^|]{2,60})$", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(?<site>[^|]{2,60}?)\s+(?:\||-|–|—|::|»|•|·)\s+(?<title>\S.{8,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
