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
            Say what a page is a copy of, without storing it. Of a file of many pages, such as JSON Lines, it says so
            of each in a line; with --json the line is a JSON object. Exit code 1 where nothing matches.

            Examples:
              dedup match page.txt
              cat page.txt | dedup match - --json
              dedup match new.jsonl --json > matches.jsonl
            """)
        { file, fields, json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            var source = new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes, FieldNames = CommonOptions.ReadFields(parsed.GetValue(fields)) };
            string path = parsed.GetValue(file)!;
            IReadOnlyList<SourceFile> files = PageSource.List([path]);
            using Reader reader = Screen.OpenReader(options.Database);
            using var matcher = new Matcher(reader, options);
            using IEnumerator<SourceItem> items = new PageSource(source).Read(files, Console.OpenStandardInput).GetEnumerator();
            if (!items.MoveNext()) throw new InvalidDataException($"{path}: holds no page");
            SourceItem first = items.Current;
            bool matches = items.MoveNext()
                ? Many(matcher, All(first, items), parsed.GetValue(json))
                : One(matcher.Match(first.Page ?? throw new InvalidDataException($"{first.Rejection!.Place}: {first.Rejection!.Reason}")), options.Verification.MinimumWords, parsed.GetValue(json));
            return matches ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static bool One(MatchedPage matched, int minimumWords, bool json)
    {
        (Article article, int words, IReadOnlyList<Match> matches) = matched;
        if (json)
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
            ClusterView.Line($"{article.Title?.Value ?? "(no title)"}: {ClusterView.Count(words, "word")}, {Count(matches)}");
            if (matches.Count > 0) Screen.Write(Rows(matches));
            if (words < minimumWords) ClusterView.Line($"  bodies under {minimumWords} words match exactly or not at all");
        }
        return matches.Count > 0;
    }

    /// <summary>A line for each page as it is read; rejected ones are told of on standard error.</summary>
    private static bool Many(Matcher matcher, IEnumerable<SourceItem> items, bool json)
    {
        long started = Stopwatch.GetTimestamp();
        (long pages, long matching, long rejected) = (0, 0, 0);
        foreach (SourceItem item in items)
        {
            if (item.Page is not Page page)
            {
                rejected++;
                Console.Error.WriteLine($"dedup: rejected {item.Rejection!.Place}: {item.Rejection.Reason}");
                continue;
            }
            (Article article, int words, IReadOnlyList<Match> matches) = matcher.Match(page);
            pages++;
            if (matches.Count > 0) matching++;
            if (json) Screen.JsonLine(new { page.Key, page.Place, Title = article.Title?.Value, Words = words, Matches = matches });
            else if (matches is [Match best, ..]) ClusterView.Line($"{page.Key}: {best.Relation}, cluster {ClusterView.Number(best.Cluster)}, J {ClusterView.Share(best.Resemblance)} with {best.Document}, {Count(matches)}");
            else ClusterView.Line($"{page.Key}: {Count(matches)}");
        }
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        string summary = string.Create(CultureInfo.InvariantCulture, $"{ClusterView.Count(pages, "page")}, of which {matching:N0} match; {rejected:N0} rejected; {seconds:0.00} s, {pages / Math.Max(seconds, 1e-3):N0} pages a second");
        if (json) Console.Error.WriteLine("dedup: " + summary);
        else ClusterView.Line(summary);
        return matching > 0;
    }

    /// <summary>The first page and the others, of which the second has been read already, to know that there are several.</summary>
    private static IEnumerable<SourceItem> All(SourceItem first, IEnumerator<SourceItem> others)
    {
        yield return first;
        do yield return others.Current;
        while (others.MoveNext());
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
