using Dedup.Engine;
using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Dedup.Host.Rest;
using Dedup.Host.Serve;
using Dedup.Host.Web.Clusters;
using Dedup.Host.Web.Documents;
using Dedup.Host.Web.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dedup.Host.Web;

/// <summary>Stories and their copies.</summary>
internal static class StoryPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/search", (HttpContext context, LiveDatabase live) => live.Read(reader => Search(reader, SearchQuestion.Read(context.Request.Query)), context.RequestAborted));
        pages.MapGet("/cluster/{id:long}", (HttpContext context, LiveDatabase live, long id, string? all) => live.Read(reader => ClusterModel.Read(reader, id) is ClusterModel model
            ? Page<ClusterDetail>(new { Model = model, All = all is not null })
            : Answers.Missing($"no cluster {id}"), context.RequestAborted));
        pages.MapGet("/document", (HttpContext context, LiveDatabase live, DedupOptions options, string? key) => live.Read(reader => DocumentModel.Read(reader, options, live.Live, key ?? "") is DocumentModel model
            ? Page<DocumentDetail>(new { Model = model })
            : Unknown(key), context.RequestAborted));
        pages.MapGet("/diff", (HttpContext context, LiveDatabase live, DedupOptions options, string? a, string? b) => live.Read(reader =>
            reader.Document(a ?? "") is not DocumentRow first ? Unknown(a)
            : reader.Document(b ?? "") is not DocumentRow second ? Unknown(b)
            : Page<DiffDetail>(new { Diff = DocumentDiff.Of(reader, options, first, second), LangA = first.Language, LangB = second.Language }), context.RequestAborted));
    }

    private static RazorComponentResult<SearchPage> Search(Reader reader, SearchQuestion question)
    {
        try
        {
            return Page<SearchPage>(new
            {
                Question = question,
                Clusters = question.InDocuments ? null : question.Clusters(reader),
                Documents = question.InDocuments ? question.Documents(reader) : null,
                Lost = false,
            });
        }
        catch (CursorException)
        {
            SearchQuestion first = question with { Cursor = null };
            return Page<SearchPage>(new { Question = first, Clusters = question.InDocuments ? null : first.Clusters(reader), Documents = question.InDocuments ? first.Documents(reader) : null, Lost = true });
        }
    }

    private static RazorComponentResult<T> Page<T>(object parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => new(parameters);

    private static IResult Unknown(string? key) => Answers.Missing(string.IsNullOrEmpty(key) ? "name a document by its key" : $"no document '{key}', or its cluster is still worked out");
}
