using System.Diagnostics;
using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Scale.Corpus;

namespace Dedup.Scale.Running;

/// <summary>What it takes to match pages one after another within one process.</summary>
/// <param name="OpenMilliseconds">From nothing to the first answer.</param>
/// <param name="MedianMilliseconds">Of the answers behind the first thousands: the runtime compiles what runs often once more.</param>
/// <param name="Percentile99Milliseconds">Of these, 99 in 100 take less.</param>
/// <param name="Found">Share of these that matched something.</param>
internal sealed record Matching(double OpenMilliseconds, double MedianMilliseconds, double Percentile99Milliseconds, double Found)
{
    private const int Warm = 3_000;
    private const int Asked = 2_000;

    /// <summary>Asks a database about pages that are not in it.</summary>
    public static Matching Measure(string database, long documents, string folder)
    {
        string questions = Path.Combine(folder, "questions.jsonl");
        Questions.Write(questions, documents, Warm + Asked);
        Page[] pages = [.. new PageSource(new SourceOptions()).Read(PageSource.List([questions]), () => Stream.Null).Select(item => item.Page!)];
        long started = Stopwatch.GetTimestamp();
        using var reader = new Reader(database);
        using var matcher = new Matcher(reader, new DedupOptions { Database = database });
        matcher.Match(pages[0]);
        double open = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        foreach (Page page in pages[..Warm]) matcher.Match(page);
        int found = 0;
        double[] took = [.. pages[Warm..].Select(page =>
        {
            long asked = Stopwatch.GetTimestamp();
            found += matcher.Match(page).Matches.Count > 0 ? 1 : 0;
            return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }).Order()];
        return new Matching(open, took[Asked / 2], took[Asked * 99 / 100], (double)found / Asked);
    }
}
