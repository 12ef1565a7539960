using Dedup.Engine.Evaluation;

namespace Dedup.Engine.Tests.Evaluation;

public sealed class EvaluationReportTests
{
    [Fact]
    public void A_perfect_result_scores_one_everywhere_and_lists_no_error()
    {
        EvaluationReport report = Build(
            [Truth("a", "1"), Truth("b", "1"), Truth("c", "2"), Truth("x", "1", kind: "excerpt")],
            [Found("a", "7"), Found("b", "7"), Found("c", "8"), Found("x", "9", excerptOf: "7")]);

        Assert.Equal((4, 0, 1.0, 1.0, 1.0, 1.0), (report.Pages, report.Missing, report.Clusters.PairF1, report.Clusters.BCubedF1, report.Clusters.AdjustedRand, report.SmallStoryRecall));
        Assert.Equal((1, 1, 0, 0, 1.0), (report.Excerpts, report.ExcerptsLinked, report.ExcerptsJoined, report.WrongExcerptOf, report.ExcerptRecall));
        Assert.All(report.Fields, field => Assert.Equal((1.0, 0.0), (field.Accuracy, field.InventedShare)));
        Assert.Equal(1, report.BodyWordF1);
        Assert.Empty(report.Errors);
    }

    [Fact]
    public void A_merge_costs_precision_and_a_split_costs_recall()
    {
        Gold[] truth = [Truth("a", "1"), Truth("b", "1"), Truth("c", "1"), Truth("d", "2"), Truth("e", "2")];

        EvaluationReport merged = Build(truth, [Found("a", "1"), Found("b", "1"), Found("c", "1"), Found("d", "1"), Found("e", "2")]);
        EvaluationReport split = Build(truth, [Found("a", "1"), Found("b", "1"), Found("c", "2"), Found("d", "3"), Found("e", "3")]);

        Assert.Equal((4, 6, 3), (merged.Clusters.TruePairs, merged.Clusters.FoundPairs, merged.Clusters.CorrectPairs));
        Assert.Equal((0.5, 0.75), (merged.Clusters.PairPrecision, merged.Clusters.PairRecall));
        Assert.Equal((1.0, 0.5), (split.Clusters.PairPrecision, split.Clusters.PairRecall));
        Assert.Contains(merged.Errors, e => e.Kind == "stories merged" && e.Detail.Contains("1 (3), 2 (1)", StringComparison.Ordinal));
        Assert.Contains(split.Errors, e => e.Kind == "story split" && e.Detail.Contains("story 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Small_story_recall_reads_stories_of_two_to_five_copies_only()
    {
        Gold[] truth = [.. Enumerable.Range(0, 6).Select(i => Truth($"big{i}", "big")), Truth("a", "pair"), Truth("b", "pair")];

        EvaluationReport report = Build(truth, [.. truth.Select((g, i) => Found(g.Key, g.Story == "big" ? i.ToString() : "p"))]);

        Assert.Equal((1.0, 1.0 / 16), (report.SmallStoryRecall, report.Clusters.PairRecall));
    }

    [Fact]
    public void A_missing_page_counts_as_lone_and_empty()
    {
        EvaluationReport report = Build([Truth("a", "1"), Truth("b", "1")], [Found("a", "7")]);

        Assert.Equal((1, 0.0, 0.5), (report.Missing, report.Clusters.PairRecall, report.BodyWordF1));
    }

    [Theory]
    [InlineData("x", "excerpt", "8")]
    [InlineData("b", "full", "7")]
    public void Naming_a_cluster_that_a_page_is_no_excerpt_of_is_wrong(string key, string kind, string named)
    {
        EvaluationReport report = Build(
            [Truth("a", "1"), Truth(key, "1", kind: kind), Truth("c", "2")],
            [Found("a", "7"), Found(key, "9", excerptOf: named), Found("c", "8")]);

        Assert.Equal(1, report.WrongExcerptOf);
        Assert.Contains(report.Errors, e => e.Kind == "wrong excerpt_of" && e.Key == key);
    }

    [Fact]
    public void An_excerpt_inside_the_storys_cluster_has_joined_it()
    {
        EvaluationReport report = Build([Truth("a", "1"), Truth("x", "1", kind: "excerpt")], [Found("a", "7"), Found("x", "7")]);

        Assert.Equal((0, 1, 0.0), (report.ExcerptsLinked, report.ExcerptsJoined, report.ExcerptRecall));
    }

    [Fact]
    public void Errors_of_a_kind_are_listed_up_to_the_limit()
    {
        Gold[] truth = [.. Enumerable.Range(0, 9).Select(i => Truth($"k{i}", $"s{i}"))];

        EvaluationReport report = EvaluationReport.Build(truth, truth.Select(g => Found(g.Key, g.Key) with { Site = "Wrong" }).ToDictionary(f => f.Key), listedErrors: 4);

        Assert.Equal(4, report.Errors.Count(e => e.Kind == "site"));
    }

    internal static Gold Truth(string key, string story, string kind = "full", bool credit = false, string? agency = "AP") =>
        new(key, story, kind, credit, "Site", "Section", "The title", "2025-04-14 10:00", agency, "the true body");

    internal static FoundDocument Found(string key, string cluster, string? excerptOf = null) =>
        new(key, cluster, excerptOf, "Site", "The title", "2025-04-14T10:00:00", "AP", "the true body");

    private static EvaluationReport Build(Gold[] truth, FoundDocument[] found) => EvaluationReport.Build(truth, found.ToDictionary(f => f.Key));
}
