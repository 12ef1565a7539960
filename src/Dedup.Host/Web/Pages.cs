using Dedup.Host.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Dedup.Host.Web;

/// <summary>The pages for people.</summary>
internal static class Pages
{
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        // Components bring it along; nothing here is protected by it, and no key of it is to be left on the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/", () => Results.Text("dedup")).RequireAuthorization(ApiKeys.Words(Role.Read)).ExcludeFromDescription();
}
