using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using Dedup.Engine.Export;
using Microsoft.Net.Http.Headers;

namespace Dedup.Host.Rest;

/// <summary>How the API answers.</summary>
internal static class Answers
{
    /// <summary>A value as JSON with a tag of its bytes: who has it already is told so and sent nothing.</summary>
    public static IResult Json<T>(HttpContext context, T value, int status = StatusCodes.Status200OK)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(value, Exporter.Json);
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method))
        {
            string tag = string.Create(CultureInfo.InvariantCulture, $"\"{XxHash128.HashToUInt128(bytes):x32}\"");
            context.Response.Headers.ETag = tag;
            var own = new EntityTagHeaderValue(tag);
            // Proxies pack answers and then weaken their tags.
            if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(own, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        }
        return new JsonBytes(bytes, status);
    }

    /// <summary>What was asked for is not there.</summary>
    public static IResult Missing(string what) => Results.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    /// <summary>The request cannot be understood.</summary>
    public static IResult Wrong(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest, title: "Wrong request");

    /// <summary>There is no room for it now.</summary>
    public static IResult Busy(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = "5";
        return Results.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Busy");
    }

    private sealed class JsonBytes(byte[] bytes, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = bytes.Length;
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
