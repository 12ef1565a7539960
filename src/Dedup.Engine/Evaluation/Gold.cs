using System.Text.Json;

namespace Dedup.Engine.Evaluation;

/// <summary>The truth about one page of a labelled set.</summary>
/// <param name="Key">The document's key, as ingest stores it.</param>
/// <param name="Story">The story it carries: pages of one story belong to one cluster.</param>
/// <param name="Kind">full, light, edited, truncated, excerpt or solo.</param>
/// <param name="Credit">Whether the story's own words name an agency, so that the agency is not scored.</param>
/// <param name="Site">Name of the site, or null where the page does not show it.</param>
/// <param name="Section">Section, likewise.</param>
/// <param name="Title">Headline, likewise.</param>
/// <param name="Published">Claimed date, likewise.</param>
/// <param name="Agency">Credited agency, likewise.</param>
/// <param name="Body">The true body, or null where the set has none.</param>
public sealed record Gold(
    string Key, string Story, string Kind, bool Credit, string? Site, string? Section, string? Title, string? Published, string? Agency, string? Body)
{
    /// <summary>Whether the page is a small part of a story: linked to it, not a member.</summary>
    public bool IsExcerpt => Kind == "excerpt";

    /// <summary>Reads a JSON Lines file of truths.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line is not such a record; the message names the line.</exception>
    public static IReadOnlyList<Gold> Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: {(Directory.Exists(path) ? "is a folder; name a file of labels" : "no such file")}");
        var records = new List<Gold>();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                JsonElement root = json.RootElement;
                records.Add(new Gold(
                    Text(root, "key") ?? throw new InvalidDataException("it has no \"key\""),
                    Text(root, "story") ?? throw new InvalidDataException("it has no \"story\""),
                    Text(root, "kind") ?? "full",
                    root.TryGetProperty("credit", out JsonElement credit) && credit.ValueKind == JsonValueKind.True,
                    Text(root, "site"), Text(root, "section"), Text(root, "title"), Text(root, "published"), Text(root, "agency"), Text(root, "body")));
            }
            catch (Exception e) when (e is JsonException or InvalidDataException)
            {
                throw new InvalidDataException($"{path}:{number}: not a gold record: {e.Message}", e);
            }
        }
        return records;
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
