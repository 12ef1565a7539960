using System.CommandLine;
using System.Text.Json;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup show ID</c>: a cluster or a document, its links and why.</summary>
internal static class ShowCommand
{
    public static Command Create(Settings settings)
    {
        var id = new Argument<string>("ID") { Description = "Number of a cluster, or key of a document" };
        var document = new Option<bool>("--document") { Description = "ID is a document's key, though it looks like a number" };
        var json = CommonOptions.Json();
        var command = new Command("show",
            """
            Show a cluster (members, dates, sites, links and why) or a document (fields with the words that show them, links).

            Examples:
              dedup show 12
              dedup show calder-1014.txt
            """)
        { id, document, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            if (Subject.Find(reader, parsed.GetValue(id)!, parsed.GetValue(document)) is not Subject subject) return ExitCodes.NothingFound;
            if (subject.Cluster is not null) ShowCluster(reader, subject.Cluster, subject.Asked, parsed.GetValue(json));
            else ShowDocument(reader, subject.Document, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void ShowCluster(Reader reader, ClusterRow cluster, long asked, bool json)
    {
        IReadOnlyList<DocumentRow> members = reader.Members(cluster.Cluster);
        IReadOnlyList<DocumentRow> excerpts = reader.Excerpts(cluster.Cluster);
        IReadOnlyList<LinkRow> links = reader.LinksOfCluster(cluster.Cluster);
        IReadOnlyList<DateConflict> conflicts = DateConflicts.Of(members);
        IReadOnlyList<JudgementRow> judgements = JudgementRow.OfCluster(reader, cluster.Cluster);
        if (json)
        {
            Screen.Json(new { Cluster = cluster, Members = members, Excerpts = excerpts, Links = links, Conflicts = conflicts, Judgements = judgements });
            return;
        }
        if (asked != cluster.Cluster) ClusterView.Line($"cluster {asked} was merged into {cluster.Cluster}");
        ClusterView.Show(cluster, members, excerpts, links, conflicts, judgements);
    }

    private static void ShowDocument(Reader reader, DocumentRow row, bool json)
    {
        IReadOnlyList<LinkRow> links = reader.LinksOfDocument(row.Key);
        CopyDates dates = CopyDates.Of(row);
        IReadOnlyList<DateConflict> conflicts = DateConflicts.Of(dates, reader.Members(row.Cluster));
        IReadOnlyList<JudgementRow> judgements = JudgementRow.OfDocument(reader, row.Key);
        using var evidence = JsonDocument.Parse(reader.Evidence(row.Key));
        if (json)
        {
            Screen.Json(new { Document = row, Evidence = evidence.RootElement, dates.Claims, Conflicts = conflicts, Links = links, Judgements = judgements });
            return;
        }
        ClusterView.Line($"document {row.Key}");
        string? Words(string field) => evidence.RootElement.TryGetProperty(field, out JsonElement words) ? words.GetString() : null;
        ClusterView.Fields(
        [
            ("site", row.Site, Words("site")), ("section", row.Section, Words("section")), ("title", row.Title, Words("title")),
            ("published", row.Published, Words("published")), ("agency", row.Agency, Words("agency")), ("dateline", row.Dateline, Words("dateline")),
            ("byline", row.Byline, Words("byline")), ("language", row.Language, Words("language")),
        ]);
        ClusterView.Claims(dates.Claims);
        ClusterView.Conflicts(conflicts, named: false);
        ClusterView.Line($"  {"words",-10} {ClusterView.Number(row.Words)}");
        ClusterView.Line($"  {"cluster",-10} {row.Cluster}: {row.Relation}, resemblance to the representative {ClusterView.Share(row.Resemblance)}"
            + (row.ExcerptOf is null ? "" : $"; an excerpt of cluster {row.ExcerptOf}"));
        ClusterView.Judgements(judgements);
        ClusterView.Links(links);
    }
}
