using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Rest;
using Dedup.Host.Serve;
using Dedup.Host.Web.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dedup.Host.Web;

/// <summary>Takes a page that a person pastes or sends as a file and says what it is a copy of. Nothing is stored, on the disk neither.</summary>
internal static class PastePage
{
    // As forms are read whole, only so many at once.
    private static readonly SemaphoreSlim Reading = new(4);

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/paste", () => Show(new PasteModel()));
        pages.MapPost("/paste", Check);
    }

    private static async Task<IResult> Check(HttpContext context, DedupOptions options, LiveDatabase live)
    {
        await Reading.WaitAsync(context.RequestAborted);
        try
        {
            IFormCollection form = await Forms.Read(context, options.Serve.MaxBodyBytes);
            PasteModel asked = new(form["page"].ToString(), form["kind"].ToString(), form.Files["file"] is { Length: > 0 } file ? file.FileName : null);
            try
            {
                (Page page, bool others) = asked.File is null ? (Pasted(asked, options), false) : Sent(form.Files["file"]!, options);
                (MatchedPage? matched, Rejection? rejection) = await live.Match(page, context.RequestAborted);
                return Show(asked with { Others = others, Matched = matched, Fault = rejection?.Reason });
            }
            catch (InvalidDataException e)
            {
                return Show(asked with { Fault = e.Message });
            }
        }
        finally
        {
            Reading.Release();
        }
    }

    private static Page Pasted(PasteModel asked, DedupOptions options)
    {
        Page page = MatchEndpoints.Of(asked.Text, asked.Kind == "html", options);
        return asked.Kind == "text" ? page with { Hints = page.Hints with { MediaType = "text/plain" } } : page;
    }

    /// <summary>The first page of a file, read as any file that is taken in.</summary>
    private static (Page Page, bool Others) Sent(IFormFile file, DedupOptions options)
    {
        List<SourceItem> items = [.. new PageSource(new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes }).Read(PageSource.List([PageSource.StandardInput]), file.OpenReadStream).Take(2)];
        if (items.Count == 0) throw new InvalidDataException("the file holds no page");
        return (items[0].Page ?? throw new InvalidDataException(items[0].Rejection!.Reason), items.Count > 1);
    }

    private static RazorComponentResult<PasteForm> Show(PasteModel model) => new(new { Model = model })
    {
        StatusCode = model.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };
}
