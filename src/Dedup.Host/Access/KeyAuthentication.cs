using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dedup.Host.Access;

/// <summary>Tells who asks by the key that a request shows: <c>Authorization: Bearer KEY</c>, <c>X-Api-Key: KEY</c>, or a browser's session cookie.</summary>
/// <remarks>Where no key was ever made the service listens on this machine alone, and whoever can reach it there may do everything.</remarks>
internal sealed partial class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    /// <summary>The cookie of a browser that has signed in: the key itself, which no script can read and no other site can make the browser send.</summary>
    public const string Cookie = "dedup_key";

    /// <summary>The claim that names the key.</summary>
    public const string KeyId = "key";

    /// <summary>Adds the scheme, and a policy a role.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(Name).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Name, null);
        services.AddAuthorization(authorization =>
        {
            foreach (Role role in Enum.GetValues<Role>())
                authorization.AddPolicy(ApiKeys.Words(role), policy => policy.AddAuthenticationSchemes(Name).RequireRole(ApiKeys.Words(role)));
            // What names no role is for who may read.
            authorization.FallbackPolicy = authorization.GetPolicy(ApiKeys.Words(Role.Read));
            authorization.DefaultPolicy = authorization.FallbackPolicy!;
        });
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            return Task.FromResult(Authenticate());
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Keys that cannot be read let nobody in.
            LogUnread(Logger, e.Message);
            return Task.FromResult(AuthenticateResult.Fail("the keys cannot be read"));
        }
    }

    private AuthenticateResult Authenticate()
    {
        if (!keys.AreAskedFor) return Success("nobody", "this machine", Role.Admin);
        if (Shown() is not string shown) return AuthenticateResult.NoResult();
        return keys.Find(shown) is ApiKey key ? Success(key.Id, key.Name, Enum.Parse<Role>(key.Role, ignoreCase: true)) : AuthenticateResult.Fail("no such key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A person is asked for the key, a program is told.
        if (IsBrowser)
        {
            Response.Redirect("/signin?to=" + UrlEncoder.Encode(Request.Path + Request.QueryString));
            return Task.CompletedTask;
        }
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("show a key: 'Authorization: Bearer KEY'; 'dedup keys add NAME --role read' makes one", statusCode: 401, title: "No valid API key").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem($"the key {Context.User.FindFirstValue(KeyId)} may not do this; it needs another role ('dedup keys add NAME --role write' or admin)", statusCode: 403, title: "Not allowed").ExecuteAsync(Context);

    private bool IsBrowser => HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    private string? Shown()
    {
        string authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return authorization["Bearer ".Length..].Trim();
        return Request.Headers.TryGetValue("X-Api-Key", out var header) && header.Count > 0 ? header[0] : Request.Cookies[Cookie];
    }

    private static AuthenticateResult Success(string id, string name, Role role)
    {
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(KeyId, id));
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        for (Role each = Role.Read; each <= role; each++) identity.AddClaim(new Claim(ClaimTypes.Role, ApiKeys.Words(each)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    [LoggerMessage(1030, LogLevel.Error, "Nobody is let in: {Reason}")]
    private static partial void LogUnread(ILogger logger, string reason);
}
