using Dedup.Core.Clustering;
using Dedup.Core.Evaluation;
using Dedup.Core.Verification;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Stories of small graphs, origins, and scores of partitions.</summary>
internal static class ClusterTargets
{
    /// <summary>A graph, what was said of it, and another order of both.</summary>
    public sealed record Graph(Variant[] Variants, Link[] Links, Judgement[] Judgements, VerificationOptions Options, ulong Order);

    private static readonly Relation[] Linking = [Relation.Near, Relation.Corrected, Relation.Rewritten, Relation.Truncated, Relation.Excerpt];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<Graph>("StoryClusterer", "any order gives the same stars, and no two that were told apart share one", 150, MakeGraph, Cluster) { Shorten = Smaller },
        new FuzzTarget<Copy[]>("OriginRule", "any order gives the same origin with a reason", 300, Copies, Choose) { Shorten = copies => Halves.Of(copies).Where(c => c.Length > 0) },
        new FuzzTarget<int[][]>("Partition", "scores lie in their ranges, and are 1 for the truth", 200, r => [.. Labels(r)], Score),
    ];

    private static Graph MakeGraph(FuzzRandom random)
    {
        int count = random.Between(1, 12);
        Variant[] variants = [.. Enumerable.Range(1, count).Select(id => new Variant(id, (UInt128)random.Next() << 8 | (uint)id, random.Once(3) ? random.Between(1, 9) : 1, random.Between(40, 300)))];
        var links = new List<Link>();
        int density = random.Between(1, 8);
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                if (!random.Once(density)) continue;
                (int ofA, int ofB) = (variants[a].Words, variants[b].Words);
                int shared = random.Between(0, Math.Min(ofA, ofB));
                links.Add(new Link(variants[a].Id, variants[b].Id, new PairVerdict(random.Of<Relation>(Linking), shared, ofA, ofB, ofA, ofB, 9)));
            }
        }
        Judgement[] judgements = random.Once(2) ? [] : [.. Enumerable.Range(0, random.Between(1, 5)).Select(_ => new Judgement(random.Between(1, count), random.Between(1, count), random.Once(2)))];
        return new Graph(variants, [.. links], judgements, random.Once(2) ? new VerificationOptions() : VerifierTargets.Options(random), random.Next());
    }

    private static IEnumerable<Graph> Smaller(Graph graph) =>
    [
        .. Halves.Of(graph.Judgements).Select(judgements => graph with { Judgements = judgements }), .. Halves.Of(graph.Links).Select(links => graph with { Links = links }),
        .. Halves.Of(graph.Variants).Where(v => v.Length > 0).Select(variants => graph with
        {
            Variants = variants,
            Links = [.. graph.Links.Where(l => variants.Any(v => v.Id == l.A) && variants.Any(v => v.Id == l.B))],
            Judgements = [.. graph.Judgements.Where(j => variants.Any(v => v.Id == j.A) && variants.Any(v => v.Id == j.B))],
        }),
    ];

    private static void Cluster(Graph graph)
    {
        Dictionary<(long, long), int> shared = graph.Links.ToDictionary(l => (Math.Min(l.A, l.B), Math.Max(l.A, l.B)), l => l.Verdict.SharedShingles);
        Dictionary<long, int> words = graph.Variants.ToDictionary(v => v.Id, v => v.Words);
        var clusterer = new StoryClusterer(graph.Options, (a, b) => shared.GetValueOrDefault((Math.Min(a, b), Math.Max(a, b))), id => words[id]);
        Dictionary<long, Placement> placed = clusterer.Cluster(graph.Variants, graph.Links, graph.Judgements).ToDictionary(p => p.Variant);
        Property.Equal(graph.Variants.Length, placed.Count, "placements");
        foreach (Placement p in placed.Values)
        {
            Property.Equal(p.Representative, placed[p.Representative].Representative, "the representative's own");
            Property.Holds(p.Resemblance is >= 0 and <= 1, "resemblance out of range");
            Property.Holds(p.ExcerptOf is not long story || placed[story].Representative == story, "an excerpt of what represents nothing");
        }
        foreach (Judgement said in graph.Judgements.Where(j => !j.Same && j.A != j.B))
            Property.Holds(placed[said.A].Representative != placed[said.B].Representative, "two that were told apart are together");

        var random = new FuzzRandom(graph.Order);
        Link[] links = [.. random.Shuffled(graph.Links).Select(l => random.Once(2) ? l : new Link(l.B, l.A, l.Verdict.Swapped()))];
        Judgement[] judgements = [.. random.Shuffled(graph.Judgements).Select(j => random.Once(2) ? j : new Judgement(j.B, j.A, j.Same))];
        foreach (Placement p in clusterer.Cluster(random.Shuffled(graph.Variants), links, judgements)) Property.Equal(placed[p.Variant], p, "another order");
        Property.Equal(graph.Variants.Length, clusterer.Explain(graph.Variants, graph.Links).Count, "standings");
    }

    private static Copy[] Copies(FuzzRandom random) => [.. Enumerable.Range(0, random.Between(1, 8)).Select(i => new Copy(
        "key" + i, (UInt128)random.Below(3), random.Between(40, 42), random.Once(2), random.Once(2) ? "AP" : null, random.Once(4), random.Once(3) ? null : Dates.Fetched(random), random.Once(3) ? null : "2025-04-1" + random.Below(3)))];

    private static void Choose(Copy[] copies)
    {
        Origin origin = OriginRule.Choose(copies);
        Property.Holds(origin.Reasons.Count > 0, "no reason");
        Property.Equal(origin.Key, OriginRule.Choose([.. copies.Reverse()]).Key, "another order");
        Property.Same<string>([.. origin.Reasons], OriginRule.Choose([.. copies.Reverse()]).Reasons.ToArray(), "reasons of another order");
        foreach (Copy a in copies)
        {
            foreach (Copy b in copies) Property.Equal(-Math.Sign(OriginRule.Compare(b, a)), Math.Sign(OriginRule.Compare(a, b)), "order the other way round");
        }
    }

    private static IEnumerable<int[]> Labels(FuzzRandom random)
    {
        int count = random.Size(60);
        for (int i = 0; i < 2; i++)
        {
            int kinds = random.Between(1, 12);
            yield return [.. Enumerable.Range(0, count).Select(_ => random.Below(kinds))];
        }
    }

    private static void Score(int[][] labels)
    {
        PartitionScores scores = Partition.Score(labels[0], labels[1]);
        Property.Holds(scores.PairPrecision is >= 0 and <= 1 && scores.PairRecall is >= 0 and <= 1 && scores.PairF1 is >= 0 and <= 1, "pairs out of range");
        Property.Holds(scores.BCubedPrecision is >= 0 and <= 1.000001 && scores.BCubedRecall is >= 0 and <= 1.000001, "B-cubed out of range");
        Property.Holds(scores.AdjustedRand is >= -1 and <= 1.000001, "adjusted Rand index out of range");
        PartitionScores truth = Partition.Score(labels[0], labels[0]);
        Property.Holds(truth is { PairF1: 1, AdjustedRand: > 0.999999, BCubedF1: > 0.999999 }, "the truth does not score 1");
    }
}
