namespace Dedup.Engine.Extraction.Html;

/// <summary>Site, section, authors, language and canonical address of a page, from its metadata.</summary>
internal static class PageIdentity
{
    /// <summary>The publisher, else the name that the page gives its site, else the host.</summary>
    public static Found? Site(PageMarkup markup, JsonLdArticle? article, PageHints hints)
    {
        if (Given(hints.Site) is Found given) return given;
        // Some sites give their address for a name.
        if (markup.Meta("og:site_name") is { Length: > 1 and <= 80 } name && !name.Contains("://", StringComparison.Ordinal)) return new Found(name, $"og:site_name: {name}");
        if (article?.Publisher is { Length: > 1 and <= 80 } publisher) return new Found(publisher, $"JSON-LD publisher: {publisher}");
        if (markup.FirstMeta("application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title") is { Value.Length: <= 60 } other && !other.Value.Contains("://", StringComparison.Ordinal))
            return new Found(other.Value, $"{other.Name}: {other.Value}");
        return Host(hints.Url ?? markup.Canonical ?? markup.Meta("og:url"));
    }

    public static Found? Section(PageMarkup markup, JsonLdArticle? article)
    {
        if (article?.Section is { Length: > 0 and <= 80 } section) return new Found(MarkupText.Plain(section), $"JSON-LD articleSection: {section}");
        if (markup.FirstMeta("article:section", "parsely-section", "section", "og:article:section", "dc.subject.section") is { Value.Length: <= 80 } meta) return new Found(meta.Value, $"{meta.Name}: {meta.Value}");
        return markup.Property("articleSection") is [{ Length: <= 80 } first, ..] ? new Found(first, $"itemprop articleSection: {first}") : null;
    }

    public static Found? Byline(PageMarkup markup, JsonLdArticle? article, PageHints hints)
    {
        if (Given(hints.Author) is Found given) return given;
        if (article?.Authors is { Count: > 0 } authors) return new Found(string.Join(", ", authors), $"JSON-LD author: {string.Join(", ", authors)}");
        foreach (string name in (ReadOnlySpan<string>)["author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl", "twitter:data1"])
        {
            if (markup.Meta(name) is not { Length: > 1 and <= 200 } value || value.Contains("://", StringComparison.Ordinal) || value.StartsWith('@')) continue;
            // Twitter's first label may be the time it takes to read.
            if (name == "twitter:data1" && markup.Meta("twitter:label1")?.Contains("ritten", StringComparison.Ordinal) != true) continue;
            return new Found(Extraction.Byline.Names(value), $"{name}: {value}");
        }
        string[] named = [.. markup.Property("author").Concat(markup.AuthorLinks).Where(name => name.Length is > 1 and <= 80).Distinct(StringComparer.OrdinalIgnoreCase).Take(4)];
        return named.Length == 0 ? null : new Found(Extraction.Byline.Names(named[0]), string.Join(", ", named));
    }

    /// <summary>ISO 639-1 code from the root's lang, the metadata or the locale.</summary>
    public static Found? Language(PageMarkup markup, JsonLdArticle? article, PageHints hints)
    {
        if (Given(hints.Language) is Found given) return given;
        return Code(markup.Language, "html lang") ?? Code(article?.Language, "JSON-LD inLanguage") ?? Code(markup.Meta("og:locale"), "og:locale")
            ?? Code(markup.Meta("content-language"), "content-language") ?? Code(markup.Meta("dc.language"), "dc.language");
    }

    /// <summary>The canonical link, else og:url, made absolute.</summary>
    public static Found? Canonical(PageMarkup markup, PageHints hints)
    {
        Uri.TryCreate(hints.Url, UriKind.Absolute, out Uri? page);
        return Absolute(markup.Canonical, "link canonical", page) ?? Absolute(markup.Meta("og:url"), "og:url", page);
    }

    public static Found? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : new Found(value.Trim(), "given with the page");

    private static Found? Code(string? value, string source)
    {
        if (value is null) return null;
        ReadOnlySpan<char> code = value.AsSpan().Trim();
        int end = code.IndexOfAny('-', '_', ',');
        if (end >= 0) code = code[..end];
        if (code.Length != 2 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiLetter(code[1])) return null;
        return new Found(code.ToString().ToLowerInvariant(), $"{source}: {value.Trim()}");
    }

    private static Found? Absolute(string? address, string source, Uri? page)
    {
        if (string.IsNullOrWhiteSpace(address) || address.Length > 2_000) return null;
        Uri? uri = null;
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out uri) || uri.Scheme is not ("http" or "https"))
        {
            if (page is null || !Uri.TryCreate(page, address.Trim(), out uri)) return null;
        }
        return uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? new Found(uri.AbsoluteUri, $"{source}: {address.Trim()}") : null;
    }

    private static Found? Host(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0) return null;
        return new Found(uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host, url);
    }
}
