using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Posts;
using Dedup.Engine.Sources;
using Dedup.Host.Access;

namespace Dedup.Host.Rest;

/// <summary>A page of a post that was not taken.</summary>
/// <param name="Line">Its line, or its number in the array, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record RejectedPage(long Line, string Reason);

/// <summary>What came of a post: what is accepted lies on the disk, and is stored whatever happens.</summary>
/// <param name="Post">The number to ask after it by; null where nothing was accepted.</param>
/// <param name="Accepted">Pages that were accepted.</param>
/// <param name="Rejected">Pages that were not.</param>
internal sealed record PostReceipt(string? Post, int Accepted, IReadOnlyList<RejectedPage> Rejected);

/// <summary>How far a post has come.</summary>
/// <param name="Post">Its number.</param>
/// <param name="State">waiting; stored: its pages can be read, their clusters are still worked out; settled.</param>
internal sealed record PostProgress(string Post, string State);

/// <summary>Takes posts of pages.</summary>
internal static class PostEndpoints
{
    /// <summary>A page a line.</summary>
    public const string LinesType = "application/x-ndjson";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/pages", Post).WithName("postPages").WithTags("Pages").RequireAuthorization(ApiKeys.Words(Role.Write))
            .WithSummary("Take in pages: one JSON object, an array, or a line each (NDJSON), plain or under gzip")
            .WithDescription("Acknowledged when the pages lie on the disk; they are stored and clustered behind. Sent again, a page that has not changed changes nothing. A page has the fields id, url, text or html, site, title, published, fetched, language, author; id, or else url, is its key.")
            .Accepts<SentPage>("application/json", LinesType, "application/jsonl", "application/jsonlines").Produces<PostReceipt>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(413).Produces<PostReceipt>(422).ProducesProblem(503);
        api.MapGet("/posts/{post}", (string post, HttpContext context, IPostQueue queue) => long.TryParse(post, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                    && queue.Progress(number) is string state ? Answers.Json(context, new PostProgress(post, state)) : Answers.Missing($"no post '{post}'"))
            .WithName("getPost").WithTags("Pages").WithSummary("How far a post has come: waiting, stored, settled").Produces<PostProgress>().ProducesProblem(404);
    }

    private static async Task<IResult> Post(HttpContext context, DedupOptions options, IPostQueue queue, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "source")] string? source)
    {
        using WholeBody body = await WholeBody.Read(context);
        IReadOnlyList<SourceItem> items = ReadPages(context, body, options, source);
        if (items.Count > options.Serve.MaxPostPages) return Results.Problem($"a post has at most {options.Serve.MaxPostPages} pages (Serve:MaxPostPages)", statusCode: 413, title: "Too many pages");
        List<Page> pages = [.. items.Select(item => item.Page).OfType<Page>()];
        List<RejectedPage> rejected = [.. items.Where(item => item.Rejection is not null).Select(item => new RejectedPage(item.Line, item.Rejection!.Reason))];
        if (pages.Count == 0)
            return Answers.Json(context, new PostReceipt(null, 0, rejected.Count > 0 ? rejected : [new RejectedPage(0, "the request holds no page")]), StatusCodes.Status422UnprocessableEntity);
        string post = (await queue.Post(pages)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.Location = $"/v1/posts/{post}";
        return Answers.Json(context, new PostReceipt(post, pages.Count, rejected), StatusCodes.Status202Accepted);
    }

    /// <summary>The pages of a request, of whichever type its body is, and one more than it may hold where it holds too many.</summary>
    /// <exception cref="InvalidDataException">The body is of none.</exception>
    private static IReadOnlyList<SourceItem> ReadPages(HttpContext context, WholeBody body, DedupOptions options, string? source)
    {
        var reader = new PostReader(new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes, SourceName = string.IsNullOrWhiteSpace(source) ? null : source })
        {
            MostPages = options.Serve.MaxPostPages + 1,
        };
        string type = (context.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type switch
        {
            LinesType or "application/jsonl" or "application/jsonlines" => [.. reader.ReadLines(body.Stream)],
            "application/json" => [.. reader.ReadJson(body.Bytes)],
            _ => throw new InvalidDataException($"Content-Type is '{type}'; it must be application/json or {LinesType}"),
        };
    }
}

/// <summary>A page as it is sent; id, or else url, is its key, and text or html its content.</summary>
internal sealed record SentPage(
    string? Id, string? Url, string? Text, string? Html, string? Site, string? Title, string? Published, string? Fetched, string? Language, string? Author);
