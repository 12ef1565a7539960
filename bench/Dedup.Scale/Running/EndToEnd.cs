using System.Globalization;
using System.Text.Json;
using Dedup.Scale.Corpus;

namespace Dedup.Scale.Running;

/// <summary>Measures the program with crawls of several sizes, from JSON Lines to a durable database.</summary>
internal static class EndToEnd
{
    /// <summary>Measures each size in a folder of its own, which is deleted.</summary>
    public static List<SizeFigures> Run(IEnumerable<long> sizes, string folder)
    {
        var figures = new List<SizeFigures>();
        foreach (long size in sizes)
        {
            string place = Directory.CreateDirectory(Path.Combine(folder, $"dedup-scale-{size}")).FullName;
            try
            {
                figures.Add(Measure(size, place));
                Console.WriteLine(Line(figures[^1]));
            }
            finally
            {
                Directory.Delete(place, recursive: true);
            }
        }
        return figures;
    }

    /// <summary>The figures of a size, for a person.</summary>
    public static string Line(SizeFigures f) => string.Create(CultureInfo.InvariantCulture,
        $"{f.Documents:N0} documents: {f.DocumentsPerSecond:N0} documents/s, {f.MegabytesPerSecond:0.0} MB/s, {f.PeakMegabytes:N0} MB resident, {f.DatabaseMegabytes:N0} MB stored, {f.ShareOfBare:0.00} of SQLite alone, again {f.AgainSeconds:0.0} s, start {f.StartSeconds:0.00} s, match {f.MatchSeconds:0.00} s; in process first {f.Matching.OpenMilliseconds:0} ms, p50 {f.Matching.MedianMilliseconds:0.00} ms, p99 {f.Matching.Percentile99Milliseconds:0.0} ms, {f.Matching.Found:0.00} found");

    private static SizeFigures Measure(long size, string place)
    {
        string crawl = Path.Combine(place, "crawl.jsonl");
        string database = Path.Combine(place, "crawl.db");
        long bytes = CorpusFile.Write(crawl, size, truth: null);
        (double ingest, long peak, string output) = MeasuredProgram.Run("ingest", crawl, "--db", database, "--json");
        using JsonDocument summary = JsonDocument.Parse(output);
        if (summary.RootElement.GetProperty("documents").GetInt64() != size) throw new InvalidOperationException($"{size} pages went in: {output}");
        double again = MeasuredProgram.Run("ingest", crawl, "--db", database).Seconds;
        (double start, double match, Matching matching) = ReadyBehind(database, size, place);
        return new SizeFigures(
            size, bytes / 1e6, ingest, BareWriter.Copy(database), again, start, match, matching, peak / 1e6, new FileInfo(database).Length / 1e6,
            summary.RootElement.GetProperty("clusters").GetInt64(), summary.RootElement.GetProperty("links").GetInt64());
    }

    /// <summary>What a database that has been filled takes to be ready for pages, and to match some, as most programs find it: a few have come since its index was saved last.</summary>
    /// <returns>Seconds of <c>dedup ingest</c> of nothing, seconds of one <c>dedup match</c>, and what many in one process take.</returns>
    private static (double Start, double Match, Matching Matching) ReadyBehind(string database, long documents, string place)
    {
        string more = Path.Combine(place, "more.jsonl");
        Questions.Write(more, documents, (int)(documents / Questions.More), seed: 1);
        MeasuredProgram.Run("ingest", more, "--db", database);
        return Ready(database, documents, place);
    }

    /// <summary>What a database takes as it is.</summary>
    /// <param name="database">The file.</param>
    /// <param name="documents">Pages of the crawl that it has: questions are copies of these.</param>
    /// <param name="place">A folder for what is asked.</param>
    /// <returns>Seconds of <c>dedup ingest</c> of nothing, seconds of one <c>dedup match</c>, and what many in one process take.</returns>
    public static (double Start, double Match, Matching Matching) Ready(string database, long documents, string place)
    {
        string empty = Path.Combine(place, "empty.jsonl");
        File.WriteAllText(empty, "");
        double start = MeasuredProgram.Run("ingest", empty, "--db", database).Seconds;
        string page = Path.Combine(place, "page.jsonl");
        Questions.Write(page, documents, 1, seed: 2);
        return (start, MeasuredProgram.Run("match", page, "--db", database).Seconds, Matching.Measure(database, documents, place));
    }
}
