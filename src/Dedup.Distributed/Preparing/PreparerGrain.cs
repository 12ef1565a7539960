using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Dedup.Distributed.Preparing;

/// <summary>Prepares pages on one host, which its key names.</summary>
internal interface IPreparerGrain : IGrainWithStringKey
{
    /// <summary>Prepares pages with what was learned up to a version.</summary>
    /// <returns>For each page what came of it; null where this host cannot read that version.</returns>
    Task<PreparedMessage[]?> Prepare(long chrome, PageMessage[] pages);
}

/// <summary>What was learned is read once for each version of it, and kept.</summary>
[HostPlacement]
[Reentrant]
internal sealed class PreparerGrain(DedupOptions options) : Grain, IPreparerGrain
{
    private (long Version, Task<LearnedChrome?> Read)? _learned;

    /// <inheritdoc/>
    public async Task<PreparedMessage[]?> Prepare(long chrome, PageMessage[] pages)
    {
        if (_learned?.Version != chrome) _learned = (chrome, Task.Run(() => Read(chrome)));
        Task<LearnedChrome?> reading = _learned.Value.Read;
        LearnedChrome? known = null;
        try
        {
            known = await reading;
        }
        catch (DatabaseException)
        {
            // The writer prepares the pages itself.
        }
        if (known is null)
        {
            // It may be there when it is asked for next.
            if (_learned?.Read == reading) _learned = null;
            return null;
        }
        // A batch takes as long as many turns of grains.
        return await Task.Run(() =>
        {
            using var preparer = new PagePreparer(options, skipStored: true);
            return preparer.Prepare([.. pages.Select(page => page.ToPage())], () => known).Select(PreparedMessage.Of).ToArray();
        });
    }

    /// <summary>Null where it is not stored yet, or another is.</summary>
    private LearnedChrome? Read(long version)
    {
        using var connection = (PostgresConnection)options.Store.OpenForReading();
        // Both as they stood at one moment.
        connection.Transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        LearnedChrome? chrome = connection.ExecuteScalar<long>("SELECT version FROM chrome_version") == version ? ChromeReader.All(connection) : null;
        connection.Transact("COMMIT");
        return chrome;
    }
}

/// <summary>Grains that stand on the host that their key names.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HostPlacementAttribute() : PlacementAttribute(new HostPlacement());

/// <summary>See <see cref="HostPlacementAttribute"/>.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class HostPlacement : PlacementStrategy;

/// <summary>Finds the host; where it has gone the grain stands on any, and does the same.</summary>
internal sealed class HostPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] hosts = context.GetCompatibleSilos(target);
        string? named = target.GrainIdentity.Key.ToString();
        return Task.FromResult(hosts.FirstOrDefault(host => host.ToParsableString() == named) ?? hosts[0]);
    }
}
