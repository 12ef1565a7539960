namespace Dedup.Engine.Queries;

/// <summary>Which clusters to list, and in which order.</summary>
public sealed record ClusterFilter
{
    /// <summary>Fewest member documents; default 2.</summary>
    public int MinDocuments { get; init; } = 2;

    /// <summary>Most member documents.</summary>
    public int? MaxDocuments { get; init; }

    /// <summary>Fewest distinct sites.</summary>
    public int MinSites { get; init; }

    /// <summary>A site that shows a member.</summary>
    public string? Site { get; init; }

    /// <summary>An agency that a member credits.</summary>
    public string? Agency { get; init; }

    /// <summary>A member claims this day or a later one, ISO 8601.</summary>
    public string? From { get; init; }

    /// <summary>A member claims this day or an earlier one, ISO 8601.</summary>
    public string? To { get; init; }

    /// <summary>Words that all stand in the title of one member.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What a person types, as <see cref="Search.SearchQuery"/> understands it: one member holds it.</summary>
    public string? Query { get; init; }

    /// <summary>Order of the list.</summary>
    public ClusterSort Sort { get; init; } = ClusterSort.Size;

    /// <summary>Most clusters to list; default 20.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>Orders of a list of clusters.</summary>
public enum ClusterSort
{
    /// <summary>Most documents first.</summary>
    Size,

    /// <summary>Most sites first.</summary>
    Sites,

    /// <summary>Latest claimed date first.</summary>
    Newest,

    /// <summary>Earliest claimed date first.</summary>
    Oldest,

    /// <summary>By id.</summary>
    Id,
}
