using System.Text.Json;

namespace Dedup.Engine.Extraction.Html;

/// <summary>Finds the page's article in its JSON-LD: in lists, in graphs, and below the page that has it as its main entity.</summary>
/// <remarks>schema.org types whose name ends in Article or Posting, and a few others; a node that is only named by its id is looked up.</remarks>
internal static class JsonLdReader
{
    private const int MaxNodes = 20_000;

    /// <summary>The article that fits the page best, or null.</summary>
    /// <param name="scripts">Texts of the page's application/ld+json scripts.</param>
    /// <param name="url">Address of the page, if known.</param>
    public static JsonLdArticle? Read(IReadOnlyList<string> scripts, string? url)
    {
        var documents = new List<JsonDocument>();
        try
        {
            foreach (string script in scripts)
            {
                if (JsonLdText.Parse(script) is JsonDocument document) documents.Add(document);
            }
            List<JsonElement> nodes = Nodes(documents);
            var ids = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (JsonElement node in nodes)
            {
                // A mere reference has no other member; the node itself has.
                if (Text(node, "@id") is string id && node.EnumerateObject().Skip(1).Any()) ids.TryAdd(id, node);
            }
            JsonElement? best = null;
            int bestRank = 0;
            foreach (JsonElement node in nodes)
            {
                int rank = Rank(node, url);
                if (rank <= bestRank) continue;
                best = node;
                bestRank = rank;
            }
            return best is JsonElement article ? Describe(article, ids) : null;
        }
        finally
        {
            foreach (JsonDocument document in documents) document.Dispose();
        }
    }

    /// <summary>All objects, outer ones first.</summary>
    private static List<JsonElement> Nodes(List<JsonDocument> documents)
    {
        var nodes = new List<JsonElement>();
        var open = new Queue<JsonElement>(documents.Select(document => document.RootElement));
        while (open.Count > 0 && nodes.Count < MaxNodes)
        {
            JsonElement element = open.Dequeue();
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray()) open.Enqueue(item);
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                nodes.Add(element);
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) open.Enqueue(property.Value);
                }
            }
        }
        return nodes;
    }

    /// <summary>How likely the node is the page's article: its type, its fields, and whether it names the page's address.</summary>
    private static int Rank(JsonElement node, string? url)
    {
        int rank = 0;
        foreach (string type in Texts(node, "@type"))
        {
            string name = type[(type.LastIndexOfAny(['/', '#', ':']) + 1)..];
            rank = Math.Max(rank, name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal) ? 40
                : name is "Report" or "Review" or "Recipe" or "HowTo" or "CreativeWork" or "LiveBlogUpdate" or "PodcastEpisode" or "VideoObject" ? 12
                : name is "WebPage" or "ItemPage" or "AboutPage" or "FAQPage" or "CollectionPage" or "MedicalWebPage" ? 10 : 0);
        }
        if (rank == 0) return 0;
        if (Text(node, "headline") is not null) rank += 4;
        if (Text(node, "datePublished") is not null) rank += 4;
        if (Text(node, "articleBody") is { Length: > 200 }) rank += 4;
        if (url is not null && (SameAddress(Text(node, "url"), url) || SameAddress(Text(node, "@id"), url) || SameAddress(Text(node, "mainEntityOfPage"), url)
            || (node.TryGetProperty("mainEntityOfPage", out JsonElement page) && page.ValueKind == JsonValueKind.Object && SameAddress(Text(page, "@id"), url)))) rank += 8;
        return rank;
    }

    private static bool SameAddress(string? a, string b)
    {
        if (a is null) return false;
        return Bare(a).Equals(Bare(b), StringComparison.OrdinalIgnoreCase);

        static ReadOnlySpan<char> Bare(string address)
        {
            ReadOnlySpan<char> rest = address;
            int scheme = rest.IndexOf("://");
            if (scheme >= 0) rest = rest[(scheme + 3)..];
            int end = rest.IndexOfAny('#', '?');
            if (end >= 0) rest = rest[..end];
            return rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? rest[4..].TrimEnd('/') : rest.TrimEnd('/');
        }
    }

    private static JsonLdArticle Describe(JsonElement node, Dictionary<string, JsonElement> ids) => new()
    {
        Headline = Text(node, "headline") ?? Text(node, "name"),
        Body = Text(node, "articleBody") ?? Text(node, "text"),
        Published = Text(node, "datePublished") ?? Text(node, "dateCreated") ?? Text(node, "uploadDate"),
        Modified = Text(node, "dateModified"),
        Publisher = Names(node, "publisher", ids).FirstOrDefault() ?? Names(node, "sourceOrganization", ids).FirstOrDefault(),
        Section = Texts(node, "articleSection").FirstOrDefault(),
        Language = Texts(node, "inLanguage").FirstOrDefault(),
        Url = Text(node, "url"),
        Authors = [.. Names(node, "author", ids).Concat(Names(node, "creator", ids)).Distinct(StringComparer.OrdinalIgnoreCase).Take(20)],
    };

    /// <summary>Names of persons or organisations: text, objects with a name, or ids of such, alone or in lists.</summary>
    private static IEnumerable<string> Names(JsonElement node, string field, Dictionary<string, JsonElement> ids)
    {
        if (!node.TryGetProperty(field, out JsonElement value)) yield break;
        foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
        {
            string? name = item.ValueKind switch
            {
                JsonValueKind.String => JsonLdText.Read(item),
                JsonValueKind.Object => Text(item, "name") ?? (Text(item, "@id") is string id && ids.TryGetValue(id, out JsonElement named) ? Text(named, "name") : null),
                _ => null,
            };
            if (name is null || name.Contains("://", StringComparison.Ordinal)) continue;
            // A name may be nothing but tags.
            if (MarkupText.Plain(name) is { Length: > 0 } plain) yield return plain;
        }
    }

    private static string? Text(JsonElement node, string field) => Texts(node, field).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonElement node, string field)
    {
        if (!node.TryGetProperty(field, out JsonElement value)) yield break;
        foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
        {
            JsonElement text = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("@value", out JsonElement inner) ? inner : item;
            if (JsonLdText.Read(text) is { Length: > 0 } found && !string.IsNullOrWhiteSpace(found)) yield return found.Trim();
        }
    }
}
