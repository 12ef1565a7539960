using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup match FILE|-</c>: what are these pages copies of, without storing them.</summary>
internal static class MatchCommand
{
    public static Command Create(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "A page, text or HTML, a file of many pages as ingest takes them, or - for standard input" };
        var fields = CommonOptions.Fields();
        var json = CommonOptions.Json();
        var command = new Command("match",
            """
            Say what a page is a copy of, without storing it. Of a file of pages (JSON Lines, a table, a web archive) or a
            folder it says so of each in a line as it is read; with --json the line is a JSON object, for a rejected page
            with the reason. The database is seen as it stood when the command began, and the pages are not compared with
            one another. Exit code 1 where nothing matches, 3 where a file could not be read to its end.

            Examples:
              dedup match page.txt
              cat page.txt | dedup match - --json
              dedup match pages.jsonl --json | head -3
            """)
        { file, fields, json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            var source = new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes, FieldNames = CommonOptions.ReadFields(parsed.GetValue(fields)) };
            string path = parsed.GetValue(file)!;
            IReadOnlyList<SourceFile> files = PageSource.List([path]);
            using Reader reader = Screen.OpenReader(options.Store);
            using var matcher = new Matcher(reader, options);
            using IEnumerator<SourceItem> items = new PageSource(source).Read(files, Console.OpenStandardInput).GetEnumerator();
            if (!items.MoveNext()) throw new InvalidDataException($"{path}: holds no page");
            SourceItem first = items.Current;
            // A page that is a whole file stands in no line.
            if (files.Count > 1 || first.Line > 0) return Many(matcher, All(items), parsed.GetValue(json));
            Page page = first.Page ?? throw new InvalidDataException($"{first.Rejection!.Place}: {first.Rejection!.Reason}");
            return One(page, matcher.Match(page), options.Verification.MinimumWords, parsed.GetValue(json));
        });
        return command;
    }

    private static int One(Page page, MatchedPage matched, int minimumWords, bool json)
    {
        (Article article, int words, IReadOnlyList<Match> matches) = matched;
        if (json) Screen.Json(Fields(page, matched));
        else
        {
            ClusterView.Line($"{article.Title?.Value ?? "(no title)"}: {ClusterView.Count(words, "word")}, {Count(matches)}");
            if (matches.Count > 0) Screen.Write(Rows(matches));
            if (words < minimumWords) ClusterView.Line($"  bodies under {minimumWords} words match exactly or not at all");
        }
        return matches.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
    }

    /// <summary>A line for each page, and for each that is rejected, as they are read.</summary>
    private static int Many(Matcher matcher, IEnumerable<SourceItem> items, bool json)
    {
        long started = Stopwatch.GetTimestamp();
        (long pages, long matching, long rejected, bool isWhole) = (0, 0, 0, true);
        foreach (SourceItem item in items)
        {
            Rejection? rejection = item.Rejection;
            MatchedPage? matched = item.Page is Page page ? matcher.TryMatch(page, out rejection) : null;
            if (matched is null)
            {
                rejected++;
                isWhole &= !rejection!.MayPass;
                if (json) Screen.JsonLine(new { rejection.Place, Rejected = rejection.Reason });
                else ClusterView.Line($"rejected {rejection.Place}: {rejection.Reason}");
                continue;
            }
            pages++;
            if (matched.Matches.Count > 0) matching++;
            if (json) Screen.JsonLine(Fields(item.Page!, matched));
            else if (matched.Matches is [Match best, ..]) ClusterView.Line($"{item.Page!.Key}: {best.Relation}, cluster {ClusterView.Number(best.Cluster)}, J {ClusterView.Share(best.Resemblance)} with {best.Document}, {Count(matched.Matches)}");
            else ClusterView.Line($"{item.Page!.Key}: {Count(matched.Matches)}");
        }
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        string summary = string.Create(CultureInfo.InvariantCulture, $"{ClusterView.Count(pages, "page")}, of which {matching:N0} match; {rejected:N0} rejected; {seconds:0.00} s, {pages / Math.Max(seconds, 1e-3):N0} pages a second");
        if (json) Console.Error.WriteLine("dedup: " + summary);
        else ClusterView.Line(summary);
        return !isWhole ? ExitCodes.Failed : matching > 0 ? ExitCodes.Done : pages > 0 ? ExitCodes.NothingFound : ExitCodes.WrongUse;
    }

    private static object Fields(Page page, MatchedPage matched)
    {
        (Article article, int words, IReadOnlyList<Match> matches) = matched;
        return new
        {
            page.Key,
            page.Place,
            Site = article.Site?.Value,
            Title = article.Title?.Value,
            Published = article.Published?.Value,
            Agency = article.Agency?.Value,
            Words = words,
            Matches = matches,
        };
    }

    /// <summary>What stands at an enumerator and behind it.</summary>
    private static IEnumerable<SourceItem> All(IEnumerator<SourceItem> items)
    {
        do yield return items.Current;
        while (items.MoveNext());
    }

    private static string Count(IReadOnlyList<Match> matches) => matches.Count switch { 0 => "no match", 1 => "1 matching body", int many => $"{ClusterView.Number(many)} matching bodies" };

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
