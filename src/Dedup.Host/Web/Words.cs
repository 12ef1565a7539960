using Dedup.Engine.Jobs;
using Dedup.Host.Access;
using Dedup.Host.Rest;
using Dedup.Host.Serve;

namespace Dedup.Host.Web;

/// <summary>What people send by forms to change something: each is a job, as over the API.</summary>
internal static class Words
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/judgements", Judge).RequireAuthorization(ApiKeys.Words(Role.Write));
        pages.MapPost("/judgements/take-back", TakeBack).RequireAuthorization(ApiKeys.Words(Role.Write));
        pages.MapPost("/document/delete", Delete).RequireAuthorization(ApiKeys.Words(Role.Admin));
    }

    private static async Task<IResult> Judge(HttpContext context, JobStore jobs, TimeProvider clock)
    {
        IFormCollection form = await Forms.Read(context);
        (string a, string b, string verdict, string why) = (form["a"].ToString(), form["b"].ToString(), form["verdict"].ToString(), form["why"].ToString().Trim());
        if (a.Length == 0 || b.Length == 0 || a == b || verdict is not ("same" or "different") || why.Length == 0) return Answers.Wrong("choose two documents, say whether they are the same, and why");
        return await Ask(jobs, new Job(JobKind.Link, JobEndpoints.Now(clock)) { A = a, B = b, Same = verdict == "same", Why = why, By = context.User.Identity?.Name });
    }

    private static async Task<IResult> TakeBack(HttpContext context, JobStore jobs, TimeProvider clock)
    {
        IFormCollection form = await Forms.Read(context);
        return await Ask(jobs, new Job(JobKind.Unlink, JobEndpoints.Now(clock)) { A = form["a"], B = form["b"], By = context.User.Identity?.Name });
    }

    private static async Task<IResult> Delete(HttpContext context, LiveDatabase live, JobStore jobs, TimeProvider clock)
    {
        IFormCollection form = await Forms.Read(context);
        string key = form["key"].ToString();
        if (form["sure"] != "yes") return Answers.Wrong("say that you are sure");
        if (!await live.Read(reader => reader.Holds(key), context.RequestAborted)) return Answers.Missing($"no document '{key}'");
        return await Ask(jobs, new Job(JobKind.Delete, JobEndpoints.Now(clock)) { Keys = [key], By = context.User.Identity?.Name });
    }

    private static async Task<IResult> Ask(JobStore jobs, Job job)
    {
        JobRecord record = await jobs.Ask(job);
        return new SeeOther(FormattableString.Invariant($"/jobs?asked={record.Number}#job-{record.Number}"));
    }
}
