using System.Text.Json;
using Dedup.Engine;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Quality.HardWorld;

namespace Dedup.Quality;

/// <summary>The labelled sets. Each returns its measures, or null where its data is not there.</summary>
internal static class QualitySets
{
    public static readonly IReadOnlyDictionary<string, Func<int, IEnumerable<Measure>?>> All = new Dictionary<string, Func<int, IEnumerable<Measure>?>>
    {
        ["samples"] = errors => Labelled(Path.Combine(Folders.Root, "tests/samples/pages"), Path.Combine(Folders.Root, "tests/samples/gold.jsonl"), errors),
        ["languages"] = errors => Labelled(LanguageSet.Pages, LanguageSet.Truth, errors).Concat(LanguageSet.Run(errors)),
        ["templates"] = TemplateSet.Run,
        ["seeds"] = _ => Folders.Data("../seeds") is string seeds ? Seeds(seeds) : null,
        ["world-dev"] = errors => Folders.Data("world-dev") is string world
            ? Labelled(Path.Combine(world, "pages.jsonl"), Path.Combine(world, "gold.jsonl"), errors) : null,
        ["chrome"] = errors => Folders.Data("world-dev") is string world
            ? ChromeSet.Run(Read(Path.Combine(world, "pages.jsonl")), Path.Combine(world, "gold.jsonl"), errors) : null,
        ["chrome world"] = ChromeWorld.Run,
        ["html-dev"] = errors => Folders.Data("html-dev") is string html ? HtmlSet.Run(html, errors) : null,
        ["orders"] = _ => Folders.Data("world-dev") is string world ? Orders.Run(Read(Path.Combine(world, "pages.jsonl"))) : null,
        ["orders, chrome"] = _ => Orders.Run([.. ChromeWorld.Make().Select(page => page.Item)]),
        ["basil"] = _ => Folders.Data("basil") is string basil ? Basil(Path.Combine(basil, "docs.jsonl")) : null,
        ["hard"] = errors => HardSet.Run(errors, bodiesOnly: false),
        ["hard, bodies"] = errors => HardSet.Run(errors, bodiesOnly: true),
        ["hard, orders"] = _ => Orders.RunMany([.. World.Make(scale: 0.05, seed: 211).Pages.SelectMany((page, i) => i % 10 == 0 ? [page.Item, page.SmallLetters] : new[] { page.Item })]),
        ["robots"] = RobotSet.Run,
        ["wiki-versions"] = _ => Folders.Data("wiki-versions") is string wiki ? WikiVersions.Run(wiki) : null,
    };

    /// <summary>Pages through the whole of ingest, then the database against the truth.</summary>
    private static IEnumerable<Measure> Labelled(string pages, string gold, int errors)
    {
        EvaluationReport report = WithDatabase(pages, reader => EvaluationReport.Build(Gold.Read(gold), reader.FoundDocuments(), errors));
        foreach (EvaluationError error in errors > 0 ? report.Errors : []) Console.WriteLine($"  {error.Kind}: {error.Key}: {error.Detail}");
        yield return new Measure("pair F1", report.Clusters.PairF1);
        yield return new Measure("pair precision", report.Clusters.PairPrecision);
        yield return new Measure("pair recall", report.Clusters.PairRecall);
        yield return new Measure("B-cubed F1", report.Clusters.BCubedF1);
        yield return new Measure("recall, 2-5 copies", report.SmallStoryRecall);
        yield return new Measure("excerpts linked", report.ExcerptRecall);
        yield return new Measure("wrong excerpt_of", report.WrongExcerptOf);
        yield return new Measure("body word F1", report.BodyWordF1);
        foreach (FieldScore field in report.Fields) yield return new Measure(field.Field, field.Accuracy);
        yield return new Measure("agency invented", report.Fields.Single(f => f.Field == "agency").InventedShare);
    }

    /// <summary>The two pages that the project began with: the same event, two stories.</summary>
    private static IEnumerable<Measure> Seeds(string folder)
    {
        Dictionary<string, (DocumentRow Row, string Body)> found = WithDatabase(folder, reader =>
            reader.AllDocuments(true).ToDictionary(d => d.Document.Key[..3], d => (d.Document, d.Body!)));
        yield return new Measure("clusters", found.Values.Select(d => d.Row.Cluster).Distinct().Count());
        DocumentRow first = found["000"].Row;
        DocumentRow second = found["001"].Row;
        string[] titles = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => File.ReadLines(file).ElementAt(1))];
        yield return new Measure("fields right", new[]
        {
            first.Site == "消息", second.Site == "TradeCircle", first.Section == "Scams", second.Section == "Invest",
            first.Title == titles[0], second.Title == titles[1],
            first.Published == "2025-04-14T16:37:52" && second.Published == "2025-04-16T02:46:45",
            first.Agency is null && second.Agency == "AP",
        }.Count(right => right));
        int headlines = 0;
        foreach (string file in Directory.GetFiles(folder))
        {
            string body = found[Path.GetFileName(file)[..3]].Body;
            headlines += File.ReadLines(file).SkipWhile(line => line != "Related").Count(line => line.Length > 12 && body.Contains(line.TrimStart('-', ' '), StringComparison.Ordinal));
        }
        yield return new Measure("list headlines in a body", headlines);
    }

    /// <summary>One event in three publishers' words: every cluster of two is an error.</summary>
    private static IEnumerable<Measure> Basil(string docs)
    {
        long merged = WithItems(
            File.ReadLines(docs).Select(line => JsonDocument.Parse(line).RootElement).Select(d => Item(d.GetProperty("id").GetString()!, d.GetProperty("text").GetString()!)),
            reader => (long)reader.Clusters(new ClusterFilter { Limit = 1000 }).Clusters.Count);
        yield return new Measure("merges", merged);
    }

    private static SourceItem Item(string key, string text) => new(new Page(key, key, text, new PageHints(), null), null);

    private static SourceItem[] Read(string path) => [.. new PageSource(new SourceOptions()).Read(PageSource.List([path]), () => Stream.Null)];

    private static T WithDatabase<T>(string path, Func<Reader, T> read) => WithItems(Read(path), read);

    internal static T WithItems<T>(IEnumerable<SourceItem> items, Func<Reader, T> read)
    {
        string folder = Directory.CreateTempSubdirectory("dedup-quality-").FullName;
        try
        {
            var options = new DedupOptions { Database = Path.Combine(folder, "quality.db") };
            new Ingestor(options, TimeProvider.System).Run(["quality"], items, null, CancellationToken.None);
            using var reader = new Reader(options.Database);
            return read(reader);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
