using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>Sites and networks of sites.</summary>
internal static class SiteEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder sites = api.MapGroup("").WithTags("Sites").RequireAuthorization(ApiKeys.Words(Role.Read));
        sites.MapGet("/sites", List).WithName("listSites").WithSummary("Sites with their documents, shared stories and share of copies")
            .WithDescription("sort is documents or name; afterSite, and by documents afterDocuments too, are those of the last row of the page before. On a large database the list is as it was some minutes ago.").Produces<IReadOnlyList<SiteRow>>().ProducesProblem(400);
        sites.MapGet("/site", async (HttpContext context, LiveDatabase live, NetworkCache networks, string name) =>
            {
                FoundAt? found = await networks.Ready(context.RequestAborted);
                return await live.Read(reader => !string.IsNullOrWhiteSpace(name) && SiteProfile.Of(reader, name, found?.Stories) is SiteProfile profile
                    ? Answers.Json(context, profile) : Answers.Missing($"no stored page is of a site '{name}'"), context.RequestAborted);
            })
            .WithName("getSite").WithSummary("A site: what it republishes, whom it credits, its republishing partners").Produces<SiteProfile>().ProducesProblem(404);
        sites.MapGet("/site/chrome", (HttpContext context, LiveDatabase live, string name) => live.Read(reader => Answers.Json(context, ChromeLineRow.Read(reader, name).ToList()), context.RequestAborted))
            .WithName("getSiteChrome").WithSummary("The template lines that were learned from a site's pages").Produces<IReadOnlyList<ChromeLineRow>>();
        sites.MapGet("/networks", (HttpContext context, NetworkCache networks) => networks.Latest is FoundAt found ? Answers.Json(context, new NetworksAnswer(found.Made, found.Networks))
                : Results.Problem("networks are being worked out; come again in a moment", statusCode: 503, title: "Not ready"))
            .WithName("getNetworks").WithSummary("Groups of sites that republish the same stories more than chance explains, with the figures; worked out every few minutes")
            .Produces<NetworksAnswer>().ProducesProblem(503);
    }

    private static async Task<IResult> List(HttpContext context, Known known, string? sort, long? minDocuments, int? limit, string? afterSite, long? afterDocuments)
    {
        if (sort is not (null or "documents" or "name")) return Answers.Wrong("sort is documents or name");
        if (afterSite is not null && afterDocuments is null && sort != "name") return Answers.Wrong("by documents, say afterDocuments beside afterSite: both of the last row of the page before");
        var filter = new SiteFilter
        {
            Sort = sort == "name" ? SiteSort.Name : SiteSort.Documents,
            MinDocuments = minDocuments ?? 1,
            Limit = Math.Clamp(limit ?? 20, 1, 1000),
            AfterSite = afterSite,
            AfterDocuments = afterDocuments,
        };
        return Answers.Json(context, (await known.Sites.Get().WaitAsync(context.RequestAborted)).Value.List(filter));
    }
}

/// <summary>Networks of sites.</summary>
/// <param name="Made">When they were worked out, ISO 8601 UTC.</param>
/// <param name="Found">The networks and their ties.</param>
internal sealed record NetworksAnswer(string Made, SiteNetworks Found);
