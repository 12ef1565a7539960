using System.Text.Json.Nodes;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>All that a database says, as its exports tell it, with clusters named by their representatives: equal for equal pages, however they came in.</summary>
/// <param name="Documents">Documents with their bodies, relations, representatives, origins and excerpt links, by key.</param>
/// <param name="Links">Verified pairs, each with the smaller key first.</param>
/// <param name="Rejections">Source, line and reason of each.</param>
internal sealed record StoredState(IReadOnlyList<string> Documents, IReadOnlyList<string> Links, IReadOnlyList<string> Rejections)
{
    /// <summary>Reads it with the program.</summary>
    public static StoredState Read(Cli cli, string database)
    {
        List<JsonObject> documents = Rows(cli, "documents", "--with-body", database);
        Dictionary<long, string> representatives = documents.Where(d => (bool)d["representative"]!).ToDictionary(d => (long)d["cluster"]!, d => (string)d["key"]!);
        foreach (JsonObject document in documents) Name(document, representatives, "cluster", "excerpt_of");
        List<JsonObject> links = Rows(cli, "links", "--json", database);
        foreach (JsonObject link in links)
        {
            Name(link, representatives, "cluster_a", "cluster_b");
            if (string.CompareOrdinal((string)link["a"]!, (string)link["b"]!) > 0) Swap(link, ("a", "b"), ("cluster_a", "cluster_b"), ("containment_a", "containment_b"));
        }
        CliResult rejections = cli.Run("rejections", "--limit", "0", "--json", "--db", database);
        Assert.True(rejections.ExitCode is 0 or 1, rejections.Error);
        return new StoredState(
            [.. documents.Select(d => d.ToJsonString())],
            [.. links.Select(l => l.ToJsonString()).Order(StringComparer.Ordinal)],
            [.. JsonNode.Parse(rejections.Output)!.AsArray().Select(r => $"{r!["source"]} line {r["line"]}: {r["reason"]}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>Fails with the first difference.</summary>
    public void RequireSame(StoredState other, string what)
    {
        foreach ((string part, IReadOnlyList<string> expected, IReadOnlyList<string> actual) in new[]
        {
            ("documents", Documents, other.Documents), ("links", Links, other.Links), ("rejections", Rejections, other.Rejections),
        })
        {
            string? lost = expected.Except(actual, StringComparer.Ordinal).FirstOrDefault();
            string? gained = actual.Except(expected, StringComparer.Ordinal).FirstOrDefault();
            Assert.True(expected.SequenceEqual(actual, StringComparer.Ordinal),
                $"{what}: {part} differ, {expected.Count} expected and {actual.Count} found\n  lost   {lost}\n  gained {gained}");
        }
    }

    /// <summary>Fails where the database does not agree with itself.</summary>
    public static void RequireSound(Cli cli, string database, string what)
    {
        CliResult check = cli.Run("check", "--db", database);
        Assert.True(check.ExitCode == 0 && !check.Output.Contains("wait for their links or clusters", StringComparison.Ordinal), $"{what}: check exits {check.ExitCode}\n{check.Output}{check.Error}");
    }

    private static List<JsonObject> Rows(Cli cli, string kind, string option, string database)
    {
        CliResult export = cli.Run("export", kind, option, "--db", database);
        Assert.True(export.ExitCode is 0 or 1, export.Error);
        return [.. export.Lines.Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    private static void Name(JsonObject row, Dictionary<long, string> representatives, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (row[field] is JsonNode id) row[field] = representatives[(long)id];
        }
    }

    private static void Swap(JsonObject row, params ReadOnlySpan<(string A, string B)> fields)
    {
        foreach ((string a, string b) in fields) (row[a], row[b]) = (row[b]!.DeepClone(), row[a]!.DeepClone());
    }
}
