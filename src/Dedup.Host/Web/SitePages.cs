using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Host.Rest;
using Dedup.Host.Serve;
using Dedup.Host.Web.Sites;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dedup.Host.Web;

/// <summary>Sites and their networks.</summary>
internal static class SitePages
{
    private const int Limit = 50;
    private const int ChromeLines = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/sites", async (HttpContext context, Known known, long? min, string? sort, string? after, long? documents) =>
        {
            var filter = new SiteFilter { MinDocuments = Math.Max(1, min ?? 1), Sort = sort == "name" ? SiteSort.Name : SiteSort.Documents, AfterSite = after, AfterDocuments = after is null ? null : documents ?? 0, Limit = Limit + 1 };
            IReadOnlyList<SiteRow> sites = (await known.Sites.Get().WaitAsync(context.RequestAborted)).Value.List(filter);
            return new RazorComponentResult<SiteList>(new { Filter = filter, Sites = sites.Count > Limit ? [.. sites.Take(Limit)] : sites, More = sites.Count > Limit });
        });
        pages.MapGet("/site", async (HttpContext context, LiveDatabase live, NetworkCache networks, string? name) =>
        {
            if (string.IsNullOrWhiteSpace(name)) return Answers.Missing("name a site");
            FoundAt? found = await networks.Ready(context.RequestAborted);
            return await live.Read<IResult>(reader => SiteProfile.Of(reader, name, found?.Stories) is SiteProfile profile
                ? new RazorComponentResult<SiteDetail>(new { Profile = profile, Chrome = ChromeLineRow.Read(reader, name).Take(ChromeLines).ToList(), found?.Made })
                : Answers.Missing($"no stored page is of a site '{name}'"), context.RequestAborted);
        });
        pages.MapGet("/networks", (NetworkCache networks) =>
        {
            FoundAt? found = networks.Latest;
            return new RazorComponentResult<NetworkPage>(new { Found = found?.Networks, found?.Made });
        });
    }
}
