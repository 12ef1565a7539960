using Dedup.Core.Evaluation;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Quality.Templates;

namespace Dedup.Quality;

/// <summary>
/// The stories of the sample crawl in 43 page templates that were written without sight of the extractor's rules. Rules
/// have been improved by their errors since, so that figures here are a little better than on pages nobody has seen.
/// </summary>
internal static class TemplateSet
{
    private const int PagesPerTemplate = 20;
    private const int Seed = 7;

    public static IEnumerable<Measure> Run(int errors)
    {
        List<Gold> stories = [.. Gold.Read(Path.Combine(Folders.Root, "tests/samples/gold.jsonl"))
            .Where(g => g.Kind is "full" or "solo" && g.Body!.Length > 600).OrderBy(g => g.Key, StringComparer.Ordinal)];
        var all = new List<(Gold Truth, FoundDocument Found)>();
        var texts = new List<SourceItem>();
        foreach ((string name, Func<PageStory, Random, RenderedPage> render) in PageTemplates.All)
        {
            var random = new Random(Seed);
            var pages = new List<(Gold Truth, FoundDocument Found)>();
            var articles = new Dictionary<string, Article>();
            for (int n = 0; n < PagesPerTemplate; n++)
            {
                Gold story = stories[random.Next(stories.Count)];
                RenderedPage page = render(Wrap(story, stories, random), random);
                Article article = PageExtractor.Extract(page.Text, new PageHints());
                string key = $"{name}-{n}";
                articles[key] = article;
                texts.Add(new SourceItem(new Page(key, key, page.Text, new PageHints($"https://{name}.example/{n}"), null), null));
                pages.Add((
                    new Gold(key, story.Story, "full", story.Credit, page.Site, page.Section, page.Title, page.Published, AgencyInBody(story), string.Join('\n', page.Body)),
                    new FoundDocument(key, key, null, article.Site?.Value, article.Title?.Value, article.Published?.Value, article.Agency?.Value, article.Body)));
            }
            if (errors > 0) Show(name, pages, articles, errors);
            all.AddRange(pages);
        }
        yield return new Measure("body word F1", FieldScores.BodyWordF1(all).Average(f => f.F1));
        yield return new Measure("body word F1, learned", Learned(all, texts, errors));
        foreach (FieldScore field in FieldScores.Score(all)) yield return new Measure(field.Field, field.Accuracy);
    }

    /// <summary>The same pages taken in together, each template as a site of its own.</summary>
    private static double Learned(List<(Gold Truth, FoundDocument Found)> pages, List<SourceItem> items, int errors)
    {
        Dictionary<string, string> bodies = QualitySets.WithItems(items, reader => reader.AllDocuments(true).ToDictionary(d => d.Document.Key, d => d.Body!));
        List<(string Key, double F1, double Before)> scores = [.. pages.Select(p =>
            (p.Truth.Key, Measures.WordF1(p.Truth.Body!, bodies[p.Truth.Key]), Measures.WordF1(p.Truth.Body!, p.Found.Body)))];
        foreach ((string key, double f1, double before) in scores.OrderBy(s => s.F1 - s.Before).Take(errors))
        {
            Console.WriteLine($"  learned: {key}: {before:0.000} → {f1:0.000}");
            (Gold truth, FoundDocument found) = pages.Single(p => p.Truth.Key == key);
            HashSet<string> now = [.. bodies[key].Split('\n')];
            foreach (string line in found.Body.Split('\n').Where(line => !now.Contains(line) && truth.Body!.Contains(line, StringComparison.Ordinal)))
                Console.WriteLine($"    lost {line[..Math.Min(100, line.Length)]}");
        }
        return scores.Average(s => s.F1);
    }

    private static PageStory Wrap(Gold story, List<Gold> stories, Random random) => new(
        "Lakeside Tribune", "Business", story.Title!, new DateTime(2024, 1, 1).AddMinutes(random.Next(500_000)),
        random.Next(3) == 0 ? null : "Maria Delgado", story.Body!.Split('\n'),
        [.. Enumerable.Range(0, 30).Select(_ => stories[random.Next(stories.Count)].Title!).Distinct()],
        ["Harbor Post", "Valley Wire", "NorthFeed"]);

    /// <summary>A template keeps no credit but what stands in the story's own first paragraph.</summary>
    private static string? AgencyInBody(Gold story) =>
        story.Agency is not null && story.Body!.Split('\n')[0].Contains($"({story.Agency})", StringComparison.Ordinal) ? story.Agency : null;

    private static void Show(string name, List<(Gold Truth, FoundDocument Found)> pages, Dictionary<string, Article> articles, int errors)
    {
        IReadOnlyList<(string Key, double F1)> bodies = FieldScores.BodyWordF1(pages);
        Console.WriteLine($"{name}: body {bodies.Average(f => f.F1):0.000}, {string.Join(", ", FieldScores.Score(pages).Select(s => $"{s.Field} {s.Accuracy:0.00}"))}");
        foreach ((string key, double f1) in bodies.OrderBy(b => b.F1).Take(errors).Where(b => b.F1 < 0.98))
        {
            HashSet<string> truth = [.. pages.Single(p => p.Truth.Key == key).Truth.Body!.Split('\n')];
            Console.WriteLine($"  {key}: {f1:0.000}");
            foreach (PageLine line in articles[key].Lines)
            {
                bool wrong = line.Reason != LineReason.Blank && truth.Contains(line.Text) != (line.Reason == LineReason.Body);
                if (wrong) Console.WriteLine($"    {(line.Reason == LineReason.Body ? "kept" : "lost"),-5}{line.Reason,-14} {line.Text[..Math.Min(100, line.Text.Length)]}");
            }
        }
        foreach ((Gold truth, FoundDocument found) in pages.Where(p => !FieldScores.SameText(p.Truth.Title ?? "", p.Found.Title ?? "")).Take(errors))
            Console.WriteLine($"    title '{truth.Title}' found '{found.Title}'");
    }
}
