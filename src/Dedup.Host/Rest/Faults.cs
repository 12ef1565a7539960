using System.Data.Common;
using Dedup.Engine.Posts;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Host.Access;
using Dedup.Host.Serve;
using Microsoft.AspNetCore.Diagnostics;

namespace Dedup.Host.Rest;

/// <summary>What a failure means for who has asked: what is wrong and what to do, never a stack trace.</summary>
internal sealed partial class Faults(ILogger<Faults> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Who handles an exception has taken all headers away.
        BrowserGuards.Set(httpContext.Response.Headers, BrowserGuards.Policy);
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        (int status, string title, string detail) = exception switch
        {
            CursorException e => (400, "Wrong cursor", e.Message),
            InvalidDataException e => (400, "Wrong request", e.Message),
            BadHttpRequestException e => (e.StatusCode, e.StatusCode == 413 ? "Too large" : "Wrong request", e.Message),
            QueueFullException e => (503, "Busy", e.Message),
            NotReadyException e => (503, "Not ready", e.Message),
            DatabaseException e => (503, "The store failed", e.Message),
            DbException e => (503, "The store failed", e.Message),
            IOException e => (507, "The disk failed", e.Message),
            _ => (500, "A fault in dedup itself", "it is in the log; please report it"),
        };
        if (status == 500) LogFault(exception, httpContext.Request.Method, httpContext.Request.Path);
        if (status == 503) httpContext.Response.Headers.RetryAfter = "5";
        await Results.Problem(detail, statusCode: status, title: title).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(1020, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);
}
