using Microsoft.AspNetCore.Http.Features;

namespace Dedup.Host.Web;

/// <summary>
/// Forms are read by hand. They need no token against forgery: the cookie is never sent from another site's page, and <see cref="Access.BrowserGuards"/>
/// refuses what such a page sends.
/// </summary>
internal static class Forms
{
    /// <summary>Largest form but for those with a page.</summary>
    private const int MostBytes = 64 << 10;

    /// <summary>The fields of a small form.</summary>
    /// <exception cref="InvalidDataException">It is none, or too large.</exception>
    public static Task<IFormCollection> Read(HttpContext context) => Read(context, MostBytes);

    /// <summary>The fields and files of a form; all of it stays in memory.</summary>
    /// <exception cref="InvalidDataException">It is none, or too large.</exception>
    public static Task<IFormCollection> Read(HttpContext context, int mostBytes)
    {
        if (!context.Request.HasFormContentType) throw new InvalidDataException("not a form");
        return context.Request.ReadFormAsync(
            new FormOptions { BufferBodyLengthLimit = mostBytes, MultipartBodyLengthLimit = mostBytes, ValueLengthLimit = mostBytes, MemoryBufferThreshold = mostBytes, ValueCountLimit = 16 },
            context.RequestAborted);
    }
}

/// <summary>Sends a browser that has posted a form on to a page.</summary>
/// <param name="to">Its address.</param>
internal sealed class SeeOther(string to) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = to;
        return Task.CompletedTask;
    }
}
