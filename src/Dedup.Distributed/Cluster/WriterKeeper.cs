using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dedup.Distributed.Cluster;

/// <summary>Sees to it that there is a writer: when its host has gone, the next call makes it on another.</summary>
internal sealed partial class WriterKeeper(IGrainFactory grains, ILogger<WriterKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? stood = null;
        IWriterGrain writer = grains.GetGrain<IWriterGrain>(0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                string stands = await writer.Stand().WaitAsync(stoppingToken);
                if (stands != stood) LogWriter(stands);
                stood = stands;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Its host has gone, and is not known to be gone yet; or the database cannot be reached.
                LogMissing(e.Message);
            }
            await Task.Delay(LookEach, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "The host that writes is {Host}")]
    private partial void LogWriter(string host);

    [LoggerMessage(1101, LogLevel.Warning, "The host that writes cannot be asked: {Reason}")]
    private partial void LogMissing(string reason);
}
