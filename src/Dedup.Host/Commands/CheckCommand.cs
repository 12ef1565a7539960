using System.CommandLine;
using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Check;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup check</c>: proves that what is stored agrees.</summary>
internal static class CheckCommand
{
    public static Command Create(Settings settings)
    {
        var json = CommonOptions.Json();
        var command = new Command("check",
            """
            Prove that what is stored agrees: the file (SQLite's own integrity check), pages, articles, bodies, sketches, links, the
            index in memory, clusters, redirects. Everything derived is worked out again and compared. Exit code 3 where a fault
            is found. It may run while another process writes.

            Example:
              dedup check --db news.db
            """)
        { json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            CheckReport report = Screen.WithCounter(parsed.GetValue(json), say => DatabaseCheck.Run(options, TimeProvider.System, (what, done) => say($"checking {what}, {done:N0}")));
            if (parsed.GetValue(json)) Screen.Json(report);
            else Print(report);
            return report.Faults == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(CheckReport report)
    {
        foreach (CheckedPart part in report.Parts)
        {
            ClusterView.Line($"{(part.Faults == 0 ? "agree" : "FAULT"),-6} {part.Name}: {ClusterView.Number(part.Checked)}{(part.Faults == 0 ? "" : $", {ClusterView.Count(part.Faults, "fault")}")}");
            foreach (string example in part.Examples) ClusterView.Line($"       {example}");
            if (part.Faults > part.Examples.Count) ClusterView.Line($"       and {ClusterView.Number(part.Faults - part.Examples.Count)} more");
        }
        if (report.Parts.Count < DatabaseCheck.PartCount) ClusterView.Line("what rests on these was not compared");
        if (report.Waiting > 0) ClusterView.Line($"{ClusterView.Count(report.Waiting, "document")} wait for their links or clusters ('dedup ingest' or 'dedup serve' works them out); what they may change was not compared");
        ClusterView.Line(report.Faults == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Database}: no fault, {report.Seconds:0.00} s")
            : $"{report.Database}: {ClusterView.Count(report.Faults, "fault")}; 'dedup rebuild' works everything out again from the stored pages; where the file or its pages are at fault, restore a backup");
    }
}
