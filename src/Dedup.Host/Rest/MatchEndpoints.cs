using Dedup.Engine;
using Dedup.Engine.Extraction;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Access;
using Dedup.Host.Serve;

namespace Dedup.Host.Rest;

/// <summary>What a page is a copy of.</summary>
/// <param name="Title">Its headline, as it was found.</param>
/// <param name="Words">Words of its body.</param>
/// <param name="Matches">Stored bodies that it matches, the best first.</param>
internal sealed record MatchAnswer(string? Title, int Words, IReadOnlyList<Match> Matches);

/// <summary>Says what pages are copies of, and stores nothing.</summary>
internal static class MatchEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/match", Match)
        .WithName("matchPage").WithTags("Pages").RequireAuthorization(ApiKeys.Words(Role.Read))
        .WithSummary("What is this page a copy of? Nothing is stored")
        .WithDescription("The body is a page: JSON as in postPages, or the page itself as text/plain or text/html.")
        .Accepts<SentPage>("application/json", "text/plain", "text/html").Produces<MatchAnswer>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(422);

    private static async Task<IResult> Match(HttpContext context, DedupOptions options, LiveDatabase live)
    {
        using WholeBody body = await WholeBody.Read(context);
        Page page = ReadPage(context, body, options);
        (MatchedPage? matched, Rejection? rejection) = await live.Match(page, context.RequestAborted);
        return matched is null ? Results.Problem(rejection!.Reason, statusCode: 422, title: "Not a page")
            : Answers.Json(context, new MatchAnswer(matched.Article.Title?.Value, matched.Words, matched.Matches));
    }

    /// <summary>The one page of a request.</summary>
    /// <exception cref="InvalidDataException">It holds none, or several.</exception>
    private static Page ReadPage(HttpContext context, WholeBody body, DedupOptions options)
    {
        string type = (context.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (type is "text/plain" or "text/html")
        {
            using var reader = new StreamReader(body.Stream);
            return Of(reader.ReadToEnd(), type == "text/html", options);
        }
        SourceItem[] items = [.. new PostReader(new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes }) { NeedsKey = false, MostPages = 2 }.ReadJson(body.Bytes)];
        if (items is not [SourceItem item]) throw new InvalidDataException("not one page; send each by itself");
        return item.Page ?? throw new InvalidDataException(item.Rejection!.Reason);
    }

    /// <summary>A page that was pasted.</summary>
    public static Page Of(string text, bool isHtml, DedupOptions options) =>
        string.IsNullOrWhiteSpace(text) ? throw new InvalidDataException("the page is empty")
        : text.Length > options.Ingest.MaxPageBytes ? throw new InvalidDataException($"page larger than {options.Ingest.MaxPageBytes} bytes")
        : new Page("request", "request", text, new PageHints(null, null, null, null, isHtml ? "text/html" : null), null);
}
