namespace Dedup.Engine.Extraction;

/// <summary>Gathers every date that a page claims for itself, each kind and value once, in the order in which they are found.</summary>
/// <param name="hints">What came beside the page.</param>
/// <param name="fetched">When it was fetched, ISO 8601: what relative words are told from; unknown, they claim nothing.</param>
/// <param name="language">The page's language, if known: it tells day and month of 8/3/2025 apart.</param>
internal sealed class DateClaims(PageHints hints, string? fetched, string? language = null)
{
    public const string Given = "given";
    public const string Metadata = "metadata";
    public const string Page = "page";
    public const string Updated = "updated";
    public const string Url = "url";

    private const int MaxClaims = 40;

    private readonly List<DateClaim> _claims = [];

    /// <summary>The absolute date in the words, not kept; null where there is none.</summary>
    public Found? Find(string words) => ClaimedDate.Read(words, language);

    /// <summary>The absolute date in the line, not kept; null where there is none.</summary>
    public Found? Find(LineFeatures line) => ClaimedDate.Read(line, language);

    /// <summary>The date that came with the page, or null.</summary>
    public Found? FromHints() => Keep(Given, hints.Published is null ? null : Find(hints.Published), "given with the page");

    /// <summary>The date in the page's address, or null.</summary>
    public Found? FromUrl() => Keep(Url, UrlDate.Read(hints.Url), null);

    /// <summary>The date in the words, absolute or else relative, kept as a claim of that kind; null where there is none.</summary>
    public Found? Read(string kind, string words, string evidence) => Keep(kind, Find(words) ?? RelativeDate.Read(words, fetched), evidence);

    /// <summary>Keeps a date that was found as a claim of that kind.</summary>
    public Found? Keep(string kind, Found? date, string? evidence)
    {
        if (date is null) return null;
        Found shown = date with { Evidence = evidence ?? date.Evidence };
        if (_claims.Count < MaxClaims && !_claims.Exists(c => c.Kind == kind && c.Value == date.Value)) _claims.Add(new DateClaim(kind, shown.Value, shown.Evidence));
        return shown;
    }

    /// <summary>All that was kept.</summary>
    public IReadOnlyList<DateClaim> ToList() => [.. _claims];
}
