using System.Diagnostics;
using System.Globalization;
using Dedup.Scale.Cluster;
using Dedup.Scale.Corpus;
using Dedup.Scale.Indexes;
using Dedup.Scale.InMemory;
using Dedup.Scale.Load;
using Dedup.Scale.Running;
using Dedup.Scale.Shards;
using Dedup.Scale.Stages;

// A crawl of any size: dotnet run -c Release --project bench/Dedup.Scale -- corpus --documents 1000000 --out crawl.jsonl --truth truth.csv
if (args is ["corpus", "--documents", string count, "--out", string file, .. string[] rest] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long documents)
    && (rest is [] or ["--truth", _] || (rest is ["--from", string first] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out _))))
{
    long skipped = rest is ["--from", string from] ? long.Parse(from, CultureInfo.InvariantCulture) : 0;
    long started = Stopwatch.GetTimestamp();
    long bytes = CorpusFile.Write(file, documents, rest is ["--truth", string truth] ? truth : null, skipped);
    double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {documents:N0} pages, {bytes:N0} bytes, {seconds:0.0} s, {bytes / 1e6 / seconds:N0} MB/s"));
    return 0;
}
// The program by size: … -- run --sizes 10000,100000 [--results bench/results] [--folder /tmp]
if (args is ["run", "--sizes", string list, .. string[] options] && list.Split(',').All(size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long n) && n > 0)
    && options is [] or ["--results", _] or ["--folder", _] or ["--results", _, "--folder", _])
{
    string folder = options is [.., "--folder", string given] ? given : Path.GetTempPath();
    List<SizeFigures> figures = EndToEnd.Run(list.Split(',').Select(size => long.Parse(size, CultureInfo.InvariantCulture)).Order(), folder);
    if (options is ["--results", string results, ..]) Results.Write(figures, results);
    return 0;
}
// One database that grows by runs of a part each: … -- grow --documents 1000000 --parts 10 [--results bench/results] [--folder /tmp]
if (args is ["grow", "--documents", string portion, "--parts", string portions, .. string[] home] && long.TryParse(portion, NumberStyles.None, CultureInfo.InvariantCulture, out long each) && each > 0
    && int.TryParse(portions, NumberStyles.None, CultureInfo.InvariantCulture, out int times) && times > 0 && home is [] or ["--results", _] or ["--folder", _] or ["--results", _, "--folder", _])
{
    string report = Growth.Of(each, times, home is [.., "--folder", string given] ? given : Path.GetTempPath());
    Console.WriteLine(report);
    if (home is ["--results", string into, ..]) Results.WriteReport("growth", "A database that grows", $"grow --documents {each} --parts {times}", report, into);
    return 0;
}
// A database of a crawl's pages as it is: … -- ready --documents 1000000 --db FILE
if (args is ["ready", "--documents", string filled, "--db", string database] && long.TryParse(filled, NumberStyles.None, CultureInfo.InvariantCulture, out long pages))
{
    string aside = Directory.CreateTempSubdirectory("dedup-ready").FullName;
    try
    {
        (double start, double match, Matching matching) = EndToEnd.Ready(database, pages, aside);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start {start:0.0} s, one match {match:0.00} s; in process first {matching.OpenMilliseconds:0} ms, p50 {matching.MedianMilliseconds:0.00} ms, p99 {matching.Percentile99Milliseconds:0.0} ms, {matching.Found:0.00} found"));
    }
    finally
    {
        Directory.Delete(aside, recursive: true);
    }
    return 0;
}
// The core alone, nothing stored, beside an exact join: … -- links --bodies 80000 [--results bench/results]
if (args is ["links", "--bodies", string bodies, .. string[] where] && int.TryParse(bodies, NumberStyles.None, CultureInfo.InvariantCulture, out int some) && some > 0 && where is [] or ["--results", _])
{
    string report = LinkReport.Of(some);
    Console.WriteLine(report);
    if (where is [_, string into]) Results.WriteReport("in-memory", "Bodies in, links out", $"links --bodies {some}", report, into);
    return 0;
}
// What a page costs, stage by stage, beside the machine's limits: … -- stages --documents 20000 [--results bench/results]
if (args is ["stages", "--documents", string staged, .. string[] to] && int.TryParse(staged, NumberStyles.None, CultureInfo.InvariantCulture, out int few) && few > 0 && to is [] or ["--results", _])
{
    string report = StageProfile.Of(few, Path.GetTempPath());
    Console.WriteLine(report);
    if (to is [_, string into]) Results.WriteReport("stages", "What a page costs, stage by stage", $"stages --documents {few}", report, into);
    return 0;
}
// The candidate index alone: … -- index --bodies 5350000 [--results bench/results]
if (args is ["index", "--bodies", string held, .. string[] there] && int.TryParse(held, NumberStyles.None, CultureInfo.InvariantCulture, out int many) && many > 0 && there is [] or ["--results", _])
{
    string report = IndexRun.Of(many, Path.GetTempPath());
    Console.WriteLine(report);
    if (there is [_, string into]) Results.WriteReport("index", "The candidate index alone", $"index --bodies {many}", report, into);
    return 0;
}
// The service under load: … -- load --documents 1000000 --seconds 300 --posts 2000 --matches 500 [--results bench/results]
if (args is ["load", "--documents", string before, "--seconds", string during, "--posts", string posted, "--matches", string matched, .. string[] target]
    && new[] { before, during, posted, matched }.All(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0) && target is [] or ["--results", _])
{
    int[] plan = [.. new[] { before, during, posted, matched }.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    string report = LoadRun.Of(new LoadPlan(plan[0], plan[1], plan[2], plan[3]), Path.GetTempPath());
    Console.WriteLine(report);
    if (target is [_, string into]) Results.WriteReport("load", "The service under load", string.Join(' ', args[..9]), report, into);
    return 0;
}
// Hosts over one PostgreSQL beside one machine with SQLite: … -- cluster --documents 200000 --hosts 3 --db "Host=…" [--results bench/results]
if (args is ["cluster", "--documents", string shared, "--hosts", string hosts, "--db", string server, .. string[] share]
    && int.TryParse(shared, NumberStyles.None, CultureInfo.InvariantCulture, out int sharedCount) && sharedCount > 0 && int.TryParse(hosts, NumberStyles.None, CultureInfo.InvariantCulture, out int hostCount) && hostCount > 0 && share is [] or ["--results", _])
{
    string report = ClusterRun.Of(sharedCount, hostCount, server, Path.GetTempPath());
    Console.WriteLine(report);
    if (share is [_, string into]) Results.WriteReport("cluster", "Hosts that share a database", $"cluster --documents {sharedCount} --hosts {hostCount} --db \"Host=...\"", report, into);
    return 0;
}
// The candidate stage alone over hosts and one PostgreSQL: … -- shards --bodies 200000 --hosts 3 --db "Host=…" [--results bench/results]
if (args is ["shards", "--bodies", string added, "--hosts", string silos, "--db", string empty, .. string[] place]
    && int.TryParse(added, NumberStyles.None, CultureInfo.InvariantCulture, out int addedCount) && addedCount > 0 && int.TryParse(silos, NumberStyles.None, CultureInfo.InvariantCulture, out int siloCount) && siloCount > 0 && place is [] or ["--results", _])
{
    string report = ShardRun.Of(addedCount, siloCount, empty);
    Console.WriteLine(report);
    if (place is [_, string into]) Results.WriteReport("shards", "The candidate stage alone over several hosts", $"shards --bodies {addedCount} --hosts {siloCount} --db \"Host=...\"", report, into);
    return 0;
}
// One host of that, which the program starts by itself.
if (args is [HostProcess.Verb, string address, string joined]) return ShardHost.Serve(address, joined);
Console.Error.WriteLine("use: corpus --documents N --out FILE.jsonl [--truth FILE.csv | --from PAGE]");
Console.Error.WriteLine("     run --sizes N,N… [--results FOLDER] [--folder FOLDER]");
Console.Error.WriteLine("     grow --documents N --parts N [--results FOLDER] [--folder FOLDER]");
Console.Error.WriteLine("     ready --documents N --db FILE");
Console.Error.WriteLine("     stages --documents N [--results FOLDER]");
Console.Error.WriteLine("     index --bodies N [--results FOLDER]");
Console.Error.WriteLine("     load --documents N --seconds N --posts N --matches N [--results FOLDER]");
Console.Error.WriteLine("     cluster --documents N --hosts N --db \"Host=...\" [--results FOLDER]");
Console.Error.WriteLine("     shards --bodies N --hosts N --db \"Host=...\" [--results FOLDER]");
Console.Error.WriteLine("     links --bodies N [--results FOLDER]");
return 2;
