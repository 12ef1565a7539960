using Orleans.Placement;

namespace Dedup.Distributed.Cluster;

/// <summary>The one writer: it takes in what was posted, makes the links and keeps the clusters. Where it stands is where that is done.</summary>
internal interface IWriterGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps it standing, and says on which host.</summary>
    Task<string> Stand();
}

/// <summary>Gives its host the writer's turn. Two may stand for a while, when one host does not hear that it is thought dead: which of them writes is told by the lock in the database.</summary>
[KeepAlive]
[PreferLocalPlacement]
internal sealed class WriterGrain(WriterTurn turn, ILocalSiloDetails host) : Grain, IWriterGrain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        turn.Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        turn.End();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string> Stand() => Task.FromResult(host.SiloAddress.Endpoint.ToString());
}
