using Dedup.Distributed.Cluster;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dedup.Scale.Shards;

/// <summary>A host of a cluster that holds its shards and does nothing else: none of the service's workers run beside them.</summary>
internal static class ShardHost
{
    /// <summary>What a host says when it is one.</summary>
    public const string Started = "started";

    /// <summary>Options of a host; all but where it stands as they are by default.</summary>
    public static DedupOptions Options(string address, string database)
    {
        var options = new DedupOptions { Database = database };
        options.Use(new PostgresStore(database));
        options.Cluster.Address = address;
        return options;
    }

    /// <summary>Makes this process a host, until it ends.</summary>
    public static IServiceProvider Start(DedupOptions options)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "dedup", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new WriterTurn(isAlone: false));
        ClusterHost.Add(builder, options);
        builder.Services.AddSingleton<IHostLifetime, Unguarded>();
        IHost host = builder.Build();
        host.StartAsync().GetAwaiter().GetResult();
        return host.Services;
    }

    /// <summary>Is a host until the standard input ends, as it does when whoever started it is gone; without a farewell, upon which others would read the logs of its shards.</summary>
    public static int Serve(string address, string database)
    {
        Start(Options(address, database));
        Console.WriteLine(Started);
        Console.In.ReadToEnd();
        return 0;
    }

    /// <summary>A signal ends the process, as it does that of the other measurements; a host's own way is to wait for the program to stop it.</summary>
    private sealed class Unguarded : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
