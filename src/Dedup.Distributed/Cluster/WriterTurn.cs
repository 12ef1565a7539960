namespace Dedup.Distributed.Cluster;

/// <summary>Whether this host is the one that writes. Alone it always is; in a cluster where the writer's grain stands.</summary>
public sealed class WriterTurn
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says whose turn it is.</summary>
    /// <param name="isAlone">Whether there is no other host.</param>
    public WriterTurn(bool isAlone)
    {
        if (isAlone) _begun.SetResult();
    }

    /// <summary>Whether it is this host's turn.</summary>
    public bool IsMine
    {
        get
        {
            lock (_gate) return _begun.Task.IsCompleted;
        }
    }

    /// <summary>Returns when it is this host's turn.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_gate) return _begun.Task.WaitAsync(cancellation);
    }

    internal void Begin()
    {
        lock (_gate) _begun.TrySetResult();
    }

    internal void End()
    {
        lock (_gate)
        {
            if (_begun.Task.IsCompleted) _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
