using System.CommandLine;
using System.Globalization;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup status</c>: what a database holds, who writes it and what that process does.</summary>
internal static class StatusCommand
{
    public static Command Create(Settings settings)
    {
        var runs = new Option<int>("--runs") { Description = "Most runs to list (default 5)", HelpName = "N", DefaultValueFactory = _ => 5 };
        CommonOptions.NotNegative(runs);
        var json = CommonOptions.Json();
        var command = new Command("status",
            """
            Say what the database holds, who writes it, what that process is doing, and what was interrupted.

            Examples:
              dedup status --db news.db
              dedup status --runs 50 --json
            """)
        { runs, json };
        command.SetAction(parsed =>
        {
            using var reader = new Reader(settings.Load(parsed).Store);
            DatabaseStatus status = DatabaseStatus.Read(reader, parsed.GetValue(runs));
            if (parsed.GetValue(json)) Screen.Json(status);
            else Print(status);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(DatabaseStatus s)
    {
        ClusterView.Line($"{s.Database}: {ClusterView.Count(s.Documents, "document")}, {s.Variants:N0} distinct bodies, {ClusterView.Count(s.Clusters, "cluster")}, {ClusterView.Count(s.Rejections, "rejection")}; {Megabytes(s.Bytes)} MB{(s.IndexBytes > 0 ? $", index {Megabytes(s.IndexBytes)} MB" : "")}");
        ClusterView.Line("  " + Writer(s));
        if (s.WithoutBody > 0) ClusterView.Line($"  {ClusterView.WithoutBody(s.WithoutBody)}");
        if (s.Waiting > 0) ClusterView.Line($"  {ClusterView.Count(s.Waiting, "document")} wait for their clusters");
        foreach (RunRow run in s.Interrupted)
            ClusterView.Line($"  run {run.Run} ({run.Command} {run.Source}) was interrupted after {ClusterView.Count(run.Pages, "page")}: the same command goes on with it");
        foreach (CrowdRow crowd in s.Crowds.Take(5)) ClusterView.Line("  " + ClusterView.Crowd(crowd));
        if (s.Crowds.Count > 5) ClusterView.Line($"  and {ClusterView.Count(s.Crowds.Count - 5, "more crowd")}: --json lists them");
        if (s.Runs.Count == 0) return;
        Table table = Screen.Table("run", "command", "started", "finished", "pages", "new", "changed", "unchanged", "rejected", "source");
        foreach (RunRow r in s.Runs)
        {
            table.Row(r.Run.ToString(CultureInfo.InvariantCulture), r.Command, r.Started, r.Finished ?? "no", ClusterView.Number(r.Pages), ClusterView.Number(r.Added),
                ClusterView.Number(r.Changed), ClusterView.Number(r.Unchanged), ClusterView.Number(r.Rejected), Source(r));
        }
        Screen.Write(table);
    }

    private static string Source(RunRow r)
    {
        string source = r.Removed > 0 ? $"{ClusterView.Number(r.Removed)} deleted: {r.Source}" : r.Source;
        return source.Length <= 60 ? source : r.Command is "link" or "unlink" ? source[..59] + "…" : "…" + source[^59..];
    }

    private static string Writer(DatabaseStatus s) => (s.Writer, s.Writing) switch
    {
        (null, _) => "nobody writes it",
        ({ } w, true) => $"dedup {w.Command} writes it: process {w.Process}, since {w.Started}; {w.State} ({w.Updated})",
        ({ } w, null) => $"dedup {w.Command} writes it or was stopped: process {w.Process} on {w.Host}, since {w.Started}; last word: {w.State} ({w.Updated})",
        ({ Ended: null } w, _) => $"nobody writes it; dedup {w.Command}, process {w.Process}, was killed; last word: {w.State} ({w.Updated})",
        ({ } w, _) => $"nobody writes it; last was dedup {w.Command}, until {w.Ended}",
    };

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);
}
