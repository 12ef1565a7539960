using System.Globalization;
using Dedup.Engine.Queries;

namespace Dedup.Host.Web.Search;

/// <summary>What is searched for, as the address says it; what means nothing there is passed over.</summary>
public sealed record SearchQuestion
{
    /// <summary>Rows of a page.</summary>
    private const int Limit = 25;

    /// <summary>What was typed.</summary>
    public string? Query { get; init; }

    /// <summary>Whether documents are listed and not clusters.</summary>
    public bool InDocuments { get; init; }

    /// <summary>A site.</summary>
    public string? Site { get; init; }

    /// <summary>An agency.</summary>
    public string? Agency { get; init; }

    /// <summary>First claimed day.</summary>
    public string? From { get; init; }

    /// <summary>Last claimed day.</summary>
    public string? To { get; init; }

    /// <summary>Fewest sites of a cluster.</summary>
    public int MinSites { get; init; }

    /// <summary>Fewest pages of a cluster.</summary>
    public int MinPages { get; init; } = 2;

    /// <summary>Order, in the words of the address.</summary>
    public string? Sort { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Orders of clusters, in the words of the address and of the page.</summary>
    public static IReadOnlyList<(string Value, string Words)> ClusterSorts { get; } =
        [("size", "most pages"), ("sites", "most sites"), ("newest", "newest claim"), ("oldest", "oldest claim"), ("id", "number")];

    /// <summary>Orders of documents.</summary>
    public static IReadOnlyList<(string Value, string Words)> DocumentSorts { get; } = [("rank", "best fit"), ("newest", "newest claim")];

    /// <summary>Reads an address.</summary>
    public static SearchQuestion Read(IQueryCollection query) => new()
    {
        Query = Text(query["q"]),
        InDocuments = query["in"] == "documents",
        Site = Text(query["site"]),
        Agency = Text(query["agency"]),
        From = Day(query["from"]),
        To = Day(query["to"]),
        MinSites = Number(query["sites"], 0),
        MinPages = Number(query["pages"], 2),
        Sort = Text(query["sort"]),
        Cursor = Text(query["cursor"]),
    };

    /// <summary>The address of the same question.</summary>
    public string Address(bool? inDocuments = null, string? cursor = null)
    {
        bool documents = inDocuments ?? InDocuments;
        return Links.With(
            "/search", ("q", Query), ("in", documents ? "documents" : null), ("site", Site), ("agency", Agency), ("from", From), ("to", To),
            ("sites", documents || MinSites < 2 ? null : MinSites.ToString(CultureInfo.InvariantCulture)),
            ("pages", documents || MinPages == 2 ? null : MinPages.ToString(CultureInfo.InvariantCulture)),
            ("sort", documents == InDocuments ? Sort : null), ("cursor", cursor));
    }

    /// <summary>The one place where pages ask for a list of clusters.</summary>
    /// <exception cref="CursorException">The cursor is of another list.</exception>
    public ClusterPage Clusters(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Clusters(new ClusterFilter
        {
            Query = Query,
            Site = Site,
            Agency = Agency,
            From = From,
            To = To,
            MinSites = MinSites,
            MinDocuments = MinPages,
            Sort = Enum.TryParse(Sort, ignoreCase: true, out ClusterSort sort) && Enum.IsDefined(sort) ? sort : ClusterSort.Size,
            Limit = Limit,
        }, Cursor);
    }

    /// <summary>The one place where pages ask for a list of documents.</summary>
    /// <exception cref="CursorException">The cursor is of another list.</exception>
    public DocumentPage Documents(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.SearchDocuments(new DocumentFilter
        {
            Query = Query,
            Site = Site,
            Agency = Agency,
            From = From,
            To = To,
            Order = Sort == "newest" ? DocumentOrder.Newest : DocumentOrder.Rank,
            Limit = Limit,
        }, Cursor);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static int Number(string? value, int otherwise) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string? Day(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : null;
}
