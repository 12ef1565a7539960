using System.CommandLine;
using System.Globalization;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup rejections</c>: the pages that could not be stored, with place and reason.</summary>
internal static class RejectionsCommand
{
    public static Command Create(Settings settings)
    {
        var source = new Option<string?>("--source") { Description = "Only sources whose path holds this", HelpName = "TEXT" };
        var run = new Option<long?>("--run") { Description = "Only of this run", HelpName = "N" };
        var limit = new Option<int>("--limit") { Description = "Most rejections to list (default 100; 0 lists all)", HelpName = "N", DefaultValueFactory = _ => 100 };
        CommonOptions.NotNegative(limit);
        var json = CommonOptions.Json();
        var command = new Command("rejections",
            """
            List the pages that could not be stored: source, line and reason, as the last reading of each source left them.
            In a table the line is the row, in a web archive the first byte of the record: tail -c +LINE begins with it.

            Examples:
              dedup rejections --db news.db
              dedup rejections --source pages.jsonl --json
            """)
        { source, run, limit, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            int most = parsed.GetValue(limit) == 0 ? int.MaxValue - 1 : parsed.GetValue(limit);
            List<RejectionRow> rows = [.. RejectionRow.Read(reader, parsed.GetValue(source), parsed.GetValue(run)).Take(most + 1)];
            bool more = rows.Count > most;
            if (more) rows.RemoveAt(most);
            if (parsed.GetValue(json)) Screen.Json(rows);
            else if (rows.Count > 0) Print(rows);
            if (more) Console.Error.WriteLine($"dedup: more than {most} rejections; --limit 0 lists all");
            if (rows.Count == 0) Console.Error.WriteLine("dedup: no rejections");
            return rows.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static void Print(List<RejectionRow> rows)
    {
        Table table = Screen.Table("source", "line", "run", "reason");
        foreach (RejectionRow r in rows)
            table.Row(r.Source, r.Line?.ToString(CultureInfo.InvariantCulture) ?? "whole", r.Run.ToString(CultureInfo.InvariantCulture), r.Reason);
        Screen.Write(table);
    }
}
