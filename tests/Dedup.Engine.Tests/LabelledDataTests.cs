using System.Globalization;
using System.Text.Json;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests;

/// <summary>Quality on the labelled sets that stand beside the checkout; skipped where they do not.</summary>
public sealed class LabelledDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stories_excerpts_fields_and_bodies_of_world_dev()
    {
        string pages = Checkout.LabelledData("world-dev/pages.jsonl");
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, Crawl.Pages(pages));

        EvaluationReport report = Crawl.Evaluate(options, Checkout.LabelledData("world-dev/gold.jsonl"));

        Assert.Equal(0, report.Missing);
        AtLeast(0.99, report.Clusters.PairF1, "pair F1");
        AtLeast(0.999, report.Clusters.PairPrecision, "pair precision");
        AtLeast(0.985, report.Clusters.BCubedF1, "B-cubed F1");
        AtLeast(0.97, report.SmallStoryRecall, "recall on stories of 2-5 copies");
        AtLeast(0.95, report.ExcerptRecall, "excerpts linked");
        Assert.Equal(0, report.WrongExcerptOf);
        AtLeast(0.985, report.BodyWordF1, "body word F1");
        foreach (FieldScore field in report.Fields) AtLeast(field.Field == "agency" ? 0.97 : 0.99, field.Accuracy, field.Field);
        Assert.True(report.Fields.Single(f => f.Field == "agency").InventedShare <= 0.01);
    }

    [Fact]
    public void No_two_articles_of_basil_share_a_cluster()
    {
        List<Page> pages = Crawl.Pages(Checkout.LabelledData("basil/docs.jsonl"));
        DedupOptions options = Crawl.Options(_folder);
        Crawl.Ingest(options, pages);

        Dictionary<string, DocumentRow> documents = Crawl.Documents(options);
        Assert.Equal(pages.Count, documents.Count);
        Assert.Empty(documents.Values.GroupBy(d => d.Cluster).Where(g => g.Count() > 1).Select(g => string.Join(' ', g.Select(d => d.Key))));
    }

    [Fact]
    public void Pairs_of_wiki_versions_become_candidates_and_their_resemblance_is_estimated_as_theory_says()
    {
        string docs = Checkout.LabelledData("wiki-versions/docs.jsonl");
        var sketcher = new Sketcher(Scheme.Default);
        Dictionary<string, (int Id, Sketch Sketch, ShingleSet Set)> bodies = [];
        var index = new CandidateIndex(Scheme.Default, new CandidateOptions());
        foreach (string line in File.ReadLines(docs))
        {
            using var json = JsonDocument.Parse(line);
            sketcher.Read(json.RootElement.GetProperty("text").GetString());
            var body = (Id: bodies.Count, Sketch: sketcher.Sketch(), Set: sketcher.ShingleSet());
            bodies.Add(json.RootElement.GetProperty("id").GetString()!, body);
            index.Add(body.Id, body.Sketch, (ulong)body.Id);
        }

        int wanted = 0;
        int proposed = 0;
        int pairs = 0;
        double squared = 0;
        double expected = 0;
        foreach (string[] row in File.ReadLines(Checkout.LabelledData("wiki-versions/pairs.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            var a = bodies[row[0]];
            var b = bodies[row[1]];
            if (double.Parse(row[3], CultureInfo.InvariantCulture) >= 0.5)
            {
                wanted++;
                if (index.Find(a.Sketch, (ulong)a.Id, a.Id).Any(c => c.Id == b.Id)) proposed++;
            }
            // The estimator is measured against the resemblance by its own shingles.
            int shared = a.Set.CountShared(b.Set);
            double exact = (double)shared / Math.Max(1, a.Set.Count + b.Set.Count - shared);
            squared += Math.Pow(MinHash.EstimateResemblance(a.Sketch.Signature, b.Sketch.Signature) - exact, 2);
            expected += exact * (1 - exact) / Scheme.Default.Hashes;
            pairs++;
        }

        Assert.True(wanted > 1000, $"{wanted} pairs");
        AtLeast(0.99, (double)proposed / wanted, "candidate recall");
        Assert.True(Math.Sqrt(squared / pairs) <= 1.1 * Math.Sqrt(expected / pairs), $"RMSE {Math.Sqrt(squared / pairs)}, theory {Math.Sqrt(expected / pairs)}");
    }

    private static void AtLeast(double floor, double value, string measure) => Assert.True(value >= floor, $"{measure} is {value}, must be {floor} or more");
}
