namespace Dedup.Engine.Sites;

/// <summary>What a profile reads of a document. A class with settable properties: of an empty result SQLite knows no column types.</summary>
internal sealed class SiteDocument
{
    public string Site { get; init; } = "";

    public long Variant { get; init; }

    public string Relation { get; init; } = "";

    public long Cluster { get; init; }

    public long Sites { get; init; }

    public long Documents { get; init; }

    public long Origin { get; init; }

    public string? Agency { get; init; }

    public string? Language { get; init; }

    public string? Section { get; init; }

    public string? Published { get; init; }

    public string? Fetched { get; init; }
}

/// <summary>Counts the documents of a site.</summary>
internal sealed class SiteTally
{
    private readonly HashSet<long> _bodies = [];
    private readonly Dictionary<long, long> _documentsOf = [];
    private readonly HashSet<long> _shared = [];
    private string _site = "";
    private long _copies;
    private (string? First, string? Last) _published;
    private (string? First, string? Last) _fetched;

    public long Documents { get; private set; }

    public long Origins { get; private set; }

    public long Bodies => _bodies.Count;

    public Dictionary<string, long> Relations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Agencies { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Languages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Sections { get; } = new(StringComparer.Ordinal);

    public void Add(SiteDocument document)
    {
        if (Documents++ == 0 || string.CompareOrdinal(document.Site, _site) < 0) _site = document.Site;
        _bodies.Add(document.Variant);
        if (document.Documents > 1) _documentsOf[document.Cluster] = document.Documents;
        if (document.Sites > 1) _shared.Add(document.Cluster);
        if (document.Origin == 0) _copies++;
        else if (document.Sites > 1) Origins++;
        Count(Relations, document.Relation);
        Count(Agencies, document.Agency);
        Count(Languages, document.Language);
        Count(Sections, document.Section);
        Widen(ref _published, document.Published);
        Widen(ref _fetched, document.Fetched);
    }

    public SiteRow Figures() => new()
    {
        Site = _site,
        Documents = Documents,
        SharedClusters = _shared.Count,
        Copies = _copies,
        FirstPublished = _published.First,
        LastPublished = _published.Last,
        FirstFetched = _fetched.First,
        LastFetched = _fetched.Last,
    };

    /// <summary>Its clusters of two documents or more, the largest first.</summary>
    public IEnumerable<long> Largest(int count) => _documentsOf.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(count).Select(c => c.Key);

    /// <summary>The most frequent values first.</summary>
    public static IReadOnlyList<SiteCount> Ordered(Dictionary<string, long> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new SiteCount(c.Key, c.Value))];

    private static void Count(Dictionary<string, long> counts, string? value)
    {
        if (value is not null) counts[value] = counts.GetValueOrDefault(value) + 1;
    }

    private static void Widen(ref (string? First, string? Last) span, string? date)
    {
        if (date is null) return;
        if (span.First is null || string.CompareOrdinal(date, span.First) < 0) span.First = date;
        if (span.Last is null || string.CompareOrdinal(date, span.Last) > 0) span.Last = date;
    }
}
