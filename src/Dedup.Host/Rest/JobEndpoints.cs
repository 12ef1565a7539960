using System.Globalization;
using Dedup.Engine.Jobs;
using Dedup.Engine.Queries;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>A word on two documents as it is sent.</summary>
/// <param name="A">Key of a document.</param>
/// <param name="B">Key of another.</param>
/// <param name="Verdict">same or different.</param>
/// <param name="Why">The grounds.</param>
internal sealed record SentJudgement(string? A, string? B, string? Verdict, string? Why);

/// <summary>A job as it is sent.</summary>
/// <param name="Kind">retention, backup, check or rebuild; delete with a site.</param>
/// <param name="Site">Of delete: name of a site.</param>
/// <param name="Keys">Of delete: keys of documents.</param>
internal sealed record SentJob(string? Kind, string? Site, IReadOnlyList<string>? Keys);

/// <summary>What the one writer is asked to do beside taking pages in: it waits in the queue, and so survives a killed process.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", (HttpContext context, JobStore store, int? limit) => Answers.Json(context, store.List(Math.Clamp(limit ?? 20, 1, 1000))))
            .WithName("listJobs").WithSummary("Jobs, the newest first").RequireAuthorization(ApiKeys.Words(Role.Read)).Produces<IReadOnlyList<JobRecord>>();
        jobs.MapGet("/{number:long}", (HttpContext context, JobStore store, long number) => store.Find(number) is JobRecord job ? Answers.Json(context, job) : Answers.Missing($"no job {number}"))
            .WithName("getJob").WithSummary("A job and what came of it").RequireAuthorization(ApiKeys.Words(Role.Read)).Produces<JobRecord>().ProducesProblem(404);
        jobs.MapPost("", (HttpContext context, JobStore store, TimeProvider clock, SentJob job) =>
                job.Kind is JobKind.Retention or JobKind.Backup or JobKind.Check or JobKind.Rebuild || (job.Kind == JobKind.Delete && (job.Keys is { Count: > 0 } keys ? !keys.Any(string.IsNullOrEmpty) : !string.IsNullOrWhiteSpace(job.Site)))
                    ? Ask(context, store, new Job(job.Kind, Now(clock)) { Keys = job.Keys ?? [], Site = string.IsNullOrWhiteSpace(job.Site) ? null : job.Site, By = context.User.Identity?.Name })
                    : Task.FromResult(Answers.Wrong("kind is retention, backup, check, rebuild, or delete with keys or a site")))
            .WithName("askJob").WithSummary("Ask for a job: delete, retention, backup, check, rebuild").RequireAuthorization(ApiKeys.Words(Role.Admin))
            .Produces<JobRecord>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(503);

        RouteGroupBuilder judgements = api.MapGroup("/judgements").WithTags("Judgements");
        judgements.MapGet("", (HttpContext context, LiveDatabase live) => live.Read(reader => Answers.Json(context, JudgementRow.All(reader).ToList()), context.RequestAborted))
            .WithName("listJudgements").WithSummary("What analysts have said").RequireAuthorization(ApiKeys.Words(Role.Read)).Produces<IReadOnlyList<JudgementRow>>();
        judgements.MapPost("", (HttpContext context, JobStore store, TimeProvider clock, SentJudgement said) =>
                said is { A.Length: > 0, B.Length: > 0, Verdict: "same" or "different" } && said.A != said.B && !string.IsNullOrWhiteSpace(said.Why)
                    ? Ask(context, store, new Job(JobKind.Link, Now(clock)) { A = said.A, B = said.B, Same = said.Verdict == "same", Why = said.Why, By = context.User.Identity?.Name })
                    : Task.FromResult(Answers.Wrong("say a and b, two keys; verdict, same or different; and why")))
            .WithName("judge").WithSummary("Say that two documents are one story, or two: a job").RequireAuthorization(ApiKeys.Words(Role.Write))
            .Produces<JobRecord>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(503);
        judgements.MapDelete("", (HttpContext context, JobStore store, TimeProvider clock, string a, string b) =>
                Ask(context, store, new Job(JobKind.Unlink, Now(clock)) { A = a, B = b, By = context.User.Identity?.Name }))
            .WithName("unjudge").WithSummary("Take back what was said of two documents: a job").RequireAuthorization(ApiKeys.Words(Role.Write))
            .Produces<JobRecord>(StatusCodes.Status202Accepted).ProducesProblem(503);
    }

    /// <summary>Puts a job into the queue and says where to ask after it.</summary>
    public static async Task<IResult> Ask(HttpContext context, JobStore store, Job job)
    {
        JobRecord record = await store.Ask(job);
        context.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/v1/jobs/{record.Number}");
        return Answers.Json(context, record, StatusCodes.Status202Accepted);
    }

    /// <summary>The time as it is stored.</summary>
    public static string Now(TimeProvider clock) => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
