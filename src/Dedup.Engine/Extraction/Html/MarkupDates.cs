namespace Dedup.Engine.Extraction.Html;

/// <summary>Reads the dates that the markup and the shown text of a page claim, and which of them it was published on.</summary>
/// <remarks>
/// What is written for machines is more often right than what a template shows, and JSON-LD more often than meta elements: those that
/// a content system writes by itself carry the day of the last change.
/// </remarks>
internal static class MarkupDates
{
    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datePublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
        "publication_date", "published_date", "published_time", "cXenseParse:recs:publishtime", "bt:pubDate", "rbpubdate", "DC.date.issued", "dcterms.created", "dcterms.issued", "DC.date", "dcterms.date", "date", "article.published", "published", "last-published", "created",
    ];

    private static readonly string[] ModifiedNames = ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "dcterms.modified", "lastmod", "revised"];

    /// <summary>The best date; every date is kept with the claims.</summary>
    public static Found? Read(PageMarkup markup, JsonLdArticle? article, IReadOnlyList<PageLine> lines, int start, int end, int titleLine, DateClaims claims)
    {
        Found? given = claims.FromHints();
        Add(claims, DateClaims.Metadata, article?.Published, $"JSON-LD datePublished: {article?.Published}");
        foreach (string name in PublishedNames)
        {
            if (markup.Meta(name) is string value) Add(claims, DateClaims.Metadata, value, $"{name}: {value}");
        }
        foreach (string value in markup.Property("datePublished")) Add(claims, DateClaims.Metadata, value, $"itemprop datePublished: {value}");
        ReadLines(claims, lines, start, end, titleLine);
        int head = Math.Max(titleLine, 0);
        foreach ((string value, int block) in markup.Times)
        {
            // A time in the text is part of the story; those of other articles stand behind it.
            if (block >= head - 6 && block <= start + 4) Add(claims, DateClaims.Page, value, $"time: {value}");
        }
        Add(claims, DateClaims.Updated, article?.Modified, $"JSON-LD dateModified: {article?.Modified}");
        foreach (string name in ModifiedNames)
        {
            if (markup.Meta(name) is string value) Add(claims, DateClaims.Updated, value, $"{name}: {value}");
        }
        foreach (string value in markup.Property("dateModified")) Add(claims, DateClaims.Updated, value, $"itemprop dateModified: {value}");
        Found? url = claims.FromUrl();
        IReadOnlyList<DateClaim> all = claims.ToList();
        return given ?? OnlyShown(all) ?? First(DateClaims.Metadata) ?? First(DateClaims.Page) ?? url ?? First(DateClaims.Updated);

        Found? First(string kind) => all.FirstOrDefault(c => c.Kind == kind) is DateClaim claim ? Of(claim) : null;
    }

    private static Found Of(DateClaim claim) => new(claim.Value, claim.Evidence);

    /// <summary>
    /// The day that the page shows, where it shows just one and the metadata says another: content systems stamp the metadata with the
    /// day of an import or a rebuild. Where both agree, the metadata has the time.
    /// </summary>
    private static Found? OnlyShown(IReadOnlyList<DateClaim> claims)
    {
        string[] days = [.. claims.Where(c => c.Kind == DateClaims.Page).Select(c => c.Value[..10]).Distinct(StringComparer.Ordinal)];
        if (days.Length != 1) return null;
        if (claims.Any(c => c.Kind == DateClaims.Metadata))
        {
            // The day of the last change is shown too, and a day and month may be read the wrong way round.
            if (claims.Any(c => c.Kind == DateClaims.Updated && c.Value.StartsWith(days[0], StringComparison.Ordinal))) return null;
            string swapped = $"{days[0][..5]}{days[0][8..]}-{days[0][5..7]}";
            if (claims.Any(c => c.Kind == DateClaims.Metadata && c.Value.StartsWith(swapped, StringComparison.Ordinal))) return null;
        }
        return Of(claims.FirstOrDefault(c => c.Kind == DateClaims.Metadata && c.Value.StartsWith(days[0], StringComparison.Ordinal)) ?? claims.First(c => c.Kind == DateClaims.Page));
    }

    private static void ReadLines(DateClaims claims, IReadOnlyList<PageLine> lines, int start, int end, int titleLine)
    {
        for (int i = Math.Max(0, titleLine - 6); i < Math.Min(lines.Count, start + 4); i++) ReadLine(claims, lines[i]);
        for (int i = Math.Max(end, start + 4); i < Math.Min(lines.Count, end + 4); i++) ReadLine(claims, lines[i]);
    }

    private static void ReadLine(DateClaims claims, PageLine line)
    {
        if (line.Reason == LineReason.Body || line.Text.Length > 160) return;
        bool updated = line.Text.Contains("pdated", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("odified", StringComparison.OrdinalIgnoreCase)
            || line.Text.Contains("reviewed", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("aktualisiert", StringComparison.OrdinalIgnoreCase);
        claims.Read(updated ? DateClaims.Updated : DateClaims.Page, line.Text, line.Text);
    }

    private static void Add(DateClaims claims, string kind, string? value, string evidence)
    {
        const int MaxLength = 200;
        if (value is { Length: <= MaxLength }) claims.Keep(kind, claims.Find(value), evidence);
    }
}
