using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dedup.Distributed.Preparing;
using Dedup.Distributed.Shards;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Dedup.Distributed.Cluster;

/// <summary>Makes a program one host of a cluster: several that share a database of PostgreSQL.</summary>
public static partial class ClusterHost
{
    /// <summary>Probes that a host may miss before it is thought dead.</summary>
    private const int MostMissed = 3;

    /// <summary>Adds what a host of the cluster is to a program that has options with <see cref="ClusterSettings.Address"/>.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public static void Add(IHostApplicationBuilder builder, DedupOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var store = (PostgresStore)options.Store;
        IPEndPoint address = Resolve(options.Cluster.Address);
        // As the database and the other hosts name it.
        options.Cluster.Address = address.ToString();
        store.Join(options);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IFatalErrorHandler, DeclaredDead>();
        builder.UseOrleans(silo =>
        {
            silo.UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = "Npgsql";
                clustering.ConnectionString = store.ConnectionString;
            });
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Cluster.Name, "dedup"));
            silo.ConfigureEndpoints(address.Address, address.Port, gatewayPort: 0);
            silo.Configure<SiloOptions>(own => own.SiloName = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{address.Port}"));
            silo.Configure<ClusterMembershipOptions>(members =>
            {
                // As it is by default a probe may take up to four times as long, and a host that was paused was held for dead after 12 s where 3 were set.
                members.ProbeTimeout = members.MinProbeTimeout = members.MaxProbeTimeout = TimeSpan.FromSeconds(options.Cluster.DeadAfterSeconds / MostMissed);
                members.NumMissedProbesLimit = MostMissed;
                // Each host asks every shard: one that only a third can reach is of no use, and with the third's word for it two that are cut off from one another would wait until they are not.
                members.EnableIndirectProbes = false;
                // Of three hosts two are left to see that one is gone, and one of these may be waiting for it.
                members.NumVotesForDeathDeclaration = 1;
                members.TableRefreshTimeout = TimeSpan.FromSeconds(options.Cluster.DeadAfterSeconds);
                // Who joins asks all that are active, and waits for one that does not answer until it has not written that it is alive for this long: where the last that was active is killed while others start, nobody else can say that it is dead.
                members.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(options.Cluster.DeadAfterSeconds / MostMissed);
                members.NumMissedTableIAmAliveLimit = MostMissed;
                members.DefunctSiloExpiration = TimeSpan.FromDays(1);
            });
            // The log of a large shard is read for a while.
            silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = messages.SystemResponseTimeout = TimeSpan.FromSeconds(Math.Max(60, options.Cluster.DeadAfterSeconds)));
            silo.Configure<GrainCollectionOptions>(grains => grains.ActivationTimeout = TimeSpan.FromMinutes(30));
            silo.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
            silo.AddPlacementDirector<HostPlacement, HostPlacementDirector>();
        });
        builder.Services.AddHostedService<WriterKeeper>();
    }

    /// <summary>Lets the options' writer and questions ask the cluster's shards.</summary>
    /// <param name="options">The options.</param>
    /// <param name="services">The program's, with a host of the cluster.</param>
    /// <returns>What questions ask on a host that does not write.</returns>
    public static LiveIndex Use(DedupOptions options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        var store = (PostgresStore)options.Store;
        options.Preparers = new OtherHosts(grains, options, services.GetRequiredService<ILocalSiloDetails>(), services.GetRequiredService<IClusterMembershipService>());
        options.OpenIndex = variants => ShardedIndex.ForWriting(grains, options, variants, store);
        return new LiveIndex(ShardedIndex.ForReading(grains, options), null, options.Ingest.CachedWords / 2);
    }

    private static IPEndPoint Resolve(string address)
    {
        int at = address.LastIndexOf(':');
        string host = address[..at].Trim('[', ']');
        int port = int.Parse(address[(at + 1)..], CultureInfo.InvariantCulture);
        if (IPAddress.TryParse(host, out IPAddress? known))
        {
            return known.Equals(IPAddress.Any) || known.Equals(IPAddress.IPv6Any)
                ? throw new DatabaseException($"{DedupOptions.Section}:Cluster:Address is {address}, which means every address of this machine; name the one that the other hosts reach it by")
                : new IPEndPoint(known, port);
        }
        try
        {
            return new IPEndPoint(Dns.GetHostAddresses(host).OrderBy(ip => ip.AddressFamily != AddressFamily.InterNetwork).First(), port);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new DatabaseException($"{DedupOptions.Section}:Cluster:Address names {host}, which has no address here ({e.Message}); name one that the other hosts reach this one by", e);
        }
    }

    /// <summary>The others hold this host for dead and have taken over what it had: it ends, and begins anew where a supervisor starts it.</summary>
    private sealed partial class DeclaredDead(ILogger<DeclaredDead> logger) : IFatalErrorHandler
    {
        private const int Failed = 3;

        private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception)
        {
            LogDead(context ?? exception?.Message ?? "an error that it cannot go on after");
            // What it is at may wait for those that do not answer it any more.
            new Thread(() =>
            {
                Thread.Sleep(LongestEnd);
                Process.GetCurrentProcess().Kill();
            })
            { IsBackground = true }.Start();
            Environment.Exit(Failed);
        }

        [LoggerMessage(1102, LogLevel.Critical, "This host ends: {Reason}. Where the others held it for dead they go on with what it had not stored; start it again")]
        private partial void LogDead(string reason);
    }
}
