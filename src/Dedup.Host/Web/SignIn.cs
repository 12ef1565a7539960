using Dedup.Host.Access;
using Dedup.Host.Web.Operation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dedup.Host.Web;

/// <summary>A person shows a key once; the browser keeps it where no script can read it and no other site can have it sent.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder anyone = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        anyone.MapGet("/signin", (string? to) => Form(Links.Local(to), wrong: false));
        anyone.MapPost("/signin", Take);
        anyone.MapPost("/signout", (HttpContext context) =>
        {
            context.Response.Cookies.Delete(KeyAuthentication.Cookie, Cookie(context));
            return new SeeOther("/signin");
        });
    }

    private static async Task<IResult> Take(HttpContext context, ApiKeys keys)
    {
        IFormCollection form = await Forms.Read(context);
        string to = Links.Local(form["to"]);
        string key = form["key"].ToString().Trim();
        // Where no key was ever made none is asked for.
        if (!keys.AreAskedFor) return new SeeOther(to);
        if (keys.Find(key) is null) return Form(to, wrong: true);
        context.Response.Cookies.Append(KeyAuthentication.Cookie, key, Cookie(context));
        return new SeeOther(to);
    }

    private static RazorComponentResult<SignInForm> Form(string to, bool wrong) => new(new { To = to, Wrong = wrong })
    {
        StatusCode = wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
    };

    private static CookieOptions Cookie(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" };
}
