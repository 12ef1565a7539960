using System.Globalization;
using System.IO.Hashing;

namespace Dedup.Host.Web;

/// <summary>The style sheet, the script and the icon, under addresses that name their version: a browser asks for each once.</summary>
internal static class WebFiles
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["dedup.css"] = "text/css; charset=utf-8",
        ["dedup.js"] = "text/javascript; charset=utf-8",
        ["dedup.svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, (byte[] Bytes, string Version)> Files = Types.Keys.ToDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>The address of a file.</summary>
    public static string Address(string name) => $"/assets/{Files[name].Version}/{name}";

    /// <summary>Serves them to anyone: the page to sign in has them too.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/assets/{version}/{name}", (HttpContext context, string version, string name) =>
    {
        if (!Files.TryGetValue(name, out (byte[] Bytes, string Version) file)) return Results.NotFound();
        // An older page may ask for its own version, and is given what there is.
        if (version == file.Version) context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Bytes, Types[name]);
    }).AllowAnonymous().ExcludeFromDescription();

    private static (byte[] Bytes, string Version) Read(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", name));
        return (bytes, string.Create(CultureInfo.InvariantCulture, $"{XxHash64.HashToUInt64(bytes):x16}"));
    }
}
