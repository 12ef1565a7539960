using Dedup.Engine.Evaluation;

namespace Dedup.Quality.HardWorld;

/// <summary>
/// The hard world through the whole of ingest, over all and by kind. With bodies only, what the extractor makes of the
/// templates is left out, so that its errors and those of the comparison can be told apart.
/// </summary>
internal static class HardSet
{
    private const double UnlikeBelow = 0.2;

    public static IEnumerable<Measure> Run(int errors, bool bodiesOnly)
    {
        IReadOnlyList<HardPage> pages = World.Make().Pages;
        Console.WriteLine($"  hard world {World.Hash(pages)}: {pages.Count} pages, {pages.Select(p => p.Story).Distinct().Count()} stories");
        IReadOnlyDictionary<string, FoundDocument> found = QualitySets.WithItems(pages.Select(p => bodiesOnly ? p.BodyItem : p.Item), reader => reader.FoundDocuments());
        var judged = new Judged(pages, found);
        EvaluationReport report = EvaluationReport.Build([.. pages.Where(p => p.Scored || p.Kind == "excerpt").Select(p => p.Truth)], found, errors);
        judged.Show(errors);
        yield return new Measure("pair F1", report.Clusters.PairF1);
        yield return new Measure("pair precision", report.Clusters.PairPrecision);
        yield return new Measure("pair recall", report.Clusters.PairRecall);
        yield return new Measure("B-cubed F1", report.Clusters.BCubedF1);
        yield return new Measure("recall, 2-5 copies", report.SmallStoryRecall);
        yield return new Measure("false merges of robots", judged.WrongPairs(p => p.IsRobot));
        yield return new Measure("false merges of digests", judged.WrongPairs(p => p.Kind == "digest"));
        yield return new Measure("unlike members", judged.UnlikeMembers(UnlikeBelow));
        yield return new Measure("excerpts linked", report.ExcerptRecall);
        yield return new Measure("excerpts joined", report.ExcerptsJoined);
        yield return new Measure("body word F1", report.BodyWordF1);
        foreach (string kind in pages.Where(p => p.Scored).Select(p => p.Kind).Distinct())
        {
            if (judged.Recall(kind) is double recall) yield return new Measure($"recall: {kind}", recall);
            yield return new Measure($"wrong pairs: {kind}", judged.WrongPairs(p => p.Kind == kind));
        }
    }
}
