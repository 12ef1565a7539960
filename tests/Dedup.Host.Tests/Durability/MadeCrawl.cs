using System.Text;
using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>A crawl of some hundred pages, made from the sample pages by a seed: JSON Lines, text files, and what goes wrong in crawls.</summary>
internal static class MadeCrawl
{
    private const int Seed = 20250414;

    private static readonly string[] Fillers = ["harbour", "minister", "quarter", "bridge", "seventeen", "valley", "court", "signal", "winter", "ledger"];

    private static readonly Lazy<string[]> Samples = new(() =>
        [.. Directory.GetFiles(Checkout.SamplePages).Order(StringComparer.Ordinal).Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"))]);

    /// <summary>Writes the crawl into a new folder.</summary>
    /// <param name="folder">The folder to make.</param>
    /// <param name="copies">Versions of each sample page.</param>
    /// <param name="flaws">With keys that come again, broken lines, an empty and a binary file.</param>
    public static void Write(string folder, int copies = 3, bool flaws = true)
    {
        Directory.CreateDirectory(Path.Combine(folder, "pages"));
        var random = new Random(Seed);
        var lines = new List<string>();
        for (int copy = 0; copy < copies; copy++)
        {
            for (int page = 0; page < Samples.Value.Length; page++)
            {
                string text = copy == 0 ? Samples.Value[page] : Vary(Samples.Value[page], random);
                if ((page + copy) % 2 == 0) File.WriteAllText(Path.Combine(folder, "pages", $"{page:00}-{copy}.txt"), text);
                else lines.Add(Line($"line-{page:00}-{copy}", text));
                if (!flaws) continue;
                // A key that comes again, beside the line and batches later.
                if (lines.Count % 41 == 7) lines.Add(Line(random.Next(2) == 0 ? $"line-{page:00}-{copy}" : "line-01-0", text + " Once more."));
                if (lines.Count % 53 == 11) lines.Add("{\"id\":\"broken-" + lines.Count + "\",\"text\":\"no end");
                if (lines.Count % 67 == 13) lines.Add("{\"id\":\"no-text\"}");
            }
        }
        int half = lines.Count / 2;
        File.WriteAllLines(Path.Combine(folder, "a.jsonl"), lines[..half]);
        File.WriteAllLines(Path.Combine(folder, "z.jsonl"), lines[half..]);
        if (!flaws) return;
        File.WriteAllText(Path.Combine(folder, "pages", "10-empty.txt"), "");
        File.WriteAllBytes(Path.Combine(folder, "pages", "20-binary.txt"), [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2]);
    }

    /// <summary>A page as a line of JSON Lines.</summary>
    public static string Line(string id, string text) => JsonSerializer.Serialize(new { id, text });

    /// <summary>Another version of a page: paragraphs dropped, words replaced.</summary>
    public static string Vary(string text, Random random)
    {
        var kept = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 120 && random.Next(8) == 0) continue;
            if (line.Length <= 120 || random.Next(3) > 0) kept.Append(line);
            else kept.AppendJoin(' ', line.Split(' ').Select(word => random.Next(25) == 0 ? Fillers[random.Next(Fillers.Length)] : word));
            kept.Append('\n');
        }
        return kept.ToString();
    }
}
