using System.Globalization;
using System.Text;
using Dedup.Core.Candidates;

namespace Dedup.Scale.InMemory;

/// <summary>Runs <see cref="LinkRun"/> several times, compares its pairs with those of <see cref="ExactJoin"/>, and says what it took.</summary>
internal static class LinkReport
{
    private const int Rounds = 3;

    /// <summary>Measures so many bodies.</summary>
    /// <returns>The figures as Markdown.</returns>
    public static string Of(int count)
    {
        List<string> bodies = Bodies.Make(count);
        double megabytes = bodies.Sum(body => (double)body.Length) / 1e6;
        List<LinkRun> runs = [.. Enumerable.Range(0, Rounds).Select(_ => LinkRun.Of(bodies))];
        LinkRun best = runs.OrderBy(Seconds).ElementAt(Rounds / 2);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            {count:N0} bodies, {megabytes:N0} MB, one thread, median of {Rounds}: {Seconds(best):0.00} s, {megabytes / Seconds(best):0.0} MB/s.
            {best.Sets.Count:N0} distinct bodies to compare, {best.Proposed.Count:N0} pairs proposed, {best.Links.Count:N0} links, {best.Clusters:N0} stories; indexes {best.IndexBytes:0} bytes a distinct body, {best.IndexBytes * best.Sets.Count / count:0} a document.

            | stage | s | MB/s |
            |---|---|---|

            """);
        foreach ((string stage, double seconds) in best.Stages) text.Append(CultureInfo.InvariantCulture, $"| {stage} | {seconds:0.00} | {megabytes / seconds:0} |\n");
        text.Append('\n').Append(Recall(best));
        return text.ToString();
    }

    private static double Seconds(LinkRun run) => run.Stages.Sum(stage => stage.Seconds);

    private static string Recall(LinkRun run)
    {
        Dictionary<(int A, int B), double> exact = ExactJoin.Of(run.Sets, 0.5);
        HashSet<(int, int)> proposed = [.. run.Proposed];
        HashSet<(int, int)> linked = [.. run.Links.Select(link => ((int)link.A, (int)link.B))];
        int[] stories = Stories(run.Sets.Count, exact.Keys);
        Dictionary<int, int> sizes = stories.CountBy(story => story).ToDictionary();
        int most = new CandidateOptions().CrowdedBodies;
        var text = new StringBuilder("| of the pairs of an exact join | pairs | proposed | linked |\n|---|---|---|---|\n");
        foreach (double least in new[] { 0.8, 0.5 })
        {
            List<(int A, int B)> pairs = [.. exact.Where(pair => pair.Value >= least).Select(pair => pair.Key)];
            List<(int A, int B)> uncrowded = [.. pairs.Where(pair => sizes[stories[pair.A]] <= most)];
            text.Append(CultureInfo.InvariantCulture, $"| resemblance {least:0.0} and more | {pairs.Count:N0} | {Share(pairs, proposed)} | {Share(pairs, linked)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| those in stories of at most {most} bodies | {uncrowded.Count:N0} | {Share(uncrowded, proposed)} | {Share(uncrowded, linked)} |\n");
        }
        int wrong = run.Links.Count(link => link.Verdict.Resemblance >= 0.5 && !(exact.TryGetValue(((int)link.A, (int)link.B), out double j) && Math.Abs(j - link.Verdict.Resemblance) < 1e-9));
        text.Append(CultureInfo.InvariantCulture, $"\nLinks whose resemblance is not that of the exact join: {wrong}. Crowded keys have {run.Crowds.Count} leaders, the most bodies under one are {(run.Crowds.Count == 0 ? 0 : run.Crowds[0].Bodies)}.\n");
        return text.ToString();
    }

    /// <summary>The first body of each body's component.</summary>
    private static int[] Stories(int bodies, IEnumerable<(int A, int B)> pairs)
    {
        int[] first = [.. Enumerable.Range(0, bodies)];
        int Root(int body)
        {
            while (first[body] != body) body = first[body] = first[first[body]];
            return body;
        }
        foreach ((int a, int b) in pairs)
        {
            (int x, int y) = (Root(a), Root(b));
            first[Math.Max(x, y)] = Math.Min(x, y);
        }
        return [.. first.Select((_, body) => Root(body))];
    }

    private static string Share(List<(int, int)> pairs, HashSet<(int, int)> found) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * pairs.Count(found.Contains) / Math.Max(1, pairs.Count):0.00} %");
}
