using Dedup.Core.Evaluation;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;

namespace Dedup.Quality;

/// <summary>What a page of the made world is.</summary>
/// <param name="Item">The page.</param>
/// <param name="Body">Its article; empty for pages that are nothing but teasers.</param>
/// <param name="Kind">fixed, teasers or story.</param>
internal sealed record ChromePage(SourceItem Item, string Body, string Kind);

/// <summary>
/// A world in which line rules see nothing: sites with a fixed block of prose on every page, longer than their stories,
/// before or behind them; a feed whose pages are a headline and teasers of other stories; and those stories themselves,
/// whose leads the teasers quote. Made from the stories of the sample crawl by a seed.
/// </summary>
internal static class ChromeWorld
{
    private const int Seed = 29;
    private const int Sites = 16;
    private const int PagesOfSite = 9;
    private const int TeaserPages = 80;
    private const int MinBlockWords = 80;
    private const int MaxBlockWords = 260;

    public static List<ChromePage> Make()
    {
        List<Gold> stories = [.. Gold.Read(Path.Combine(Folders.Root, "tests/samples/gold.jsonl"))
            .Where(g => g.Kind is "full" or "solo" && g.Body!.Length > 600).DistinctBy(g => g.Story).OrderBy(g => g.Story)];
        var random = new Random(Seed);
        // Blocks are prose of stories that no page of the world tells.
        int half = stories.Count / 2;
        List<Gold> told = stories[..half];
        HashSet<string> own = [.. told.SelectMany(s => s.Body!.Split('\n'))];
        // Digests tell a paragraph of some other story again.
        string[] prose = [.. stories.Skip(half).SelectMany(s => s.Body!.Split('\n')).Where(p => Words(p) >= 12 && !own.Contains(p))];
        return [.. FixedSites(told, prose, random), .. Feed(told, prose, random), .. Stories(told)];
    }

    private static IEnumerable<ChromePage> FixedSites(List<Gold> told, string[] prose, Random random)
    {
        for (int site = 0; site < Sites; site++)
        {
            int words = MinBlockWords + (site * (MaxBlockWords - MinBlockWords) / (Sites - 1));
            var block = new List<string>();
            while (block.Sum(Words) < words) block.Add(prose[random.Next(prose.Length)]);
            bool before = site % 2 == 0;
            Gold[] shuffled = [.. told];
            random.Shuffle(shuffled);
            for (int page = 0; page < PagesOfSite; page++)
            {
                Gold story = shuffled[page];
                // Shorter than the block.
                string[] body = [.. story.Body!.Split('\n').Take(2 + random.Next(3))];
                string[] lines = [story.Title!, "By Staff Writer", $"2024-0{1 + random.Next(9)}-1{random.Next(10)}", .. before ? block : [], .. body, .. before ? [] : block];
                // Every fourth site has no address.
                string? url = site % 4 == 3 ? null : $"https://fixed-{site}.example/{page}";
                if (url is null) lines = ["Lakeside", .. lines, "Colophon " + site];
                yield return Page($"fixed-{site}-{page}", string.Join('\n', lines), url, string.Join('\n', body), "fixed");
            }
        }
    }

    /// <summary>Each page shows the teasers of a sliding window, so that each stands on several pages among others.</summary>
    private static IEnumerable<ChromePage> Feed(List<Gold> told, string[] prose, Random random)
    {
        string[] sources = ["Harbor Post", "Valley Wire", "NorthFeed", "The Daily Lantern", "Marketlight"];
        string[] teasers = [.. told.Select(s => s.Body!.Split('\n')[0]).Concat(prose.Where(p => Words(p) < 40))];
        random.Shuffle(teasers);
        for (int page = 0; page < TeaserPages; page++)
        {
            string[] headline = prose[random.Next(prose.Length)].Split(' ');
            var lines = new List<string> { string.Join(' ', headline.Skip(2).Take(8)).TrimEnd('.', ','), $"2024-03-{1 + (page % 28):00}" };
            int from = page * teasers.Length / TeaserPages;
            foreach (int i in Enumerable.Range(from, 12).OrderBy(_ => random.Next()).Take(7))
            {
                lines.Add(teasers[i % teasers.Length]);
                lines.Add(sources[random.Next(sources.Length)]);
            }
            yield return Page($"feed-{page}", string.Join('\n', lines), $"https://feed.example/{page}", string.Empty, "teasers");
        }
    }

    private static IEnumerable<ChromePage> Stories(List<Gold> told) => told.Select((story, i) =>
        Page($"story-{i}", $"{story.Title}\n2024-03-0{1 + (i % 9)}\n{story.Body}", $"https://feed.example/stories/{i}", story.Body!, "story"));

    private static ChromePage Page(string key, string text, string? url, string body, string kind) =>
        new(new SourceItem(new Page(key, key, text, new PageHints(url), null), null), body, kind);

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    public static IEnumerable<Measure> Run(int errors)
    {
        List<ChromePage> pages = Make();
        Dictionary<string, (long Cluster, string Body)> found = QualitySets.WithItems(pages.Select(p => p.Item), reader =>
            reader.AllDocuments(true).ToDictionary(d => d.Document.Key, d => (d.Document.Cluster, d.Body!)));
        double Score(ChromePage page) => Measures.WordF1(page.Body, found[page.Item.Page!.Key].Body);
        foreach (ChromePage page in pages.OrderBy(p => p.Kind == "teasers" ? 1 - Words(found[p.Item.Page!.Key].Body) / 100.0 : Score(p)).Take(errors))
        {
            Console.WriteLine($"  {page.Item.Page!.Key}: {Score(page):0.000}");
            HashSet<string> truth = [.. page.Body.Split('\n')];
            HashSet<string> kept = [.. found[page.Item.Page.Key].Body.Split('\n')];
            foreach (string line in page.Item.Page.Text.Split('\n').Where(line => truth.Contains(line) != kept.Contains(line)))
                Console.WriteLine($"    {(truth.Contains(line) ? "lost" : "kept")} {line[..Math.Min(100, line.Length)]}");
        }
        List<ChromePage> teasers = [.. pages.Where(p => p.Kind == "teasers")];
        yield return new Measure("fixed blocks: by rules alone", pages.Where(p => p.Kind == "fixed").Average(p =>
            Measures.WordF1(p.Body, PageExtractor.Extract(p.Item.Page!.Text, p.Item.Page.Hints).Body)));
        yield return new Measure("fixed blocks: body word F1", pages.Where(p => p.Kind == "fixed").Average(Score));
        yield return new Measure("stories that are teased: body F1", pages.Where(p => p.Kind == "story").Average(Score));
        yield return new Measure("teaser pages that are thin", teasers.Count(p => Words(found[p.Item.Page!.Key].Body) < 40) / (double)teasers.Count);
        ILookup<long, ChromePage> clusters = pages.ToLookup(p => found[p.Item.Page!.Key].Cluster);
        yield return new Measure("teaser pages in a cluster", teasers.Count(p => clusters[found[p.Item.Page!.Key].Cluster].Count() > 1));
    }
}
