namespace Dedup.Engine.Sites;

/// <summary>Orders of a list of sites.</summary>
public enum SiteSort
{
    /// <summary>Most documents first.</summary>
    Documents,

    /// <summary>By name.</summary>
    Name,
}

/// <summary>Which sites to list, and in which order.</summary>
public sealed record SiteFilter
{
    /// <summary>Fewest documents; default 1.</summary>
    public long MinDocuments { get; init; } = 1;

    /// <summary>Order of the list.</summary>
    public SiteSort Sort { get; init; } = SiteSort.Documents;

    /// <summary>Most sites to list; default 20.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The last site of the page before: the list goes on behind it.</summary>
    public string? AfterSite { get; init; }

    /// <summary>That site's documents, where the list is sorted by them.</summary>
    public long? AfterDocuments { get; init; }
}

/// <summary>A site in a list. Documents that wait for their clusters are not counted.</summary>
public sealed record SiteRow
{
    /// <summary>Its name, as one of its pages shows it.</summary>
    public required string Site { get; init; }

    /// <summary>Documents.</summary>
    public required long Documents { get; init; }

    /// <summary>Clusters of two sites or more in which it stands.</summary>
    public required long SharedClusters { get; init; }

    /// <summary>Documents that are members of a cluster whose likely origin is another document.</summary>
    public required long Copies { get; init; }

    /// <summary>Share of its documents that are copies, 0–1.</summary>
    public double CopyShare => Documents == 0 ? 0 : (double)Copies / Documents;

    /// <summary>First claimed date.</summary>
    public string? FirstPublished { get; init; }

    /// <summary>Last claimed date.</summary>
    public string? LastPublished { get; init; }

    /// <summary>When a crawl first saw a page of it.</summary>
    public string? FirstFetched { get; init; }

    /// <summary>When a crawl first saw the latest page of it.</summary>
    public string? LastFetched { get; init; }
}
