using System.Globalization;
using System.Text.Json;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;

namespace Dedup.Quality;

/// <summary>Revisions of articles, with exact resemblances over the whole range: the candidate index and the estimator alone.</summary>
internal static class WikiVersions
{
    public static IEnumerable<Measure> Run(string folder)
    {
        var sketcher = new Sketcher(Scheme.Default);
        var index = new CandidateIndex(Scheme.Default, new CandidateOptions());
        var documents = new Dictionary<string, (int Id, Sketch Sketch, ShingleSet Set)>();
        foreach (string line in File.ReadLines(Path.Combine(folder, "docs.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            sketcher.Read(json.RootElement.GetProperty("text").GetString());
            if (sketcher.Shingles.IsEmpty) continue;
            int id = documents.Count;
            Sketch sketch = sketcher.Sketch();
            documents.Add(json.RootElement.GetProperty("id").GetString()!, (id, sketch, sketcher.ShingleSet()));
            index.Add(id, sketch, (ulong)id);
        }
        int wanted = 0;
        int proposed = 0;
        int pairs = 0;
        double squares = 0;
        double theory = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, "pairs.tsv")).Skip(1))
        {
            string[] row = line.Split('\t');
            if (!documents.TryGetValue(row[0], out var a) || !documents.TryGetValue(row[1], out var b)) continue;
            int shared = a.Set.CountShared(b.Set);
            double exact = (double)shared / (a.Set.Count + b.Set.Count - shared);
            double error = MinHash.EstimateResemblance(a.Sketch.Signature, b.Sketch.Signature) - exact;
            squares += error * error;
            theory += exact * (1 - exact) / Scheme.Default.Hashes;
            pairs++;
            if (double.Parse(row[3], CultureInfo.InvariantCulture) < 0.5) continue;
            wanted++;
            if (index.Find(a.Sketch, (ulong)a.Id, a.Id).Any(candidate => candidate.Id == b.Id)) proposed++;
        }
        yield return new Measure("candidate recall, J >= 0.5", (double)proposed / wanted);
        yield return new Measure("MinHash RMSE", Math.Sqrt(squares / pairs));
        yield return new Measure("MinHash RMSE over theory", Math.Sqrt(squares / theory));
    }
}
