using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Host.Serve;
using Dedup.Host.Web.Operation;
using Dedup.Host.Web.Overview;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dedup.Host.Web;

/// <summary>What the service holds and does.</summary>
internal static class ServicePages
{
    private const int Minutes = 24 * 60;
    private const int LatestJobs = 5;
    private const int Jobs = 100;
    private const int Rejections = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/", async (HttpContext context, Known known, IPostQueue queue, IngestRate rate, JobStore jobs) =>
        {
            Made<DatabaseStatus> status = await known.Status.Get().WaitAsync(context.RequestAborted);
            Made<DatabaseFigures>? figures = await known.Figures.TryGet(Patience, context.RequestAborted);
            return new RazorComponentResult<OverviewPage>(new { Model = new OverviewModel(status.Value, figures?.Value, queue.State, rate.All, rate.Last(Minutes), jobs.List(LatestJobs)) });
        });
        pages.MapGet("/jobs", (JobStore jobs, long? asked) => new RazorComponentResult<JobList>(new { Jobs = jobs.List(Jobs), Asked = asked }));
        pages.MapGet("/rejections", (HttpContext context, LiveDatabase live, string? source) => live.Read(reader =>
        {
            string? part = string.IsNullOrEmpty(source) ? null : source;
            List<RejectionRow> rows = [.. RejectionRow.Read(reader, part, run: null).Take(Rejections + 1)];
            return new RazorComponentResult<RejectionList>(new { Rejections = rows.Take(Rejections).ToList(), Source = part, More = rows.Count > Rejections });
        }, context.RequestAborted));
    }
}
