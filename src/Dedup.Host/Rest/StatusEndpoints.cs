using Dedup.Engine;
using Dedup.Engine.Export;
using Dedup.Engine.Ingest;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Host.Access;
using Dedup.Host.Serve;
using Microsoft.AspNetCore.Http.Features;

namespace Dedup.Host.Rest;

/// <summary>What the database holds and what the service does.</summary>
/// <param name="Database">What it holds, who writes it.</param>
/// <param name="Taken">Pages taken in since the service began.</param>
/// <param name="Queue">What waits.</param>
/// <param name="LastHour">Pages of each of the last sixty minutes, the oldest first.</param>
internal sealed record ServiceStatus(DatabaseStatus Database, IngestCounts Taken, QueueState Queue, IReadOnlyList<long> LastHour);

/// <summary>What is stored as a whole: statistics, rejections, exports.</summary>
internal static class StatusEndpoints
{
    /// <summary>Exports at once: each holds a thread and a snapshot of the database for as long as its client takes.</summary>
    private static readonly SemaphoreSlim Exports = new(4);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", Status).WithName("getStatus").WithTags("Service").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("What the database holds, what the service does and what waits").Produces<ServiceStatus>();
        api.MapGet("/rejections", (HttpContext context, LiveDatabase live, string? source, long? run, int? limit) => live.Read(reader =>
                Answers.Json(context, RejectionRow.Read(reader, source, run).Take(Math.Clamp(limit ?? 100, 1, 10_000)).ToList()), context.RequestAborted))
            .WithName("listRejections").WithTags("Service").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("Pages that could not be stored: source, line, reason").Produces<IReadOnlyList<RejectionRow>>();
        api.MapGet("/export/{what}", Export).WithName("export").WithTags("Export").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("A stream of documents, clusters, links, judgements or decisions, a line each (NDJSON), or CSV with format=csv")
            .WithDescription("policy is origin, longest, first-seen or per-site; it is for decisions alone. The database is seen as it stood at the beginning.")
            .Produces<string>(StatusCodes.Status200OK, PostEndpoints.LinesType, "text/csv").ProducesProblem(400).ProducesProblem(503);
    }

    private static Task<IResult> Status(HttpContext context, LiveDatabase live, DedupOptions options, IPostQueue queue, IngestRate rate) => live.Read(reader =>
        Answers.Json(context, new ServiceStatus(DatabaseStatus.Read(reader, 5), rate.All, queue.State, [.. rate.Last(60).Select(minute => minute.Pages)])), context.RequestAborted);

    private static IResult Export(HttpContext context, DedupOptions options, string what, string? format, string? policy, bool? withBody, bool? withExcerpts)
    {
        if (what is not ("documents" or "clusters" or "links" or "judgements" or "decisions")) return Answers.Wrong($"'{what}' cannot be exported; documents, clusters, links, judgements and decisions can");
        if (format is not (null or "jsonl" or "csv")) return Answers.Wrong("format is jsonl or csv");
        if (!TryPolicy(policy ?? "origin", out DecisionPolicy chosen)) return Answers.Wrong("policy is origin, longest, first-seen or per-site");
        if (!Exports.Wait(0)) return Answers.Busy(context, "as many exports run as may at once; come again when one has ended");
        context.Response.OnCompleted(() => Task.FromResult(Exports.Release()));
        // An export writes as to a file; a thread waits for the client.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        ExportFormat form = format == "csv" ? ExportFormat.Csv : ExportFormat.JsonLines;
        return Results.Stream(async body =>
        {
            // A reader of its own: a slow client must not keep one from the others.
            using var reader = new Reader(options.Store);
            await using CancellationTokenRegistration given = context.RequestAborted.Register(reader.Interrupt);
            try
            {
                await using var output = new StreamWriter(body, new System.Text.UTF8Encoding(false), 1 << 16);
                Write(reader, output, what, form, chosen, withBody ?? false, withExcerpts ?? false);
            }
            catch (Exception e) when (context.RequestAborted.IsCancellationRequested && (e is IOException or OperationCanceledException or System.Data.Common.DbException))
            {
                // The client has gone away; that is no fault of ours.
            }
        }, form == ExportFormat.Csv ? "text/csv; charset=utf-8" : PostEndpoints.LinesType);
    }

    private static void Write(Reader reader, StreamWriter output, string what, ExportFormat form, DecisionPolicy policy, bool withBody, bool withExcerpts)
    {
        switch (what)
        {
            case "documents":
                Exporter.Documents(reader, output, form, withBody);
                break;
            case "clusters":
                Exporter.Clusters(reader, output, form);
                break;
            case "links":
                Exporter.Links(reader, output, form);
                break;
            case "judgements":
                Exporter.Judgements(reader, output, form);
                break;
            default:
                Exporter.Decisions(reader, output, form, policy, withExcerpts);
                break;
        }
    }

    private static bool TryPolicy(string word, out DecisionPolicy policy) => Enum.TryParse(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out policy) && !char.IsAsciiDigit(word[0]);
}
