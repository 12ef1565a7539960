namespace Dedup.Engine.Extraction.Html;

/// <summary>Collects every date that a page of HTML claims, and tells which one it was published on.</summary>
/// <remarks>
/// What is written for machines is more often right than what a template shows, and JSON-LD more often than meta elements: those that
/// a content system writes by itself carry the day of the last change.
/// </remarks>
internal static class DateClaims
{
    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datePublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
        "publication_date", "published_date", "published_time", "cXenseParse:recs:publishtime", "bt:pubDate", "rbpubdate", "DC.date.issued", "dcterms.created", "dcterms.issued", "DC.date", "dcterms.date", "date", "article.published", "published", "last-published", "created",
    ];

    private static readonly string[] ModifiedNames = ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "dcterms.modified", "lastmod", "revised"];

    /// <summary>All claims, the best first, and the best.</summary>
    public static (Found? Published, IReadOnlyList<DateClaim> Claims) Read(
        PageMarkup markup, JsonLdArticle? article, IReadOnlyList<PageLine> lines, int start, int end, int titleLine, PageHints hints)
    {
        var claims = new List<DateClaim>();
        if (hints.Published is not null) Add(claims, "given", hints.Published, "given with the page");
        Add(claims, "metadata", article?.Published, $"JSON-LD datePublished: {article?.Published}");
        foreach (string name in PublishedNames)
        {
            if (markup.Meta(name) is string value) Add(claims, "metadata", value, $"{name}: {value}");
        }
        foreach (string value in markup.Property("datePublished")) Add(claims, "metadata", value, $"itemprop datePublished: {value}");
        ReadLines(claims, lines, start, end, titleLine);
        int head = Math.Max(titleLine, 0);
        foreach ((string value, int block) in markup.Times)
        {
            // A time in the text is part of the story; those of other articles stand behind it.
            if (block >= head - 6 && block <= start + 4) Add(claims, "page", value, $"time: {value}");
        }
        Add(claims, "updated", article?.Modified, $"JSON-LD dateModified: {article?.Modified}");
        foreach (string name in ModifiedNames)
        {
            if (markup.Meta(name) is string value) Add(claims, "updated", value, $"{name}: {value}");
        }
        foreach (string value in markup.Property("dateModified")) Add(claims, "updated", value, $"itemprop dateModified: {value}");
        if (hints.Url is not null) Add(claims, "url", UrlDate(hints.Url), hints.Url);
        DateClaim? best = claims.FirstOrDefault(c => c.Kind is "given") ?? OnlyShown(claims) ?? claims.FirstOrDefault(c => c.Kind is "metadata") ?? claims.FirstOrDefault(c => c.Kind == "page")
            ?? claims.FirstOrDefault(c => c.Kind == "url") ?? claims.FirstOrDefault(c => c.Kind == "updated");
        return (best is null ? null : new Found(best.Value, best.Evidence), claims);
    }

    /// <summary>
    /// The day that the page shows, where it shows just one and the metadata says another: content systems stamp the metadata with the
    /// day of an import or a rebuild. Where both agree, the metadata has the time.
    /// </summary>
    private static DateClaim? OnlyShown(List<DateClaim> claims)
    {
        string[] days = [.. claims.Where(c => c.Kind == "page").Select(c => c.Value[..10]).Distinct(StringComparer.Ordinal)];
        if (days.Length != 1) return null;
        if (claims.Exists(c => c.Kind == "metadata"))
        {
            // The day of the last change is shown too, and a day and month may be read the wrong way round.
            if (claims.Exists(c => c.Kind == "updated" && c.Value.StartsWith(days[0], StringComparison.Ordinal))) return null;
            string swapped = $"{days[0][..5]}{days[0][8..]}-{days[0][5..7]}";
            if (claims.Exists(c => c.Kind == "metadata" && c.Value.StartsWith(swapped, StringComparison.Ordinal))) return null;
        }
        return claims.Find(c => c.Kind == "metadata" && c.Value.StartsWith(days[0], StringComparison.Ordinal)) ?? claims.Find(c => c.Kind == "page");
    }

    private static void ReadLines(List<DateClaim> claims, IReadOnlyList<PageLine> lines, int start, int end, int titleLine)
    {
        for (int i = Math.Max(0, titleLine - 6); i < Math.Min(lines.Count, start + 4); i++) ReadLine(claims, lines[i]);
        for (int i = Math.Max(end, start + 4); i < Math.Min(lines.Count, end + 4); i++) ReadLine(claims, lines[i]);
    }

    private static void ReadLine(List<DateClaim> claims, PageLine line)
    {
        if (line.Reason == LineReason.Body || line.Text.Length > 160 || ClaimedDate.Read(line.Text) is not Found date) return;
        bool updated = line.Text.Contains("pdated", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("odified", StringComparison.OrdinalIgnoreCase)
            || line.Text.Contains("reviewed", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("aktualisiert", StringComparison.OrdinalIgnoreCase);
        Add(claims, updated ? "updated" : "page", date.Value, line.Text);
    }

    private static void Add(List<DateClaim> claims, string kind, string? value, string evidence)
    {
        const int MaxClaims = 40;
        if (value is not { Length: <= 200 } || claims.Count >= MaxClaims || ClaimedDate.Read(value) is not Found date) return;
        if (!claims.Exists(claim => claim.Kind == kind && claim.Value == date.Value)) claims.Add(new DateClaim(kind, date.Value, evidence));
    }

    /// <summary>/2024/03/15/ or /2024-03-15- in the path: the day that the address was made.</summary>
    private static string? UrlDate(string url)
    {
        for (int i = url.IndexOf('/', Math.Min(8, url.Length)); i >= 0 && i + 11 <= url.Length; i = url.IndexOf('/', i + 1))
        {
            ReadOnlySpan<char> part = url.AsSpan(i + 1, 10);
            if (part[4] is '/' or '-' && part[7] == part[4] && part[0] is '1' or '2') return part.ToString().Replace('/', '-');
        }
        return null;
    }
}
