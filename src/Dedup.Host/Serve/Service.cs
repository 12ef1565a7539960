using System.Threading.RateLimiting;
using Dedup.Distributed.Cluster;
using Dedup.Distributed.Posts;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Host.Access;
using Dedup.Host.Operations;
using Dedup.Host.Rest;
using Dedup.Host.Web;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dedup.Host.Serve;

/// <summary>Puts the service together: the workers, and where an address is set the API and the pages.</summary>
internal static class Service
{
    private const int LeastThreads = 32;

    /// <summary>Behind the answers: one thread that stores, one that indexes for searches, one that works out networks.</summary>
    private const int Others = 3;

    /// <summary>Those that read beside the one that stores when templates are learned, however few are to prepare pages.</summary>
    private const int Readers = 4;

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>A service without an address: it watches folders, and nobody asks it anything.</summary>
    public static IHost BuildSilent(DedupOptions options, bool json)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "dedup", ContentRootPath = AppContext.BaseDirectory });
        AddWorkers(builder, options, json);
        IHost host = builder.Build();
        Join(options, host.Services);
        return host;
    }

    /// <summary>A service that listens.</summary>
    public static WebApplication Build(DedupOptions options, ApiKeys keys, bool json)
    {
        // Pages are prepared by threads of the pool for many milliseconds each; requests must not wait for one of these to end, but share the processors with them.
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), ports);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dedup", ContentRootPath = AppContext.BaseDirectory });
        AddWorkers(builder, options, json);
        builder.WebHost.UseKestrelCore().UseUrls(options.Serve.Address).ConfigureKestrel(server => Limit(server, options.Serve));
        IServiceCollection services = builder.Services;
        services.AddSingleton(keys);
        services.AddRoutingCore();
        services.AddHostFiltering(hosts => Allow(hosts, options.Serve));
        services.AddRequestDecompression();
        services.AddProblemDetails();
        services.AddExceptionHandler<Faults>();
        services.AddRateLimiter(limiter => Limit(limiter, options.Serve));
        KeyAuthentication.Add(services);
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.PropertyNamingPolicy = Engine.Export.Exporter.Json.PropertyNamingPolicy;
            http.SerializerOptions.Encoder = Engine.Export.Exporter.Json.Encoder;
        });
        services.AddSingleton<Known>();
        services.AddSingleton<NetworkCache>();
        services.AddHostedService(all => all.GetRequiredService<NetworkCache>());
        ApiDocument.Add(services);
        Telemetry.Add(services, options);
        Pages.Add(services);

        WebApplication app = builder.Build();
        Join(options, app.Services);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        BrowserGuards.Use(app, ApiDocument.TryPath);
        app.UseHostFiltering();
        app.Use((context, next) =>
        {
            // Answered as GET is; the server itself leaves the body away.
            if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseRequestDecompression();
        app.UseAuthentication();
        app.UseAuthorization();
        RouteGroupBuilder api = app.MapGroup("/v1");
        PostEndpoints.Map(api);
        MatchEndpoints.Map(api);
        DocumentEndpoints.Map(api);
        ClusterEndpoints.Map(api);
        SearchEndpoints.Map(api);
        SiteEndpoints.Map(api);
        JobEndpoints.Map(api);
        StatusEndpoints.Map(api);
        ApiDocument.Map(app);
        Health.Map(app);
        Telemetry.Map(app);
        Pages.Map(app);
        return app;
    }

    private static void AddWorkers(IHostApplicationBuilder builder, DedupOptions options, bool json)
    {
        IServiceCollection services = builder.Services;
        Logs.Set(builder.Logging, json);
        services.AddSystemd();
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ServiceFolder(options.Store.Files));
        services.AddSingleton(new WriterTurn(isAlone: !IsOfCluster(options)));
        if (IsOfCluster(options))
        {
            // Its hosted services come first: those of ours ask it.
            ClusterHost.Add(builder, options);
            services.AddSingleton(all => new PostgresQueue((PostgresStore)options.Store, all.GetRequiredService<ServiceFolder>().Queue, QueueBytes(options), all.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IPostQueue>(all => all.GetRequiredService<PostgresQueue>());
            services.AddSingleton<IJobRecords>(all => all.GetRequiredService<PostgresQueue>());
        }
        else
        {
            services.AddSingleton<IPostQueue>(all => new PostQueue(options.Store.Files, all.GetRequiredService<ServiceFolder>().Queue, QueueBytes(options), all.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IJobRecords>(all => new JobFolder(all.GetRequiredService<ServiceFolder>().Jobs));
        }
        services.AddSingleton<JobStore>();
        services.AddSingleton<LiveDatabase>();
        services.AddSingleton<IngestRate>();
        services.AddSingleton(_ => new BackgroundThreads(Math.Max(options.Ingest.Threads, Readers) + Others, options.Serve.Nice));
        services.AddHostedService<IngestWorker>();
        services.AddHostedService<SearchWorker>();
        services.AddHostedService<UpkeepWorker>();
        // A stop finishes the batch in hand and works out its clusters.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
    }

    private static bool IsOfCluster(DedupOptions options) => options.Cluster.Address.Length > 0;

    private static long QueueBytes(DedupOptions options) => (long)options.Serve.QueueMegabytes << 20;

    private static void Join(DedupOptions options, IServiceProvider services)
    {
        if (IsOfCluster(options)) services.GetRequiredService<LiveDatabase>().Shared = ClusterHost.Use(options, services);
    }

    private static void Limit(KestrelServerOptions server, ServeOptions serve)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = serve.MaxBodyBytes;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        server.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        server.Limits.MaxConcurrentConnections = 2_000;
        // Who sends slower than this holds a place that others wait for.
        server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(5));
    }

    /// <summary>A name that is none of these may be another site's, that points to this machine to have its scripts let in.</summary>
    private static void Allow(HostFilteringOptions hosts, ServeOptions serve)
    {
        string host = new Uri(serve.Address).Host;
        string[] named = serve.Hosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool isAny = host is "0.0.0.0" or "[::]" or "*" or "+";
        // Under an address that means all of this machine's its names cannot be known: where none are named keys guard it.
        hosts.AllowedHosts = isAny && named.Length == 0 ? ["*"] : [.. named, "localhost", "127.0.0.1", "[::1]", .. isAny ? [] : new[] { host }];
        hosts.IncludeFailureMessage = true;
    }

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, ServeOptions serve)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 2 * serve.RequestsPerSecond,
                TokensPerPeriod = Math.Max(1, serve.RequestsPerSecond / 10),
                ReplenishmentPeriod = TimeSpan.FromSeconds(.1),
                QueueLimit = 0,
            }));
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Results.Problem($"more than {serve.RequestsPerSecond} requests a second (Serve:RequestsPerSecond)", statusCode: 429, title: "Too many requests").ExecuteAsync(rejected.HttpContext);
        };
    }
}
