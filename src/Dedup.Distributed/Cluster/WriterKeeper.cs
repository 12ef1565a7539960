using Dedup.Distributed.Shards;
using Dedup.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dedup.Distributed.Cluster;

/// <summary>Sees to it that the writer and the shards stand somewhere: when their host has gone, the next call makes them on another.</summary>
internal sealed partial class WriterKeeper(IGrainFactory grains, DedupOptions options, WriterTurn turn, ILogger<WriterKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? stood = null;
        IWriterGrain writer = grains.GetGrain<IWriterGrain>(0);
        Task shards = Task.CompletedTask;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                string stands = await writer.Stand().WaitAsync(stoppingToken);
                if (stands != stood) LogWriter(stands);
                stood = stands;
                // One of the hosts is enough; and a shard that reads a long log is not waited for.
                if (turn.IsMine && shards.IsCompleted) shards = Task.WhenAll(Enumerable.Range(0, options.Cluster.Shards).Select(shard => grains.GetGrain<IShardGrain>(shard).Stand())).ContinueWith(_ => { }, stoppingToken, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Its host has gone, and is not known to be gone yet; or the database cannot be reached.
                LogMissing(e.Message);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // It ends, and what it called ends too.
                return;
            }
            await Task.Delay(LookEach, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "The host that writes is {Host}")]
    private partial void LogWriter(string host);

    [LoggerMessage(1101, LogLevel.Warning, "The host that writes cannot be asked: {Reason}")]
    private partial void LogMissing(string reason);
}
