using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Scale.Corpus;
using Dedup.Scale.InMemory;
using Dedup.Scale.Running;

namespace Dedup.Scale.Stages;

/// <summary>What a page costs in each stage, and how far each stands from what the machine can do at most, all measured in one run.</summary>
internal static class StageProfile
{
    private const int Rounds = 3;

    /// <summary>Copied for the bandwidth of memory: several times the largest caches.</summary>
    private const int MemoryBytes = 256 << 20;

    /// <summary>Measures with a crawl of so many pages.</summary>
    /// <param name="documents">How many.</param>
    /// <param name="folder">Where its files are made, and deleted.</param>
    /// <returns>The figures as Markdown.</returns>
    public static string Of(int documents, string folder)
    {
        string crawl = Path.Combine(folder, "stages.jsonl");
        try
        {
            long bytes = CorpusFile.Write(crawl, documents, truth: null);
            List<Page> pages = Read(crawl);
            List<string> bodies = Bodies.Make(documents);
            var from = new byte[MemoryBytes];
            var to = new byte[MemoryBytes];
            double copied = Fastest(() => from.CopyTo(to.AsSpan())) / MemoryBytes;
            double hashed = Fastest(() => Hash(bodies)) / bodies.Sum(body => 2.0 * body.Length);
            var sketcher = new Sketcher(Scheme.Default);
            LinkRun run = Enumerable.Range(0, Rounds).Select(_ => LinkRun.Of(bodies)).MinBy(r => r.Stages.Sum(stage => stage.Seconds))!;
            double text = pages.Sum(page => (double)page.Text.Length);
            double characters = bodies.Sum(body => (double)body.Length);
            List<(string Stage, double Seconds, double Bytes)> stages =
            [
                ("read JSON Lines", Fastest(() => Read(crawl)), bytes),
                ("extract the article", Fastest(() => pages.ForEach(page => PageExtractor.Extract(page.Text, page.Hints, page.Fetched))), text),
                ("sketch the body", Fastest(() => bodies.ForEach(body => Sketch(sketcher, body))), characters),
                .. run.Stages.Where(stage => stage.Stage != "sketch").Select(stage => (stage.Stage, stage.Seconds, characters)),
            ];
            SizeFigures whole = EndToEnd.Run([documents], folder).Single();
            return Table(documents, stages, copied, hashed, whole);
        }
        finally
        {
            File.Delete(crawl);
        }
    }

    private static string Table(int documents, List<(string Stage, double Seconds, double Bytes)> stages, double copied, double hashed, SizeFigures whole)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            {documents:N0} pages, one thread, the fastest of {Rounds}. Limits of this machine in the same run: memory copied {1e-9 / copied:0.0} GB/s, text hashed (XXH3) {1e-9 / hashed:0.0} GB/s,
            SQLite alone {documents / whole.BareSeconds:N0} documents/s.

            | stage | µs a page | MB/s | of copied memory |
            |---|---|---|---|

            """);
        foreach ((string stage, double seconds, double bytes) in stages)
            text.Append(CultureInfo.InvariantCulture, $"| {stage} | {1e6 * seconds / documents:0.0} | {bytes / 1e6 / seconds:N0} | {100 * copied / (seconds / bytes):0.00} % |\n");
        double core = stages.Sum(stage => stage.Seconds);
        text.Append(CultureInfo.InvariantCulture, $"""
            | all of these | {1e6 * core / documents:0.0} | | |
            | `ingest`, all processors, with all that is stored | {1e6 * whole.IngestSeconds / documents:0.0} | {whole.MegabytesPerSecond:0.0} | {whole.ShareOfBare:0.00} of SQLite alone |

            """);
        return text.ToString();
    }

    private static List<Page> Read(string crawl) => [.. new PageSource(new SourceOptions()).Read(PageSource.List([crawl]), () => Stream.Null).Select(item => item.Page!)];

    private static void Hash(List<string> bodies)
    {
        ulong all = 0;
        foreach (string body in bodies) all ^= XxHash3.HashToUInt64(MemoryMarshal.AsBytes(body.AsSpan()));
        GC.KeepAlive(all);
    }

    private static void Sketch(Sketcher sketcher, string body)
    {
        sketcher.Read(body);
        sketcher.Sketch();
    }

    private static double Fastest(Action work)
    {
        double least = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            work();
            least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return least;
    }
}
