using Dedup.Engine.Queries;
using Dedup.Engine.Sites;

namespace Dedup.Host.Serve;

/// <summary>What is shown of the database as a whole: the first page asks for itself again every few seconds, and counting takes longer on a large one.</summary>
internal sealed class Known(LiveDatabase live, TimeProvider clock)
{
    private const int Agencies = 10;
    private const int Runs = 5;

    /// <summary>What the database holds.</summary>
    public Cached<DatabaseStatus> Status { get; } = new(clock, TimeSpan.FromSeconds(2), () => live.Read(reader => DatabaseStatus.Read(reader, Runs), CancellationToken.None));

    /// <summary>Sizes of clusters and agencies.</summary>
    public Cached<DatabaseFigures> Figures { get; } = new(clock, TimeSpan.FromSeconds(10), () => live.Read(reader => DatabaseFigures.Read(reader, Agencies), CancellationToken.None));

    /// <summary>All sites.</summary>
    public Cached<SiteTable> Sites { get; } = new(clock, TimeSpan.Zero, () => live.Read(SiteTable.Read, CancellationToken.None));
}
