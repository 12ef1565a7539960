using Dedup.Engine.Queries;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>Lists of clusters and documents, a page at a time, and what has changed since a page.</summary>
internal static class SearchEndpoints
{
    private const int MostRows = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/clusters", Clusters).WithName("listClusters").WithTags("Clusters").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("Clusters, filtered, searched and sorted, a page at a time")
            .WithDescription("q is what a person types: words that all occur in one member, \"phrases\", -without, prefix*, title:word. sort is size, sites, newest, oldest or id. next of the answer is the cursor of the next page.")
            .Produces<ClusterPage>().ProducesProblem(400);
        api.MapGet("/documents", Documents).WithName("searchDocuments").WithTags("Documents").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("Documents that hold the words, the best first or the newest")
            .WithDescription("q as in listClusters. order is rank or newest. search of the answer says what it rests on: how many changes the index is behind.")
            .Produces<DocumentPage>().ProducesProblem(400);
        api.MapGet("/changes", Changes).WithName("listChanges").WithTags("Changes").RequireAuthorization(ApiKeys.Words(Role.Read))
            .WithSummary("What has changed behind a cursor: documents stored, moved and removed, and what became of clusters")
            .WithDescription("Without a cursor from the beginning; since=now gives the cursor of this moment. A cursor of another life of the database, such as before a backup took its place, is answered with 410: begin anew.")
            .Produces<ChangePage>().ProducesProblem(400).ProducesProblem(410);
    }

    private static Task<IResult> Clusters(
        HttpContext context, LiveDatabase live, string? q, string? site, string? agency, string? from, string? to, int? minDocuments, int? maxDocuments, int? minSites,
        string? sort, int? limit, string? cursor)
    {
        if (!Enum.TryParse(sort ?? "size", ignoreCase: true, out ClusterSort order) || char.IsAsciiDigit((sort ?? "size")[0])) return Task.FromResult(Answers.Wrong("sort is size, sites, newest, oldest or id"));
        var filter = new ClusterFilter
        {
            Query = q, Site = site, Agency = agency, From = from, To = to, MinDocuments = minDocuments ?? 2, MaxDocuments = maxDocuments, MinSites = minSites ?? 0,
            Sort = order, Limit = Math.Clamp(limit ?? 20, 1, MostRows),
        };
        return live.Read(reader => Answers.Json(context, reader.Clusters(filter, cursor)), context.RequestAborted);
    }

    private static Task<IResult> Documents(
        HttpContext context, LiveDatabase live, string? q, string? site, string? agency, string? from, string? to, string? order, int? limit, string? cursor)
    {
        if (order is not (null or "rank" or "newest")) return Task.FromResult(Answers.Wrong("order is rank or newest"));
        var filter = new DocumentFilter
        {
            Query = q, Site = site, Agency = agency, From = from, To = to, Order = order == "newest" ? DocumentOrder.Newest : DocumentOrder.Rank, Limit = Math.Clamp(limit ?? 20, 1, MostRows),
        };
        return live.Read(reader => Answers.Json(context, reader.SearchDocuments(filter, cursor)), context.RequestAborted);
    }

    private static Task<IResult> Changes(HttpContext context, LiveDatabase live, string? since, int? limit) => live.Read(reader =>
    {
        if (since == "now") return Answers.Json(context, new ChangePage([], [], reader.EndOfChanges(), false, false));
        ChangePage page = reader.Changes(since, Math.Clamp(limit ?? 100, 1, 10 * MostRows));
        return page.IsOtherLife
            ? Results.Problem("the cursor is of another life of the database; forget what was followed and begin without one", statusCode: StatusCodes.Status410Gone, title: "Begin anew")
            : Answers.Json(context, page);
    }, context.RequestAborted);
}
