using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Dedup.Scale.Corpus;
using Dedup.Scale.Running;

namespace Dedup.Scale.Load;

/// <summary>What a load is made of.</summary>
/// <param name="Documents">Documents that are stored before.</param>
/// <param name="Seconds">How long it is measured.</param>
/// <param name="Posts">Pages posted a second.</param>
/// <param name="Matches">Pages matched a second.</param>
internal sealed record LoadPlan(long Documents, int Seconds, int Posts, int Matches)
{
    /// <summary>Pages of a post.</summary>
    public const int Batch = 100;

    /// <summary>The load lasts so long before it is measured, and this part is reported beside: meanwhile the runtime compiles once more what runs often, and caches fill.</summary>
    public int WarmUp => Math.Min(30, Seconds);

    /// <summary>How long it lasts.</summary>
    public int Lasts => WarmUp + Seconds;

    /// <summary>Pages posted in all.</summary>
    public long Posted => (long)Lasts * Posts / Batch * Batch;
}

/// <summary>The service under load on this machine: posts in batches and matches, each sent when it is due whether or not those before it are answered.</summary>
internal static class LoadRun
{
    private const int Questioned = 3_000;

    /// <summary>Runs it in a folder of its own, which is deleted.</summary>
    public static string Of(LoadPlan plan, string folder)
    {
        string place = Directory.CreateDirectory(Path.Combine(folder, $"dedup-load-{plan.Documents}")).FullName;
        try
        {
            return Measure(plan, place);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static string Measure(LoadPlan plan, string place)
    {
        string crawl = Path.Combine(place, "crawl.jsonl"), stored = Path.Combine(place, "stored.jsonl"), posted = Path.Combine(place, "posted.jsonl"), questions = Path.Combine(place, "questions.jsonl"), database = Path.Combine(place, "load.db");
        CorpusFile.Write(crawl, plan.Documents + plan.Posted, truth: null);
        // In a file of their own: who looks for them while the load lasts posts nothing for seconds, and then all of it at once.
        File.WriteAllLines(stored, File.ReadLines(crawl).Take((int)plan.Documents));
        File.WriteAllLines(posted, File.ReadLines(crawl).Skip((int)plan.Documents));
        File.Delete(crawl);
        Questions.Write(questions, plan.Documents, Questioned);
        MeasuredProgram.Run("ingest", stored, "--db", database);
        File.Delete(stored);
        byte[][] asked = [.. File.ReadLines(questions).Select(Encoding.UTF8.GetBytes)];
        using var service = new RunningService(database);
        (long refused, long accepted) = (0, 0);
        var posts = new Latencies();
        (var warming, var matches) = (new Latencies(), new Latencies());
        TimeSpan before = service.ProcessorTime;
        long started = Stopwatch.GetTimestamp();
        Task matching = OnItsOwnThread(() => Pace(plan.Matches, plan.Lasts, started, async (i, due) =>
        {
            HttpStatusCode status = await Send(service.Client, "/v1/match", asked[i % asked.Length], "application/json");
            if (status != HttpStatusCode.OK) throw new InvalidOperationException($"match: {status}");
            (due < 1000 * plan.WarmUp ? warming : matches).Add(Since(started, due));
        }));
        using IEnumerator<string[]> batches = File.ReadLines(posted).Chunk(LoadPlan.Batch).GetEnumerator();
        Task posting = OnItsOwnThread(() => Pace(plan.Posts / LoadPlan.Batch, plan.Lasts, started, async (_, due) =>
        {
            string[]? lines;
            lock (batches) lines = batches.MoveNext() ? batches.Current : null;
            if (lines is null) return;
            HttpStatusCode status = await Send(service.Client, "/v1/pages", Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson");
            posts.Add(Since(started, due));
            if (status == HttpStatusCode.Accepted) Interlocked.Add(ref accepted, lines.Length);
            else if (status == HttpStatusCode.ServiceUnavailable) Interlocked.Add(ref refused, lines.Length);
            else throw new InvalidOperationException($"post: {status}");
        }));
        Task.WaitAll(matching, posting);
        double took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        TimeSpan processor = service.ProcessorTime - before;
        (long documents, long unsettled, long queued) = service.State();
        long peak = service.PeakBytes;
        // Of a long load the rest takes minutes: what is known already must not be lost with it.
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"matches p50 {matches.At(.5):0.0} ms, p99 {matches.At(.99):0.0} ms, at first {warming.At(.99):0.0} ms; {accepted:N0} pages acknowledged, {refused:N0} refused, {queued:N0} wait; until all is stored and clustered …"));
        while (service.State() is not { Unsettled: 0, Queued: 0 }) Thread.Sleep(1_000);
        double settled = Stopwatch.GetElapsedTime(started).TotalSeconds;
        long all = service.State().Documents;
        if (all != plan.Documents + accepted) throw new InvalidOperationException($"{accepted} pages were acknowledged, {all - plan.Documents} are stored");
        return string.Create(CultureInfo.InvariantCulture, $"""
            {plan.Documents:N0} documents stored before; for {plan.Lasts} s, of which {plan.Seconds} are measured, {plan.Posts:N0} pages a second posted in batches of {LoadPlan.Batch} and {plan.Matches:N0} matched, by another process of the same machine.

            | measure | figure |
            |---|---|
            | ready after | {service.StartSeconds:0.0} s |
            | matches | {matches.Count / (took - plan.WarmUp):N0}/s, p50 {matches.At(.5):0.0} ms, p99 {matches.At(.99):0.0} ms, p99.9 {matches.At(.999):0.0} ms, longest {matches.At(1):0} ms |
            | matches in the first {plan.WarmUp} s | p50 {warming.At(.5):0.0} ms, p99 {warming.At(.99):0.0} ms, longest {warming.At(1):0} ms |
            | posts acknowledged | {accepted / took:N0} pages/s, p50 {posts.At(.5):0.0} ms, p99 {posts.At(.99):0.0} ms, longest {posts.At(1):0} ms |
            | refused (queue full) | {refused:N0} pages |
            | stored while the load lasted | {(documents - plan.Documents) / took:N0} pages/s; {queued:N0} waited to be stored, {unsettled:N0} for their clusters |
            | all stored and clustered | {settled - took:0} s after the load, {accepted / settled:N0} pages/s over all |
            | lost | none of {accepted:N0} |
            | memory | {peak / 1e6:N0} MB |
            | processor | {processor.TotalSeconds / took:0.00} of {Environment.ProcessorCount} while the load lasted |
            """);
    }

    /// <summary>Starts work at a steady pace and waits for all of it.</summary>
    private static void Pace(double perSecond, int seconds, long started, Func<int, double, Task> work)
    {
        var running = new List<Task>();
        for (int i = 0; i < perSecond * seconds; i++)
        {
            double due = 1000 * i / perSecond;
            int wait = (int)(due - Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (wait > 0) Thread.Sleep(wait);
            running.Add(work(i, due));
            if (running.Count > 10_000) running.RemoveAll(task => task.IsCompletedSuccessfully);
        }
        Task.WaitAll([.. running]);
    }

    private static Task OnItsOwnThread(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static double Since(long started, double due) => Stopwatch.GetElapsedTime(started).TotalMilliseconds - due;

    private static async Task<HttpStatusCode> Send(HttpClient client, string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        using HttpResponseMessage answer = await client.PostAsync(path, content);
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.StatusCode;
    }
}
