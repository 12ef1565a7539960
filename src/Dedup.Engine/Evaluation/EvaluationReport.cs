using Dedup.Core.Evaluation;

namespace Dedup.Engine.Evaluation;

/// <summary>How a set of documents stands against the truth.</summary>
/// <param name="Pages">Pages of the labelled set.</param>
/// <param name="Missing">Pages of the set that the database does not hold; they count as lone and empty.</param>
/// <param name="Clusters">Scores of the partition, excerpts left out.</param>
/// <param name="SmallStoryRecall">Pair recall on stories of 2–5 copies.</param>
/// <param name="Excerpts">Excerpts in the set.</param>
/// <param name="ExcerptsLinked">Excerpts that name the cluster of their story.</param>
/// <param name="ExcerptsJoined">Excerpts that stand in a cluster with members of a story.</param>
/// <param name="WrongExcerptOf">Documents that name a cluster that they are no excerpt of.</param>
/// <param name="Fields">Accuracy of each field.</param>
/// <param name="BodyWordF1">Mean over pages.</param>
/// <param name="Errors">The worst errors, for a person to look at.</param>
public sealed record EvaluationReport(
    int Pages, int Missing, PartitionScores Clusters, double SmallStoryRecall,
    int Excerpts, int ExcerptsLinked, int ExcerptsJoined, int WrongExcerptOf,
    IReadOnlyList<FieldScore> Fields, double BodyWordF1, IReadOnlyList<EvaluationError> Errors)
{
    /// <summary>Share of excerpts that name their story; 1 where the set has none.</summary>
    public double ExcerptRecall => Excerpts == 0 ? 1 : (double)ExcerptsLinked / Excerpts;

    /// <summary>Scores the found documents of a labelled set.</summary>
    /// <param name="truth">The set.</param>
    /// <param name="found">The documents, by key; others than the set's are passed over.</param>
    /// <param name="listedErrors">Errors of each kind to list.</param>
    public static EvaluationReport Build(IReadOnlyList<Gold> truth, IReadOnlyDictionary<string, FoundDocument> found, int listedErrors = 10)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        List<(Gold Truth, FoundDocument Found)> pages = [.. truth.Select(gold => (gold, found.GetValueOrDefault(gold.Key)
            ?? new FoundDocument(gold.Key, "missing " + gold.Key, null, null, null, null, null, string.Empty)))];
        List<(Gold Truth, FoundDocument Found)> members = [.. pages.Where(p => !p.Truth.IsExcerpt)];
        Dictionary<string, int> copies = members.GroupBy(p => p.Truth.Story).ToDictionary(g => g.Key, g => g.Count());
        List<(Gold Truth, FoundDocument Found)> small = [.. members.Where(p => copies[p.Truth.Story] is >= 2 and <= 5)];

        // The story of a cluster is the story of most of its members.
        Dictionary<string, string> storyOf = members.GroupBy(p => p.Found.Cluster).ToDictionary(
            g => g.Key, g => g.GroupBy(p => p.Truth.Story).OrderByDescending(s => s.Count()).ThenBy(s => s.Key, StringComparer.Ordinal).First().Key);
        bool NamesItsStory((Gold Truth, FoundDocument Found) p) =>
            p.Found.ExcerptOf is not null && storyOf.GetValueOrDefault(p.Found.ExcerptOf) == p.Truth.Story;
        List<(Gold Truth, FoundDocument Found)> excerpts = [.. pages.Where(p => p.Truth.IsExcerpt)];
        List<(Gold Truth, FoundDocument Found)> wrong = [.. pages.Where(p => p.Found.ExcerptOf is not null && !(p.Truth.IsExcerpt && NamesItsStory(p)))];
        IReadOnlyList<(string Key, double F1)> bodies = FieldScores.BodyWordF1(pages);

        List<EvaluationError> errors =
        [
            .. PairErrors(members, listedErrors),
            .. wrong.Take(listedErrors).Select(p => new EvaluationError("wrong excerpt_of", p.Truth.Key, $"{p.Truth.Kind} of story {p.Truth.Story} names cluster {p.Found.ExcerptOf}")),
            .. excerpts.Where(p => !NamesItsStory(p)).Take(listedErrors).Select(p => new EvaluationError("excerpt not linked", p.Truth.Key, $"story {p.Truth.Story}")),
            .. FieldErrors(pages, listedErrors),
            .. bodies.Where(b => b.F1 < 0.95).OrderBy(b => b.F1).Take(listedErrors).Select(b => new EvaluationError("body", b.Key, $"word F1 {b.F1:0.000}")),
        ];
        return new EvaluationReport(
            pages.Count, pages.Count(p => !found.ContainsKey(p.Truth.Key)), Score(members), Score(small).PairRecall,
            excerpts.Count, excerpts.Count(NamesItsStory), excerpts.Count(p => storyOf.ContainsKey(p.Found.Cluster)), wrong.Count,
            FieldScores.Score(pages), bodies.Count == 0 ? 1 : bodies.Average(b => b.F1), errors);
    }

    private static PartitionScores Score(List<(Gold Truth, FoundDocument Found)> pages) =>
        Partition.Score<string, string>([.. pages.Select(p => p.Truth.Story)], [.. pages.Select(p => p.Found.Cluster)]);

    private static IEnumerable<EvaluationError> PairErrors(List<(Gold Truth, FoundDocument Found)> members, int listed)
    {
        foreach (var cluster in members.GroupBy(p => p.Found.Cluster)
            .Select(g => (g.Key, Stories: g.GroupBy(p => p.Truth.Story).OrderByDescending(s => s.Count()).ToList()))
            .Where(c => c.Stories.Count > 1).OrderByDescending(c => c.Stories.Skip(1).Sum(s => s.Count())).Take(listed))
        {
            yield return new EvaluationError("stories merged", cluster.Stories[1].First().Truth.Key,
                $"cluster {cluster.Key} holds stories {string.Join(", ", cluster.Stories.Take(4).Select(s => $"{s.Key} ({s.Count()})"))}");
        }
        foreach (var story in members.GroupBy(p => p.Truth.Story)
            .Select(g => (g.Key, Clusters: g.GroupBy(p => p.Found.Cluster).OrderByDescending(c => c.Count()).ToList()))
            .Where(s => s.Clusters.Count > 1).OrderByDescending(s => s.Clusters.Skip(1).Sum(c => c.Count())).Take(listed))
        {
            yield return new EvaluationError("story split", story.Clusters[1].First().Truth.Key,
                $"story {story.Key} stands in clusters {string.Join(", ", story.Clusters.Take(4).Select(c => $"{c.Key} ({c.Count()})"))}");
        }
    }

    private static IEnumerable<EvaluationError> FieldErrors(List<(Gold Truth, FoundDocument Found)> pages, int listed)
    {
        IEnumerable<EvaluationError> Field(string name, Func<Gold, string?> want, Func<FoundDocument, string?> got, Func<string, string, bool> same, Func<Gold, bool> scored) =>
            pages.Where(p => scored(p.Truth))
                .Select(p => (p.Truth.Key, Want: want(p.Truth), Got: got(p.Found)))
                .Where(p => p.Want is null ? p.Got is not null : p.Got is null || !same(p.Want, p.Got))
                .Take(listed)
                .Select(p => new EvaluationError(name, p.Key, $"is '{p.Want ?? "not shown"}', found '{p.Got ?? "nothing"}'"));
        return
        [
            .. Field("site", g => g.Site, f => f.Site, FieldScores.SameText, _ => true),
            .. Field("title", g => g.Title, f => f.Title, FieldScores.SameText, _ => true),
            .. Field("published", g => g.Published, f => f.Published, FieldScores.SameTime, _ => true),
            .. Field("agency", g => g.Agency, f => f.Agency, FieldScores.SameText, g => !g.Credit),
        ];
    }
}

/// <summary>One error, for a person to look at.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Key">A document to begin with.</param>
/// <param name="Detail">What was found in place of what.</param>
public sealed record EvaluationError(string Kind, string Key, string Detail);
