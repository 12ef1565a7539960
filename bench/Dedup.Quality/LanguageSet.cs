using System.Text.Json;
using Dedup.Engine.Extraction;

namespace Dedup.Quality;

/// <summary>Invented stories in eight languages, each on three pages in the manner of that language: the fields that other sets do not label.</summary>
internal static class LanguageSet
{
    public static readonly string Pages = Path.Combine(Folders.Root, "tests/samples/languages/pages");

    public static readonly string Truth = Path.Combine(Folders.Root, "tests/samples/languages/gold.jsonl");

    public static IEnumerable<Measure> Run(int errors)
    {
        int pages = 0;
        int bylines = 0;
        int languages = 0;
        foreach (string line in File.ReadLines(Truth))
        {
            using var gold = JsonDocument.Parse(line);
            string key = gold.RootElement.GetProperty("key").GetString()!;
            Article article = PageExtractor.Extract(File.ReadAllText(Path.Combine(Pages, key)), new PageHints());
            pages++;
            if (Right(key, "byline", article.Byline, gold.RootElement, errors)) bylines++;
            if (Right(key, "language", article.Language, gold.RootElement, errors)) languages++;
        }
        yield return new Measure("byline", (double)bylines / pages);
        yield return new Measure("language", (double)languages / pages);
    }

    private static bool Right(string key, string field, Found? found, JsonElement gold, int errors)
    {
        string? truth = gold.GetProperty(field).GetString();
        bool right = truth == found?.Value;
        if (!right && errors > 0) Console.WriteLine($"  {field}: {key}: '{truth}' found '{found?.Value}'");
        return right;
    }
}
