using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dedup.Host.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Dedup.Host.Web;

/// <summary>The pages for people: rendered here, usable without script.</summary>
internal static class Pages
{
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        // Components bring it along; nothing here is protected by it, and no key of it is to be left on the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Letters of every script as they are; what is markup is encoded all the same.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // Before the one that writes JSON: the first that can, writes.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, FaultPages>());
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        WebFiles.Map(app);
        SignIn.Map(app);
        RouteGroupBuilder pages = app.MapGroup("").RequireAuthorization(ApiKeys.Words(Role.Read)).ExcludeFromDescription();
        StoryPages.Map(pages);
        SitePages.Map(pages);
        ServicePages.Map(pages);
        PastePage.Map(pages);
        Words.Map(pages);
    }
}
