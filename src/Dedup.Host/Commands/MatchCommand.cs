using System.CommandLine;
using Dedup.Engine;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup match FILE|-</c>: what is this page a copy of, without storing it.</summary>
internal static class MatchCommand
{
    public static Command Create(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "A page, text or HTML, or - for standard input" };
        var json = CommonOptions.Json();
        var command = new Command("match",
            """
            Say what a page is a copy of, without storing it. Exit code 1 where it matches nothing.

            Examples:
              dedup match page.txt
              cat page.txt | dedup match - --json
            """)
        { file, json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            using Reader reader = Screen.OpenReader(options.Database);
            Page page = SinglePage.Read(parsed.GetValue(file)!, options, "match takes one");
            using var matcher = new Matcher(reader, options);
            (Article article, int words, IReadOnlyList<Match> matches) = matcher.Match(page);
            if (parsed.GetValue(json))
            {
                Screen.Json(new
                {
                    Site = article.Site?.Value,
                    Title = article.Title?.Value,
                    Published = article.Published?.Value,
                    Agency = article.Agency?.Value,
                    Words = words,
                    Matches = matches,
                });
            }
            else
            {
                ClusterView.Line($"{article.Title?.Value ?? "(no title)"}: {ClusterView.Count(words, "word")}, {(matches.Count == 0 ? "no match" : ClusterView.Count(matches.Count, "matching body").Replace("bodys", "bodies", StringComparison.Ordinal))}");
                if (matches.Count > 0) Screen.Write(Rows(matches));
                if (words < options.Verification.MinimumWords)
                    ClusterView.Line($"  bodies under {options.Verification.MinimumWords} words match exactly or not at all");
            }
            return matches.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static Table Rows(IReadOnlyList<Match> matches)
    {
        Table table = Screen.Table("cluster", "relation", "J", "page in it", "it in page", "bits", "proposed by", "document", "title");
        foreach (Match m in matches)
        {
            table.Row(ClusterView.Number(m.Cluster), m.Relation, ClusterView.Share(m.Resemblance), ClusterView.Share(m.ContainmentOfPage),
                ClusterView.Share(m.ContainmentOfStored), ClusterView.Number(m.HammingDistance), m.ProposedBy, m.Documents > 1 ? $"{m.Document} and {m.Documents - 1} more" : m.Document, m.Title);
        }
        return table;
    }
}
