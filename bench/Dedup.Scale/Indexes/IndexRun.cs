using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Engine.Storage;

namespace Dedup.Scale.Indexes;

/// <summary>The candidate index alone, of as many bodies as millions of pages have: made, saved, taken up, asked.</summary>
internal static class IndexRun
{
    private const int Together = 4_096;
    private const int Asked = 10_000;

    /// <summary>A tenth of the bodies, or a million: the first and the last so many are timed against one another.</summary>
    private const int MostOfPart = 1_000_000;

    /// <summary>Measures so many bodies.</summary>
    /// <param name="bodies">How many.</param>
    /// <param name="folder">Where the index is saved, and deleted.</param>
    /// <returns>The figures as Markdown.</returns>
    public static string Of(int bodies, string folder)
    {
        string database = Path.Combine(folder, "dedup-scale-index.db");
        byte[] token = new byte[IndexFile.TokenLength];
        var sketches = new MadeSketches(bodies);
        try
        {
            (double first, double last, double making, long held) = Make(sketches, bodies, database, token, out double saving);
            GC.Collect();
            long started = Stopwatch.GetTimestamp();
            using IndexFile file = IndexFile.Open(database, token)!;
            var index = new CandidateIndex(Scheme.Default, new CandidateOptions(), file.Read);
            Find(index, sketches, bodies / 2);
            double answer = Stopwatch.GetElapsedTime(started).TotalSeconds;
            index.Load();
            double ready = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double[] took = [.. Enumerable.Range(0, 2 * Asked).Select(i => Find(index, sketches, (int)((long)i * 7_919 % bodies))).Skip(Asked).Order()];
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"""
                {bodies:N0} distinct bodies, as many as about {bodies / 0.535 / 1e6:0.0} million pages of the crawl have; the sketches are made, not read.

                | | |
                |---|---|
                | made, several threads | {making:0.0} s, {1e6 * making / bodies:0.0} µs a body |
                | the last {Part(bodies):N0} against the first | {last / first:0.00} times the time |
                | memory of all indexes | {held / 1e9:0.00} GB, {(double)held / bodies:0} bytes a body |
                | most memory of the process | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:0.0} GB |
                | saved | {saving:0.0} s, {new FileInfo(IndexFile.Of(database)).Length / 1e9:0.00} GB |
                | taken up: the first answer | {1e3 * answer:0} ms |
                | taken up: all of it, every block proven | {ready:0.0} s |
                | candidates of a body, of {Asked:N0} | p50 {1e3 * took[Asked / 2]:0.000} ms, p99 {1e3 * took[Asked * 99 / 100]:0.000} ms |

                """);
            return text.ToString();
        }
        finally
        {
            File.Delete(IndexFile.Of(database));
        }
    }

    private static int Part(int bodies) => Math.Min(MostOfPart, Math.Max(Together, bodies / 10));

    private static (double First, double Last, double All, long Bytes) Make(MadeSketches sketches, int bodies, string database, byte[] token, out double saving)
    {
        var index = new CandidateIndex(Scheme.Default, new CandidateOptions());
        (double first, double last, double all) = (0, 0, 0);
        for (int from = 0; from < bodies; from += Together)
        {
            IndexedBody[] batch = [.. Enumerable.Range(from, Math.Min(Together, bodies - from)).AsParallel().AsOrdered().Select(sketches.Of)];
            long started = Stopwatch.GetTimestamp();
            index.Add(batch);
            double took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            all += took;
            if (from < Part(bodies)) first += took;
            if (from >= bodies - Part(bodies)) last += took;
        }
        long begun = Stopwatch.GetTimestamp();
        IndexFile.Write(database, token, index);
        IndexFile.Publish(database);
        saving = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (first, last, all, index.Bytes);
    }

    private static double Find(CandidateIndex index, MadeSketches sketches, int body)
    {
        IndexedBody asked = sketches.Of(body);
        long started = Stopwatch.GetTimestamp();
        index.Find(asked.Sketch, asked.Rank, body);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
