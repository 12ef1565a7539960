using System.CommandLine;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup chrome SITE</c>: the lines of a site's template that were learned from its pages.</summary>
internal static class ChromeCommand
{
    public static Command Create(Settings settings)
    {
        var site = new Argument<string?>("SITE") { Description = "Host or name of a site, or a line that pages share; none lists all", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "Most rows to list (default 100; 0 lists all)", HelpName = "N", DefaultValueFactory = _ => 100 };
        CommonOptions.NotNegative(limit);
        var json = CommonOptions.Json();
        var command = new Command("chrome",
            """
            Show the template lines that were learned: they stand on pages of a site, or on pages that share a short line, beside
            headlines that have nothing to do with each other. Without SITE, list the groups of pages that taught any.

            Examples:
              dedup chrome
              dedup chrome Newsbasket
              dedup chrome Newsbasket --json
            """)
        { site, limit, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            int most = parsed.GetValue(limit) == 0 ? int.MaxValue - 1 : parsed.GetValue(limit);
            string? wanted = parsed.GetValue(site);
            IReadOnlyList<ChromeGroupRow> groups = ChromeGroupRow.Read(reader, wanted);
            if (wanted is null) return List(groups, most, parsed.GetValue(json));
            if (groups.Count == 0)
            {
                Console.Error.WriteLine($"dedup: no stored page is of a site '{wanted}'; 'dedup chrome' lists the groups there are");
                return ExitCodes.NothingFound;
            }
            List<ChromeLineRow> lines = [.. ChromeLineRow.Read(reader, wanted).Take(most + 1)];
            bool more = lines.Count > most;
            if (more) lines.RemoveAt(most);
            if (parsed.GetValue(json)) Screen.Json(lines);
            else Show(groups, lines);
            if (more) Console.Error.WriteLine($"dedup: more than {most} lines; --limit 0 lists all");
            if (lines.Count == 0) Console.Error.WriteLine($"dedup: nothing was learned of '{wanted}' yet: it takes pages with three unrelated headlines");
            return lines.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static int List(IReadOnlyList<ChromeGroupRow> groups, int most, bool json)
    {
        if (json) Screen.Json(groups.Take(most));
        else if (groups.Count > 0)
        {
            Table table = Screen.Table("pages that share", "", "year", "pages", "lines");
            foreach (ChromeGroupRow g in groups.Take(most))
                table.Row(g.Kind == "site" ? "a site" : "a line", g.Name, g.Period, ClusterView.Number(g.Pages), ClusterView.Number(g.Lines));
            Screen.Write(table);
        }
        if (groups.Count > most) Console.Error.WriteLine($"dedup: {groups.Count - most} more; --limit 0 lists all");
        if (groups.Count == 0) Console.Error.WriteLine("dedup: no chrome was learned yet: it takes pages of one site with three unrelated headlines");
        return groups.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
    }

    private static void Show(IReadOnlyList<ChromeGroupRow> groups, List<ChromeLineRow> lines)
    {
        foreach (ChromeGroupRow g in groups)
        {
            List<ChromeLineRow> own = [.. lines.Where(l => (l.Kind, l.Name, l.Period) == (g.Kind, g.Name, g.Period))];
            if (own.Count == 0) continue;
            ClusterView.Line($"{(g.Kind == "site" ? "site" : "pages with")} '{g.Name}'{(g.Period.Length > 0 ? $", fetched in {g.Period}" : "")}: {ClusterView.Count(g.Lines, "line")} learned from {ClusterView.Count(g.Pages, "page")}");
            Table table = Screen.Table("pages", "headlines", "line");
            foreach (ChromeLineRow l in own)
                table.Row(ClusterView.Number(l.Pages), l.Headlines >= 12 ? "12 or more" : ClusterView.Number(l.Headlines), Screen.Plain(l.Text));
            Screen.Write(table);
        }
    }
}
