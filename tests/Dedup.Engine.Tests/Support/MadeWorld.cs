using System.Globalization;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Support;

/// <summary>
/// A generated world: stories copied whole, edited, cut short and quoted over sites whose templates have lines that no rule knows,
/// digests of several stories, and pages without a body of their own.
/// </summary>
internal static class MadeWorld
{
    private const int Sites = 6;

    private static readonly string[] Syllables = ["bar", "tol", "mir", "sen", "quo", "dra", "lup", "vek", "han", "rio", "fas", "gel", "nod", "ust", "pim", "cor"];

    public static List<Page> Pages(int seed, int stories)
    {
        var random = new Random(seed);
        string[] words = [.. Enumerable.Range(0, 900).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Syllables[random.Next(Syllables.Length)])))];
        string Sentence(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)])) + ".";
        string Paragraph() => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(words[random.Next(words.Length)]) + " " + Sentence(24);
        string[] appeals = [.. Enumerable.Range(0, Sites).Select(_ => Paragraph())];
        string[][] bodies = [.. Enumerable.Range(0, stories).Select(_ => Enumerable.Range(0, 6).Select(_ => Paragraph()).ToArray())];
        string[] titles = [.. Enumerable.Range(0, stories).Select(i => $"{words[10 * i]} {words[(10 * i) + 1]} {words[(10 * i) + 2]}")];
        var pages = new List<Page>();
        void Add(int story, IEnumerable<string> paragraphs)
        {
            int site = random.Next(Sites);
            string text = $"{titles[story]}\n2024-03-{1 + random.Next(28):00}\n{string.Join('\n', paragraphs)}\n{appeals[site]}";
            pages.Add(Crawl.Page($"world-{pages.Count:000}", text, url: $"https://site{site}.example/{pages.Count}", fetched: $"2024-04-{1 + random.Next(28):00}T00:00:00Z"));
        }
        for (int story = 0; story < stories; story++)
        {
            string[] body = bodies[story];
            for (int copy = random.Next(1, 5); copy > 0; copy--) Add(story, body);
            Add(story, body.Select((p, i) => i == random.Next(6) ? Paragraph() : p));
            Add(story, body.Take(4));
            if (random.Next(2) == 0) Add(story, body.Skip(2).Take(2));
            if (random.Next(4) == 0) Add(story, [.. body, .. bodies[random.Next(stories)]]);
            if (random.Next(3) == 0) Add(story, []);
        }
        return pages;
    }
}
