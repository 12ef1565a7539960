using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Host.Serve;

namespace Dedup.Host.Web;

/// <summary>What pages show of the database as a whole, and no request is made to wait for twice.</summary>
internal sealed class Known(LiveDatabase live, DedupOptions options, TimeProvider clock)
{
    private const int Agencies = 10;
    private const int Runs = 5;

    /// <summary>What the database holds.</summary>
    public Cached<DatabaseStatus> Status { get; } = new(clock, TimeSpan.FromSeconds(2), () => live.Read(reader => DatabaseStatus.Read(reader, options.Database, Runs), CancellationToken.None));

    /// <summary>Sizes of clusters and agencies.</summary>
    public Cached<DatabaseFigures> Figures { get; } = new(clock, TimeSpan.FromSeconds(10), () => live.Read(reader => DatabaseFigures.Read(reader, Agencies), CancellationToken.None));

    /// <summary>Who carries which stories, and the networks in that.</summary>
    public Cached<KnownNetworks> Networks { get; } = new(clock, TimeSpan.FromMinutes(1), () => Find(options));

    private static Task<KnownNetworks> Find(DedupOptions options)
    {
        // A reader of its own: it takes its time.
        using var reader = new Reader(options.Database);
        SiteStories stories = SiteStories.Read(reader);
        return Task.FromResult(new KnownNetworks(stories, SiteNetworks.Of(stories)));
    }
}

/// <summary>The networks of sites with the stories that they were found in.</summary>
/// <param name="Stories">The stories.</param>
/// <param name="Found">The networks.</param>
internal sealed record KnownNetworks(SiteStories Stories, SiteNetworks Found);
