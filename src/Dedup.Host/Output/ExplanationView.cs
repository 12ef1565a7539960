using System.Globalization;
using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Spectre.Console;

namespace Dedup.Host.Output;

/// <summary>Shows an explanation in sections: lines, fields, body, candidates, cluster.</summary>
internal static class ExplanationView
{
    private const int ShownValues = 8;
    private const int ShownCopies = 10;

    public static void Show(Explanation e)
    {
        ClusterView.Line(e.Stored ? $"document {e.Key}, stored, read from {e.Place}" : $"page {e.Place}, not stored");
        foreach (string note in e.Notes) ClusterView.Line($"  note: {note}");
        ClusterView.Line("");
        Lines(e.Lines);
        ClusterView.Line("");
        ClusterView.Line("fields");
        ClusterView.Fields(e.Fields.Select(f => (f.Field, f.Value, f.Evidence)));
        ClusterView.Claims(e.Claims);
        ClusterView.Conflicts(e.Conflicts, named: false);
        ClusterView.Line("");
        Body(e.Body, e.ExactCopies);
        if (e.Candidates is null || e.Cluster is null) return;
        ClusterView.Line("");
        Candidates(e.Candidates, e.Body);
        ClusterView.Line("");
        Cluster(e.Cluster, e.Stored);
    }

    private static void Lines(IReadOnlyList<ExplainedLine> lines)
    {
        List<ExplainedLine> shown = [.. lines.Where(line => line.Text.Length > 0)];
        int blank = lines.Count - shown.Count;
        ClusterView.Line($"lines: {ClusterView.Number(shown.Count(l => l.Kept))} of {ClusterView.Number(shown.Count)} kept{(blank == 0 ? "" : $"; {ClusterView.Count(blank, "blank line")} not shown")}");
        int numberWidth = ClusterView.Number(lines.Count).Length;
        int whyWidth = shown.Where(l => !l.Kept).Select(l => l.Why.Length).DefaultIfEmpty(0).Max();
        foreach (ExplainedLine line in shown)
        {
            string head = $"  {ClusterView.Number(line.Number).PadLeft(numberWidth)} {(line.Kept ? "kept   " : "dropped")} {(line.Kept ? "" : line.Why).PadRight(whyWidth)}  ";
            string text = Screen.Shorten(Screen.Plain(line.Text), Screen.Out.Profile.Width - head.Length - 1);
            Screen.Out.Write(new Text($"{head}{text}\n", line.Kept ? Style.Plain : new Style(decoration: Decoration.Dim)));
        }
    }

    private static void Body(ExplainedBody body, IReadOnlyList<string> exact)
    {
        ClusterView.Line($"body: {ClusterView.Count(body.Words, "word")}, {ClusterView.Count(body.Shingles, "shingle")}, {ClusterView.Number(body.DistinctShingles)} of them distinct, {ClusterView.Count(body.Characters, "character")}");
        if (body.Signature is null || body.Samples is null)
        {
            ClusterView.Line($"  under {body.MinimumWords} words, too short to be sketched: it matches exactly or not at all");
        }
        else
        {
            ClusterView.Line($"  {"scheme",-12} {body.Scheme}");
            ClusterView.Line($"  {"fingerprint",-12} {body.Fingerprint}");
            ClusterView.Line($"  {"samples",-12} {ClusterView.Count(body.Samples.Count, "sampled shingle")}");
            ClusterView.Line($"  {"signature",-12} {string.Join(' ', body.Signature.Take(ShownValues).Select(v => v.ToString("x8", CultureInfo.InvariantCulture)))} … ({body.Signature.Count} values)");
        }
        if (exact.Count > 0)
            ClusterView.Line($"  {"exact copies",-12} {string.Join(", ", exact.Take(ShownCopies))}{(exact.Count > ShownCopies ? $" and {ClusterView.Number(exact.Count - ShownCopies)} more" : "")}");
    }

    private static void Candidates(IReadOnlyList<CandidateRow> candidates, ExplainedBody body)
    {
        if (candidates.Count == 0)
        {
            ClusterView.Line(body.Signature is null ? "candidates: none, as it has no sketch" : "candidates: none");
            return;
        }
        int rejected = candidates.Count(c => c.Measures.Relation is "nothing" or "robot");
        ClusterView.Line($"candidates: {ClusterView.Number(candidates.Count)} proposed, {ClusterView.Number(candidates.Count - rejected)} of them verified");
        foreach (CandidateRow c in candidates)
        {
            ClusterView.Line($"  {c.Measures.Relation,-9} {c.Document}{(c.Cluster is null ? ", waits for its cluster" : $", cluster {c.Cluster}")}: {c.Ground}");
            ClusterView.Line($"  {"",-9} {Measures(c.Measures)}; the shorter is {c.LengthPercent} % as long");
            ClusterView.Line($"  {"",-9} proposed by {string.Join(" and ", c.ProposedBy.Split('+'))}: {c.EqualBands} of {c.Bands} bands equal, {c.SharedSamples} of {c.FewerSamples} samples shared, fingerprints {ClusterView.Count(c.HammingDistance, "bit")} apart");
        }
    }

    private static string Measures(PairMeasures m) =>
        $"J {ClusterView.Share(m.Resemblance)}, {ClusterView.Share(m.ContainmentOfPage)} of the page in it, {ClusterView.Share(m.ContainmentOfOther)} of it in the page, {ClusterView.Count(m.SharedShingles, "shared shingle")}";

    private static void Cluster(ExplainedCluster c, bool stored)
    {
        if (!stored) ClusterView.Line("if it were taken in:");
        ClusterView.Line($"{Name(c.Cluster)}: {c.Title ?? "(no title)"}");
        ClusterView.Line($"  {ClusterView.Count(c.Documents, "document")}{(stored ? "" : " with this one")}, represented by {c.Representative}");
        ClusterView.Line($"  {"relation",-16} {c.Relation}{(c.ToRepresentative is null ? "" : $": to the representative {Measures(c.ToRepresentative)}")}");
        ClusterView.Line($"  {"why this cluster",-16} {c.Ground}");
        ClusterView.Line($"  {"representative",-16} {c.RepresentativeGround}");
        if (c.ExcerptOf is { } story)
        {
            ClusterView.Line($"  {"excerpt of",-16} {Name(story.Cluster)}, {story.Title ?? "(no title)"}: {Measures(story.Measures)}");
            ClusterView.Line($"  {"",-16} {story.Ground}");
        }
        foreach (JudgementRow j in c.Judgements) ClusterView.Line($"  {"analyst",-16} {j.Words}{(j.State == JudgementRow.Holds ? "" : $" ({j.State})")}");
        foreach (string change in c.Changes) ClusterView.Line($"  {"change",-16} {change}");
        if (c.Others.Count == 0) return;
        ClusterView.Line("");
        ClusterView.Line("other clusters it has links into");
        foreach (OtherCluster o in c.Others)
        {
            ClusterView.Line($"  {Name(o.Cluster)}, {ClusterView.Count(o.Documents, "document")}: {o.Title ?? "(no title)"}");
            ClusterView.Line($"    linked with {o.Document}{(o.Links > 1 ? $" and {ClusterView.Number(o.Links - 1)} more" : "")}: {o.Measures.Relation}, {Measures(o.Measures)}");
            ClusterView.Line($"    not its own: {o.Ground}");
        }
    }

    private static string Name(long? cluster) => cluster is null ? "a new cluster" : $"cluster {cluster}";
}
