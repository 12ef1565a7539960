using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Dedup.Scale.Corpus;
using Dedup.Scale.Load;
using Dedup.Scale.Running;

namespace Dedup.Scale.Cluster;

/// <summary>Several hosts over one PostgreSQL, all on this machine: pages are posted to all of them in turn, and what comes out is compared with what one machine makes of the same pages in a SQLite file.</summary>
internal static class ClusterRun
{
    private const int Batch = 500;
    private const int FirstPort = 21_111;

    /// <summary>Runs it in a folder of its own, which is deleted; the database must be empty.</summary>
    public static string Of(int documents, int hosts, string database, string folder)
    {
        string place = Directory.CreateDirectory(Path.Combine(folder, $"dedup-cluster-{documents}")).FullName;
        try
        {
            return Measure(documents, hosts, database, place);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static string Measure(int documents, int hosts, string database, string place)
    {
        string crawl = Path.Combine(place, "crawl.jsonl"), alone = Path.Combine(place, "alone.db");
        CorpusFile.Write(crawl, documents, truth: null);
        double one = MeasuredProgram.Run("ingest", crawl, "--db", alone).Seconds;
        List<RunningService> services = [];
        try
        {
            for (int host = 0; host < hosts; host++)
            {
                string own = Directory.CreateDirectory(Path.Combine(place, $"host{host}")).FullName;
                services.Add(new RunningService(database, own, string.Create(CultureInfo.InvariantCulture, $"Cluster:Address=127.0.0.1:{FirstPort + host}"), "Serve:Nice=0"));
            }
            double serverBefore = ServerSeconds();
            long started = Stopwatch.GetTimestamp();
            long last = Post(services, crawl);
            double acknowledged = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double stored = 0;
            // Posts are taken in order; to ask how many documents are stored costs the server more than to store some.
            while (Progress(services[0].Client, last) is var progress && progress != "settled")
            {
                if (stored == 0 && progress == "stored") stored = Stopwatch.GetElapsedTime(started).TotalSeconds;
                Thread.Sleep(200);
            }
            while (services[0].State() is not { Unsettled: 0, Queued: 0 }) Thread.Sleep(1_000);
            double settled = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double server = ServerSeconds() - serverBefore;
            double[] hostSeconds = [.. services.Select(service => service.ProcessorTime.TotalSeconds)];
            string same = Compare(Partition(database), Partition(alone));
            return string.Create(CultureInfo.InvariantCulture, $"""
                {documents:N0} pages posted in batches of {Batch} to {hosts} hosts in turn, which share one PostgreSQL; client, hosts and server on the same {Environment.ProcessorCount} processors.

                | measure | figure |
                |---|---|
                | all acknowledged | {acknowledged:0.0} s, {documents / acknowledged:N0} documents/s |
                | all stored | {(stored == 0 ? settled : stored):0.0} s, {documents / (stored == 0 ? settled : stored):N0} documents/s |
                | all clustered | {settled:0.0} s, {documents / settled:N0} documents/s |
                | one machine with SQLite, the same pages | {one:0.0} s, {documents / one:N0} documents/s |
                | partition | {same} |
                | processor seconds of the hosts | {string.Join(", ", hostSeconds.Select(seconds => seconds.ToString("0.0", CultureInfo.InvariantCulture)))} |
                | processor seconds of PostgreSQL | {server:0.0} |
                """);
        }
        finally
        {
            foreach (RunningService service in services) service.Dispose();
        }
    }

    /// <returns>The number of the last post.</returns>
    private static long Post(List<RunningService> services, string crawl)
    {
        long last = 0;
        Lock gate = new();
        using IEnumerator<(string[] Lines, int Number)> batches = File.ReadLines(crawl).Chunk(Batch).Select((lines, number) => (lines, number)).GetEnumerator();
        Parallel.For(0, 2 * services.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 * services.Count }, _ =>
        {
            while (true)
            {
                (string[] lines, int number) batch;
                lock (batches)
                {
                    if (!batches.MoveNext()) return;
                    batch = batches.Current;
                }
                byte[] body = Encoding.UTF8.GetBytes(string.Join('\n', batch.lines));
                long number;
                while ((number = Send(services[batch.number % services.Count].Client, body)) == 0) Thread.Sleep(500);
                lock (gate) last = Math.Max(last, number);
            }
        });
        return last;
    }

    /// <returns>The number of the post; 0 where the queue is full.</returns>
    private static long Send(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-ndjson");
        using HttpResponseMessage answer = client.PostAsync("/v1/pages", content).Result;
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return 0;
        if (answer.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException($"post: {answer.StatusCode}");
        using JsonDocument receipt = JsonDocument.Parse(answer.Content.ReadAsStringAsync().Result);
        return long.Parse(receipt.RootElement.GetProperty("post").GetString()!, CultureInfo.InvariantCulture);
    }

    private static string Progress(HttpClient client, long post)
    {
        using JsonDocument progress = JsonDocument.Parse(client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/posts/{post}")).Result);
        return progress.RootElement.GetProperty("state").GetString()!;
    }

    /// <summary>Key to the keys of its cluster's first document: what the clusters are, whatever they are called.</summary>
    private static Dictionary<string, string> Partition(string database)
    {
        var clusters = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string line in MeasuredProgram.Run("export", "documents", "--db", database).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            clusters.Add(row.RootElement.GetProperty("key").GetString()!, row.RootElement.GetProperty("cluster").GetInt64());
        }
        var first = new Dictionary<long, string>();
        foreach ((string key, long cluster) in clusters)
        {
            if (!first.TryGetValue(cluster, out string? least) || string.CompareOrdinal(key, least) < 0) first[cluster] = key;
        }
        return clusters.ToDictionary(row => row.Key, row => first[row.Value], StringComparer.Ordinal);
    }

    private static string Compare(Dictionary<string, string> shared, Dictionary<string, string> alone)
    {
        string[] differ = [.. alone.Where(row => !shared.TryGetValue(row.Key, out string? with) || with != row.Value).Select(row => row.Key)];
        int clusters = alone.Values.Distinct(StringComparer.Ordinal).Count();
        return differ.Length == 0 && shared.Count == alone.Count
            ? string.Create(CultureInfo.InvariantCulture, $"identical: {alone.Count:N0} documents in {clusters:N0} clusters")
            : throw new InvalidOperationException($"{shared.Count} documents, not {alone.Count}; {differ.Length} in another cluster, the first {string.Join(", ", differ.Take(5))}");
    }

    /// <summary>Processor time of all processes of the server on this machine, those that have ended too; 0 where it runs on another.</summary>
    public static double ServerSeconds()
    {
        const double TicksPerSecond = 100;
        long ticks = 0;
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                // Behind the name: state, parent, ...; the times are the 12th to 15th, of the process and of its children that have ended.
                string stat = File.ReadAllText(Path.Combine(process, "stat"));
                if (!stat.Contains("(postgres)", StringComparison.Ordinal)) continue;
                string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                ticks += fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // Gone meanwhile.
            }
        }
        return ticks / TicksPerSecond;
    }
}
