using Dedup.Engine;
using Dedup.Engine.Explain;
using Dedup.Engine.Jobs;
using Dedup.Engine.Queries;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>A document with its body and what speaks against its dates.</summary>
/// <param name="Document">Its fields.</param>
/// <param name="Body">Its body.</param>
/// <param name="Conflicts">What speaks against the dates that it claims.</param>
internal sealed record DocumentAnswer(DocumentRow Document, string Body, IReadOnlyList<DateConflict> Conflicts);

/// <summary>What a document is close to.</summary>
/// <param name="Links">Its verified links, the strongest first.</param>
/// <param name="Members">The other members of its cluster.</param>
/// <param name="Excerpts">Excerpts of its cluster.</param>
internal sealed record Neighbours(IReadOnlyList<LinkRow> Links, IReadOnlyList<DocumentRow> Members, IReadOnlyList<DocumentRow> Excerpts);

/// <summary>Documents. Keys are often addresses, and so stand in the query and not in the path.</summary>
internal static class DocumentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder document = api.MapGroup("/document").WithTags("Documents").RequireAuthorization(ApiKeys.Words(Role.Read));
        document.MapGet("", Get).WithName("getDocument").WithSummary("A document: its fields, body, cluster, and what speaks against its dates").Produces<DocumentAnswer>().ProducesProblem(404);
        document.MapDelete("", Delete).WithName("deleteDocument").WithSummary("Delete a document: a job, done in its turn; afterwards all is as if it had never been there")
            .RequireAuthorization(ApiKeys.Words(Role.Admin)).Produces<JobRecord>(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(503);
        document.MapGet("/neighbours", GetNeighbours).WithName("getNeighbours").WithSummary("What a document is linked with, the members of its cluster and the excerpts").Produces<Neighbours>().ProducesProblem(404);
        document.MapGet("/explain", Explain).WithName("explainDocument").WithSummary("Every decision about a document: lines kept and dropped, fields, sketch, candidates, verdicts, cluster").Produces<Explanation>().ProducesProblem(404);
        document.MapGet("/diff", Diff).WithName("diffDocuments").WithSummary("Two documents word by word, and what they are to each other").Produces<DocumentDiff>().ProducesProblem(404);
    }

    private static Task<IResult> Get(HttpContext context, LiveDatabase live, string key) => live.Read(reader => reader.Document(key) is not DocumentRow document
        ? Unknown(key)
        : Answers.Json(context, new DocumentAnswer(document, reader.Body(key)!, [.. DateConflicts.Of(reader.Members(document.Cluster)).Where(conflict => conflict.Document == key)])), context.RequestAborted);

    private static async Task<IResult> Delete(HttpContext context, LiveDatabase live, JobStore jobs, TimeProvider clock, string key)
    {
        if (!await live.Read(reader => reader.Holds(key), context.RequestAborted)) return Unknown(key);
        return await JobEndpoints.Ask(context, jobs, new Job(JobKind.Delete, JobEndpoints.Now(clock)) { Keys = [key], By = context.User.Identity?.Name });
    }

    private static Task<IResult> GetNeighbours(HttpContext context, LiveDatabase live, string key) => live.Read(reader => reader.Document(key) is not DocumentRow document
        ? Unknown(key)
        : Answers.Json(context, new Neighbours(reader.LinksOfDocument(key), [.. reader.Members(document.Cluster).Where(member => member.Key != key)], reader.Excerpts(document.Cluster))), context.RequestAborted);

    private static Task<IResult> Explain(HttpContext context, LiveDatabase live, DedupOptions options, string key) =>
        live.Read(reader => new Explainer(reader, options, live.Live).Document(key) is Explanation explanation ? Answers.Json(context, explanation) : Unknown(key), context.RequestAborted);

    private static Task<IResult> Diff(HttpContext context, LiveDatabase live, DedupOptions options, string a, string b) => live.Read(reader =>
        reader.Document(a) is not DocumentRow first ? Unknown(a)
        : reader.Document(b) is not DocumentRow second ? Unknown(b)
        : Answers.Json(context, DocumentDiff.Of(reader, options, first, second)), context.RequestAborted);

    private static IResult Unknown(string key) => Answers.Missing($"no document '{key}', or its cluster is still worked out");
}
