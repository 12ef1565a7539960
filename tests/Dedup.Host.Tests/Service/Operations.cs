using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Service;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Query">Names of its parameters in the query.</param>
internal sealed record Operation(string Name, HttpMethod Method, string Path, IReadOnlyList<string> Query)
{
    /// <summary>All that the service's own document lists.</summary>
    public static IReadOnlyList<Operation> All(HttpClient http)
    {
        var all = new List<Operation>();
        foreach (JsonProperty path in http.Get("/openapi/v1.json").Json.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject())
            {
                string[] query = method.Value.TryGetProperty("parameters", out JsonElement parameters)
                    ? [.. parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!)] : [];
                all.Add(new Operation(method.Value.GetProperty("operationId").GetString()!, new HttpMethod(method.Name.ToUpperInvariant()), path.Name, query));
            }
        }
        Assert.True(all.Count > 15, $"{all.Count} operations");
        return all;
    }

    /// <summary>Its path, with a value for each parameter in it.</summary>
    public string PathWith(string value) => System.Text.RegularExpressions.Regex.Replace(Path, "\\{[^}]*\\}", value.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>An address that a client may well send.</summary>
    public string Address => PathWith(Name == "export" ? "documents" : "1") + (Query.Count > 0 ? "?" + string.Join('&', Query.Select(name => name + "=1")) : "");

    public override string ToString() => $"{Method} {Path} ({Name})";
}
