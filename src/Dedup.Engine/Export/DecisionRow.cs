namespace Dedup.Engine.Export;

/// <summary>Whether a document is kept, and if not, what for; the measures are null for a kept one.</summary>
public sealed record DecisionRow
{
    /// <summary>The document's key.</summary>
    public required string Key { get; init; }

    /// <summary>keep or drop.</summary>
    public required string Decision { get; init; }

    /// <summary>Key of the kept document that it is dropped for.</summary>
    public string? Kept { get; init; }

    /// <summary>
    /// What the dropped body is to the kept one: exact, near, truncated or excerpt. Which of the two is the shorter is told by
    /// the containments: a policy may keep the truncated copy.
    /// </summary>
    public string? Relation { get; init; }

    /// <summary>Jaccard coefficient of the shingle sets, 0–1.</summary>
    public double? Resemblance { get; init; }

    /// <summary>Share of the dropped body's shingles that stand in the kept one, 0–1.</summary>
    public double? ContainmentOfDropped { get; init; }

    /// <summary>Share of the kept body's shingles that stand in the dropped one, 0–1.</summary>
    public double? ContainmentOfKept { get; init; }

    /// <summary>Key of the representative of the document's cluster: ids of clusters depend on arrival, keys do not.</summary>
    public required string Story { get; init; }
}

/// <summary>How many documents were kept and dropped.</summary>
/// <param name="Kept">Kept documents.</param>
/// <param name="Exact">Dropped for a document with the same body.</param>
/// <param name="Near">Dropped for a near one.</param>
/// <param name="Truncated">Dropped where one of the two is a truncated copy of the other.</param>
/// <param name="Excerpts">Excerpts dropped for their story.</param>
public sealed record DecisionCounts(long Kept, long Exact, long Near, long Truncated, long Excerpts)
{
    /// <summary>Dropped documents.</summary>
    public long Dropped => Exact + Near + Truncated + Excerpts;

    /// <summary>All documents that were decided on.</summary>
    public long Documents => Kept + Dropped;
}
