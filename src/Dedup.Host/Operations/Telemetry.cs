using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dedup.Engine;
using Dedup.Engine.Posts;
using Dedup.Host.Access;
using Dedup.Host.Serve;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dedup.Host.Operations;

/// <summary>Metrics and traces: by OTLP where an address is set, and for a Prometheus scraper at <c>/metrics</c>.</summary>
internal static class Telemetry
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Dedup";

    public static void Add(IServiceCollection services, DedupOptions options)
    {
        services.AddSingleton<ServiceMeter>();
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("dedup", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics.AddMeter(Name).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter());
        if (options.Serve.OtlpAddress.Length == 0) return;
        telemetry.WithMetrics(metrics => metrics.AddOtlpExporter(otlp => otlp.Endpoint = new Uri(options.Serve.OtlpAddress)))
            .WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation().AddOtlpExporter(otlp => otlp.Endpoint = new Uri(options.Serve.OtlpAddress)));
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<ServiceMeter>();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(ApiKeys.Words(Role.Read));
    }
}

/// <summary>What the service measures of itself.</summary>
internal sealed class ServiceMeter : IDisposable
{
    private readonly Meter _meter = new(Telemetry.Name);

    public ServiceMeter(IngestRate rate, IPostQueue queue, LiveDatabase live, DedupOptions options)
    {
        _meter.CreateObservableCounter("dedup.pages", () => Counts(rate), "{page}", "Pages taken in, by what became of them");
        _meter.CreateObservableGauge("dedup.queue.pages", () => queue.State.Pages, "{page}", "Acknowledged pages that wait to be stored");
        _meter.CreateObservableGauge("dedup.queue.size", () => queue.State.Bytes, "By", "Bytes that wait to be stored");
        _meter.CreateObservableGauge("dedup.queue.jobs", () => queue.State.Jobs, "{job}", "Jobs that wait");
        _meter.CreateObservableGauge("dedup.ready", () => live.Live is null ? 0 : 1, "1", "Whether the database is open");
        _meter.CreateObservableGauge("dedup.index.size", () => live.Live?.Bytes ?? 0, "By", "Memory of the candidate index");
        _meter.CreateObservableGauge("dedup.index.bodies", () => live.Live?.Bodies ?? 0, "{body}", "Bodies in the candidate index");
        _meter.CreateObservableGauge("dedup.database.size", options.Store.Bytes, "By", "Bytes of the database with its log");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Counts(IngestRate rate)
    {
        Engine.Ingest.IngestCounts all = rate.All;
        yield return Of(all.Added, "new");
        yield return Of(all.Changed, "changed");
        yield return Of(all.Unchanged, "unchanged");
        yield return Of(all.Rejected, "rejected");

        static Measurement<long> Of(long pages, string outcome) => new(pages, new TagList { { "outcome", outcome } });
    }
}
