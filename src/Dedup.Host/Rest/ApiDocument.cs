using Dedup.Host.Access;
using Microsoft.OpenApi;

namespace Dedup.Host.Rest;

/// <summary>The OpenAPI document of the API, and the page to try it.</summary>
internal static class ApiDocument
{
    /// <summary>Where the page lies.</summary>
    public const string TryPath = "/try";

    private const string Path = "/openapi/v1.json";

    public static void Add(IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Dedup",
                Version = "1",
                Description = "Finds the same story republished under other sites and dates: post pages, ask what a page is a copy of, read clusters, sites and networks.",
                Contact = new OpenApiContact { Name = "Dedup" },
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key that 'dedup keys add' has made; none is needed where none was ever made" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
        // What says all in a line is its description too.
        options.AddOperationTransformer((operation, _, _) =>
        {
            operation.Description ??= operation.Summary + ".";
            return Task.CompletedTask;
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi(Path).RequireAuthorization(ApiKeys.Words(Role.Read));
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = TryPath[1..];
            page.SwaggerEndpoint(Path, "Dedup 1");
            page.DocumentTitle = "Try the API of Dedup";
        });
    }
}
