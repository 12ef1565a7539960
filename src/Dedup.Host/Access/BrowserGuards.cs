namespace Dedup.Host.Access;

/// <summary>What keeps other sites' pages from using a reader's browser against the service, and hostile texts from becoming more than text.</summary>
internal static class BrowserGuards
{
    /// <summary>Nothing is loaded but from the service itself, nothing is inline, nobody frames it.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page to try the API on sets styles of elements, as its library does.</summary>
    private const string TryPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets headers on every answer, and refuses what another site makes a browser send.</summary>
    public static void Use(IApplicationBuilder app, string tryPath) => app.Use(async (context, next) =>
    {
        Set(context.Response.Headers, context.Request.Path.StartsWithSegments(tryPath, StringComparison.OrdinalIgnoreCase) ? TryPolicy : Policy);
        if (IsFromElsewhere(context.Request))
        {
            await Results.Problem("a page of another site has sent this; open the service's own page", statusCode: 403, title: "Cross-site request").ExecuteAsync(context);
            return;
        }
        await next(context);
    });

    /// <summary>Sets the headers of an answer.</summary>
    public static void Set(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Answers change with what is stored and who asks; those with a tag are asked for again.
        headers.CacheControl = "no-cache, private";
    }

    /// <summary>Whether a browser says that a page of another site makes it send something that is not merely read.</summary>
    private static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return false;
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
