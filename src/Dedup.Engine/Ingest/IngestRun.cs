namespace Dedup.Engine.Ingest;

/// <summary>A run that takes pages in: from the first page of a request to the last, however often it is interrupted between.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Counts">What it has done, before an interruption too.</param>
internal sealed record IngestRun(long Id, IngestCounts Counts)
{
    /// <summary>What was done when this process took it up.</summary>
    public IngestCounts Before { get; } = Counts.Copy();

    /// <summary>Pages done when this process took it up.</summary>
    public long Resumed => Before.Pages;

    /// <summary>Documents that pages of other files have taken the place of, since this process took it up.</summary>
    public long OverwrittenCount { get; private set; }

    /// <summary>The first of those.</summary>
    public List<Overwritten> Overwritten { get; } = [];

    /// <summary>Keeps word of such a document.</summary>
    public void Overwrite(Overwritten document)
    {
        if (OverwrittenCount++ < Ingestor.ListedRejections) Overwritten.Add(document);
    }

    /// <summary>When its last page was stored and clustered, ISO 8601; null before.</summary>
    public string? Finished { get; set; }
}
