using System.Runtime.InteropServices;
using System.Text.Json;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Posts;

/// <summary>Reads the pages of a request: one JSON object, an array of them, or a line each.</summary>
/// <param name="options">How fields are named and keys prefixed.</param>
public sealed class PostReader(SourceOptions options)
{
    /// <summary>Most pages that are read; beyond them reading ends.</summary>
    public int MostPages { get; init; } = int.MaxValue;

    /// <summary>Whether each page must name its key; so it must where it is stored.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>A line each (NDJSON), in order; empty lines count and are passed over.</summary>
    /// <param name="body">UTF-8.</param>
    public IEnumerable<SourceItem> ReadLines(Stream body)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new JsonLinesReader(options, new PageFields(options)).Read(body, new SourceStart("line", string.Empty, 0)).Select(item => Require(item, seen)).Take(MostPages);
    }

    /// <summary>One object, or an array of objects; the place of each is its number.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public IEnumerable<SourceItem> ReadJson(ReadOnlyMemory<byte> body)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"broken JSON at line {e.LineNumber + 1}; of many pages send a line each as application/x-ndjson, or an array", e);
        }
        using (json)
        {
            var lines = new MemoryStream();
            foreach (JsonElement page in json.RootElement.ValueKind switch
            {
                JsonValueKind.Object => (IEnumerable<JsonElement>)[json.RootElement],
                JsonValueKind.Array => json.RootElement.EnumerateArray().Take(MostPages),
                _ => throw new InvalidDataException("neither a JSON object nor an array of objects"),
            })
            {
                // Its bytes as they came, without the line breaks between its fields: each is then a line as any other, with its own faults.
                byte[] line = JsonMarshal.GetRawUtf8Value(page).ToArray();
                line.AsSpan().Replace((byte)'\n', (byte)' ');
                lines.Write(line);
                lines.WriteByte((byte)'\n');
            }
            lines.Position = 0;
            return [.. ReadLines(lines)];
        }
    }

    private SourceItem Require(SourceItem item, HashSet<string> seen)
    {
        if (item.Page is not Page page || !NeedsKey) return item;
        string? fault = page.IsNamedByPlace ? "neither \"id\" nor \"url\", which makes the page's key"
            : Page.KeyFault(page.Key) is string known ? known
            : page.Key.Any(char.IsControl) ? "the key holds a control character"
            : seen.Add(page.Key) ? null : "its key came before in the same request";
        return fault is null ? item : item with { Page = null, Rejection = new Rejection(page.Place, fault) };
    }
}
