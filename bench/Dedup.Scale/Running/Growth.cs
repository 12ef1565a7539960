using System.Globalization;
using System.Text;
using System.Text.Json;
using Dedup.Scale.Corpus;

namespace Dedup.Scale.Running;

/// <summary>Fills one database by parts of a crawl, each by a run of its own to the end: whether the last takes longer than the first.</summary>
internal static class Growth
{
    /// <summary>Ingests the parts; says each when it is done, since many take an hour.</summary>
    /// <param name="part">Pages of a part.</param>
    /// <param name="parts">How many.</param>
    /// <param name="folder">Where crawl and database are kept until the end; the database takes about 4.3 KB a page.</param>
    /// <returns>A table of the parts, and what the full database takes to start and to match.</returns>
    public static string Of(long part, int parts, string folder)
    {
        string place = Directory.CreateDirectory(Path.Combine(folder, $"dedup-grow-{part}-{parts}")).FullName;
        try
        {
            string crawl = Path.Combine(place, "crawl.jsonl");
            string database = Path.Combine(place, "crawl.db");
            var table = new StringBuilder("| documents | s | documents/s | of the first | storing s | learning s | comparing s | clusters s | saving s | resident MB | database MB | clusters | links |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            double first = 0;
            for (int i = 0; i < parts; i++)
            {
                CorpusFile.Write(crawl, part, truth: null, from: i * part);
                var phases = new WriterPhases(database);
                (double seconds, long peak, string output) = MeasuredProgram.Run(phases.Look, "ingest", crawl, "--db", database, "--json");
                if (i == 0) first = seconds;
                using JsonDocument summary = JsonDocument.Parse(output);
                string row = string.Create(CultureInfo.InvariantCulture,
                    $"| {(i + 1) * part:N0} | {seconds:0.0} | {part / seconds:N0} | {seconds / first:0.00} | {phases.Seconds("storing"):0.0} | {phases.Seconds("learning"):0.0} | {phases.Seconds("comparing"):0.0} | {phases.Seconds("working out"):0.0} | {phases.Seconds("saving"):0.0} | {peak / 1e6:N0} | {new FileInfo(database).Length / 1e6:N0} | {summary.RootElement.GetProperty("clusters").GetInt64():N0} | {summary.RootElement.GetProperty("links").GetInt64():N0} |");
                Console.WriteLine(row);
                table.AppendLine(row);
            }
            File.Delete(crawl);
            (double start, double match, Matching matching) = EndToEnd.Ready(database, part * parts, place);
            return table.AppendLine().Append(CultureInfo.InvariantCulture, $"""
                Start {start:0.0} s, one page matched by a process of its own {match:0.0} s; in one process the first after {matching.OpenMilliseconds:0} ms,
                then p50 {matching.MedianMilliseconds:0.00} ms, p99 {matching.Percentile99Milliseconds:0.0} ms.
                """).ToString();
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
