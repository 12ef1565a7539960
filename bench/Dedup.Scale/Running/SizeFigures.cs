namespace Dedup.Scale.Running;

/// <summary>What was measured with a crawl of one size.</summary>
/// <param name="Documents">Pages of the crawl.</param>
/// <param name="Megabytes">Its JSON Lines, in millions of bytes.</param>
/// <param name="IngestSeconds">Wall time of <c>dedup ingest</c> from nothing, start of the program included.</param>
/// <param name="BareSeconds">Wall time in which SQLite alone writes the same rows with the same indexes and as many commits.</param>
/// <param name="AgainSeconds">Wall time of the same command when everything is stored.</param>
/// <param name="StartSeconds">Wall time of <c>dedup ingest</c> of a file without pages: the program starts and has all indexes ready to take pages in.</param>
/// <param name="MatchSeconds">Wall time of <c>dedup match</c> for one page, in a process of its own.</param>
/// <param name="Matching">Many pages matched by one process.</param>
/// <param name="PeakMegabytes">Most memory that the ingest had resident.</param>
/// <param name="DatabaseMegabytes">Size of the database.</param>
/// <param name="Clusters">Clusters found.</param>
/// <param name="Links">Verified pairs.</param>
internal sealed record SizeFigures(
    long Documents, double Megabytes, double IngestSeconds, double BareSeconds, double AgainSeconds, double StartSeconds, double MatchSeconds, Matching Matching, double PeakMegabytes, double DatabaseMegabytes, long Clusters, long Links)
{
    public double DocumentsPerSecond => Documents / IngestSeconds;

    public double MegabytesPerSecond => Megabytes / IngestSeconds;

    /// <summary>Speed against that of SQLite alone.</summary>
    public double ShareOfBare => BareSeconds / IngestSeconds;
}
