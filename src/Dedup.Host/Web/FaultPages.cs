using Dedup.Host.Access;
using Dedup.Host.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Dedup.Host.Web;

/// <summary>Tells a person in a browser what went wrong by a page, where a program is told by JSON.</summary>
internal sealed class FaultPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        HttpRequest request = context.HttpContext.Request;
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        HttpContext http = context.HttpContext;
        // Who handles an exception has taken all headers away.
        BrowserGuards.Set(http.Response.Headers, BrowserGuards.Policy);
        int status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        await new RazorComponentResult<FaultPage>(new { Status = status, Title = context.ProblemDetails.Title ?? ReasonPhrases.GetReasonPhrase(status), context.ProblemDetails.Detail }) { StatusCode = status }.ExecuteAsync(http);
    }
}
