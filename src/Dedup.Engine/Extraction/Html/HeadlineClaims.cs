using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>What a page's metadata, its window's title and its address say the headline is.</summary>
internal sealed class HeadlineClaims
{
    /// <summary>A longer value is no headline.</summary>
    public const int MaxCharacters = 400;

    private const int LeastAddressWords = 3;

    private readonly List<HeadlineClaim> _claims = [];

    private HeadlineClaims(SiteNames names, ulong[] address)
    {
        Names = names;
        Address = address;
    }

    /// <summary>Names of the page's site.</summary>
    public SiteNames Names { get; }

    /// <summary>Words of the page's address where it is made of a headline; else empty.</summary>
    public ulong[] Address { get; }

    public IReadOnlyList<HeadlineClaim> All => _claims;

    /// <summary>Gathers the claims of a page.</summary>
    /// <param name="markup">What its markup says.</param>
    /// <param name="article">What its JSON-LD says, or null.</param>
    /// <param name="headings">Its headings, which confirm what is cut off a title.</param>
    /// <param name="names">Names of its site.</param>
    /// <param name="address">Its address, or null.</param>
    public static HeadlineClaims Of(PageMarkup markup, JsonLdArticle? article, IReadOnlyCollection<PageHeading> headings, SiteNames names, string? address)
    {
        List<(string? Value, string Source)> values = [(article?.Headline is { Length: <= MaxCharacters } headline ? MarkupText.Plain(headline) : null, "JSON-LD headline")];
        foreach (string name in (ReadOnlySpan<string>)["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"]) values.Add((markup.Meta(name), name));
        values.Add((markup.Property("headline") is [string property, ..] ? property : null, "itemprop headline"));
        values.Add((markup.WindowTitle, "title"));

        var claims = new HeadlineClaims(names, AddressWords(address));
        // A heading of a word or two may be the section's name.
        string[] others = [.. headings.Where(heading => heading.Words.Length > 2).Select(heading => heading.Text), .. values.Select(value => value.Value ?? string.Empty)];
        foreach ((string? value, string source) in values)
        {
            if (value is not { Length: > 0 and <= MaxCharacters }) continue;
            string title = names.Cut(value, others);
            if (Tokenizer.Tokenize(title) is { Length: > 0 } words) claims._claims.Add(new HeadlineClaim(title, value, source, words, Tokenizer.Tokenize(value)));
        }
        return claims;
    }

    /// <summary>The claim that agrees best with the others and with the address, or null; the earlier of two that do equally.</summary>
    /// <remarks>One of them may be the site's name, or another article's headline.</remarks>
    public HeadlineClaim? Best()
    {
        HeadlineClaim? best = null;
        double most = -1;
        foreach (HeadlineClaim claim in _claims)
        {
            if (Names.Is(claim.Title) && _claims.Exists(other => !Names.Is(other.Title))) continue;
            double agreement = HeadlineFit.Shared(claim.Words, Address);
            foreach (HeadlineClaim other in _claims) agreement += HeadlineFit.Shared(claim.Words, other.Words);
            if (agreement <= most + 1e-9) continue;
            most = agreement;
            best = claim;
        }
        return best;
    }

    /// <summary>The last part of the path that reads like a headline.</summary>
    private static ulong[] AddressWords(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || !uri.IsWellFormedOriginalString()) return [];
        foreach (string part in Uri.UnescapeDataString(uri.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().Take(2))
        {
            int extension = part.LastIndexOf('.');
            string name = extension > 0 && part.Length - extension <= 6 ? part[..extension] : part;
            string[] words = name.Split(['-', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (words.Count(word => word.Any(char.IsLetter)) >= LeastAddressWords) return Tokenizer.Tokenize(string.Join(' ', words));
        }
        return [];
    }
}

/// <summary>A headline as one source has it.</summary>
/// <param name="Title">Without the site's name.</param>
/// <param name="Whole">As it stands.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Words">Words of <paramref name="Title"/>.</param>
/// <param name="WholeWords">Words of <paramref name="Whole"/>.</param>
internal sealed record HeadlineClaim(string Title, string Whole, string Source, ulong[] Words, ulong[] WholeWords);
