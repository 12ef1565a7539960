using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup ingest PATH…</c>: pages in, clusters out.</summary>
internal static class IngestCommand
{
    public const string Name = "ingest";

    public static Command Create(Settings settings)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files of text, HTML, JSON Lines, CSV, Parquet, WARC or WET, plain or compressed (gzip, Zstandard), folders (recursed), globs such as 'crawl/**/*.html', or - for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var sourceName = new Option<string?>("--source") { Description = "Prefix of every key, to keep sources with equal names apart", HelpName = "NAME" };
        var fields = CommonOptions.Fields();
        var show = new Option<int>("--show") { Description = "Show this many of the largest clusters afterwards, with the reason for every link", HelpName = "N" };
        CommonOptions.NotNegative(show);
        var json = CommonOptions.Json();
        var command = new Command(Name,
            """
            Take pages in: extract, sketch, compare, verify, cluster. Running it again on the same pages changes nothing.

            Examples:
              dedup ingest crawl/
              dedup ingest pages.jsonl --db news.db --field text=content --field id=doc_id
              zcat pages.jsonl.gz | dedup ingest - --source feed1
            """)
        { paths, sourceName, fields, show, json };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            DedupOptions options = settings.Load(parsed);
            var source = new SourceOptions
            {
                SourceName = string.IsNullOrWhiteSpace(parsed.GetValue(sourceName)) ? null : parsed.GetValue(sourceName),
                FieldNames = CommonOptions.ReadFields(parsed.GetValue(fields)),
                MaxPageBytes = options.Ingest.MaxPageBytes,
            };
            var request = new IngestRequest(parsed.GetValue(paths)!, PageSource.List(parsed.GetValue(paths)!), source);
            var pages = new PageSource(source);
            IngestSummary summary = WithProgress(request.Files.Sum(f => f.Size), pages, parsed.GetValue(json), (progress, doing) => new Ingestor(options, TimeProvider.System) { Doing = doing }
                .Run(request, pages, Console.OpenStandardInput, progress, cancellation));
            summary = summary with { PassedOver = pages.PassedOver };
            if (parsed.GetValue(json)) Screen.Json(summary);
            else Report(summary);
            if (parsed.GetValue(show) > 0 && !parsed.GetValue(json)) ShowLargest(options, parsed.GetValue(show));
            return summary.Counts.Pages == 0 ? ExitCodes.NothingFound : ExitCodes.Done;
        }, CancellationToken.None));
        return command;
    }

    private static IngestSummary WithProgress(long total, PageSource pages, bool json, Func<Action<long>?, Action<string>?, IngestSummary> run)
    {
        if (json || Console.IsErrorRedirected) return run(null, null);
        IngestSummary? summary = null;
        Screen.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("reading", maxValue: Math.Max(1, total));
                long started = Stopwatch.GetTimestamp();
                summary = run(done =>
                {
                    task.IsIndeterminate = false;
                    task.Value = pages.BytesRead;
                    task.Description = string.Create(CultureInfo.InvariantCulture,
                        $"{done:N0} pages, {done / Math.Max(0.001, Stopwatch.GetElapsedTime(started).TotalSeconds):N0} a second");
                }, doing =>
                {
                    // Nobody knows how long these take: stories differ.
                    task.IsIndeterminate = true;
                    task.Description = doing;
                });
            });
        return summary!;
    }

    private static void Report(IngestSummary s)
    {
        IngestCounts c = s.Counts;
        if (s.Resumed > 0) ClusterView.Line($"went on with run {s.Run}, which was interrupted after {ClusterView.Count(s.Resumed, "page")}");
        ClusterView.Line($"{ClusterView.Count(c.Pages, "page")}: {c.Added:N0} new, {c.Changed:N0} changed, {c.Unchanged:N0} unchanged, {c.Rejected:N0} rejected");
        if (s.PassedOver > 0) ClusterView.Line($"  {ClusterView.Count(s.PassedOver, "archive record")} passed over: requests, pictures, errors and the like");
        foreach (Rejection rejection in s.Rejections) ClusterView.Line($"  rejected {rejection.Place}: {rejection.Reason}");
        if (c.Rejected > s.Rejections.Count) ClusterView.Line($"  and {c.Rejected - s.Rejections.Count:N0} more: dedup rejections");
        if (s.OverwrittenCount > 0)
        {
            ClusterView.Line($"  {ClusterView.Count(s.OverwrittenCount, "document")} overwritten by a page of another file with the same key; give each source a name with --source to keep both:");
            foreach (Overwritten o in s.Overwritten) ClusterView.Line($"    {o.Key}: was {o.Was}, is {o.Is}");
        }
        ClusterView.Line(
            $"{s.Database}: {ClusterView.Count(s.Documents, "document")}, {s.Variants:N0} distinct bodies, {ClusterView.Count(s.Links, "link")}, {ClusterView.Count(s.Clusters, "cluster")}"
            + $" ({s.SharedClusters:N0} of two pages or more, the largest of {s.LargestCluster:N0}), {ClusterView.Count(s.Excerpts, "excerpt")}");
        if (s.WithoutBody > 0) ClusterView.Line($"  {ClusterView.WithoutBody(s.WithoutBody)}");
        if (s.Crowds is [CrowdRow largest, ..])
            ClusterView.Line("  " + ClusterView.Crowd(largest) + (s.Crowds.Count > 1 ? $"; {s.Crowds.Count - 1:N0} more: dedup status" : ""));
        ClusterView.Line(string.Create(CultureInfo.InvariantCulture, $"{s.Seconds:0.00} s, {s.PagesPerSecond:N0} pages a second"));
    }

    private static void ShowLargest(DedupOptions options, int count)
    {
        using Reader reader = Screen.OpenReader(options.Store);
        foreach (ClusterRow cluster in reader.Clusters(new ClusterFilter { Limit = count }).Clusters)
        {
            ClusterView.Line(string.Empty);
            IReadOnlyList<DocumentRow> members = reader.Members(cluster.Cluster);
            ClusterView.Show(cluster, members, reader.Excerpts(cluster.Cluster), reader.LinksOfCluster(cluster.Cluster), DateConflicts.Of(members), JudgementRow.OfCluster(reader, cluster.Cluster));
        }
    }
}
