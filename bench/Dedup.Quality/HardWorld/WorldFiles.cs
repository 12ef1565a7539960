using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dedup.Quality.HardWorld;

/// <summary>The hard world as files, in the form of the labelled sets, to be taken in and evaluated by the program itself.</summary>
internal static class WorldFiles
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes pages.jsonl and gold.jsonl. Pages that no figure over pairs counts have no gold, but for excerpts; all.jsonl has everything.</summary>
    public static void Write(string folder)
    {
        IReadOnlyList<HardPage> pages = World.Make().Pages;
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "pages.jsonl"), pages.Select(p => JsonSerializer.Serialize(new { id = p.Key, p.Url, p.Fetched, p.Text }, Form)));
        File.WriteAllLines(Path.Combine(folder, "gold.jsonl"), pages.Where(p => p.Scored || p.Kind == "excerpt").Select(p => JsonSerializer.Serialize(p.Truth, Form)));
        File.WriteAllLines(Path.Combine(folder, "all.jsonl"), pages.Select(p => JsonSerializer.Serialize(p.Truth, Form)));
        Console.WriteLine($"hard world {World.Hash(pages)}: {pages.Count} pages");
    }
}
