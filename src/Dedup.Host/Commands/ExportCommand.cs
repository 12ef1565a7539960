using System.CommandLine;
using System.Text;
using Dedup.Engine.Export;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup export documents|clusters|links|judgements|decisions</c>.</summary>
internal static class ExportCommand
{
    private static readonly string[] Kinds = ["documents", "clusters", "links", "judgements", "decisions"];

    private static readonly Dictionary<string, DecisionPolicy> Policies = new(StringComparer.Ordinal)
    {
        ["origin"] = DecisionPolicy.Origin,
        ["longest"] = DecisionPolicy.Longest,
        ["first-seen"] = DecisionPolicy.FirstSeen,
        ["per-site"] = DecisionPolicy.PerSite,
    };

    public static Command Create(Settings settings)
    {
        var what = new Argument<string>("WHAT") { Description = "documents, clusters, links, judgements (what analysts said with dedup link) or decisions" };
        what.AcceptOnlyFromAmong(Kinds);
        var format = new Option<string>("--format") { Description = "csv or jsonl", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var outFile = new Option<string?>("--out") { Description = "File to write (default: standard output); replaced whole when finished", HelpName = "FILE" };
        var withBody = new Option<bool>("--with-body") { Description = "Documents with their bodies" };
        var policy = new Option<string?>("--policy")
        {
            Description = "Decisions: which copy is kept: the likely origin, the longest, the one fetched first, or the likely origin on each site",
            HelpName = string.Join('|', Policies.Keys),
        };
        policy.AcceptOnlyFromAmong([.. Policies.Keys]);
        var withExcerpts = new Option<bool>("--with-excerpts") { Description = "Decisions: drop excerpts too, for their stories" };
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl" };
        var command = new Command("export",
            """
            Write a row for every document, cluster, link, judgement or decision; every field in every row.

            Decisions say of every document, by key, whether to keep or to drop it, and which kept document it is dropped for.
            Every removal is verified: the two bodies are the same, or a stored link is near, corrected or truncated; what was
            rewritten in other words is kept. So a cluster may
            keep several documents, where they are near its representative and not near one another. An origin, or what was
            seen first, may be shorter than its copies; longest keeps the fullest body.

            Examples:
              dedup export documents --format csv --out documents.csv
              dedup export documents --with-body | head -1
              dedup export links --out links.jsonl
              dedup export decisions --policy origin --out decisions.jsonl
              dedup export decisions --policy longest --with-excerpts --format csv --out decisions.csv
              dedup export decisions --policy per-site | grep '"decision":"keep"'
            """)
        { what, format, outFile, withBody, policy, withExcerpts, json };
        command.Validators.Add(result =>
        {
            // The words as they were typed, and nothing more said of a wrong one: to ask for its value would swallow its own fault.
            string? kind = result.GetResult(what)?.Tokens is [var word, ..] ? word.Value : null;
            if (!Kinds.Contains(kind)) return;
            if (result.GetValue(withBody) && kind != "documents") result.AddError("--with-body goes with documents only");
            if (kind == "decisions" && result.GetResult(policy) is null) result.AddError($"decisions need --policy: {string.Join(", ", Policies.Keys)}");
            if (kind != "decisions" && result.GetResult(policy) is not null) result.AddError("--policy goes with decisions only");
            if (kind != "decisions" && result.GetValue(withExcerpts)) result.AddError("--with-excerpts goes with decisions only");
            if (result.GetValue(json) && result.GetResult(format)?.Tokens is [{ Value: "csv" }, ..]) result.AddError("--json and --format csv exclude each other");
        });
        command.SetAction(parsed =>
        {
            IStore store = settings.Load(parsed).Store;
            if (parsed.GetValue(outFile) is string target && SqliteFile.Owns(store.Files, target))
                throw new ConfigurationException([$"--out {target}: is the database itself, or belongs to it; name another file"]);
            using Reader reader = Screen.OpenReader(store);
            ExportFormat exportFormat = parsed.GetValue(format) == "csv" ? ExportFormat.Csv : ExportFormat.JsonLines;
            DecisionCounts? decided = null;
            long Decide(TextWriter writer) =>
                (decided = Exporter.Decisions(reader, writer, exportFormat, Policies[parsed.GetValue(policy)!], parsed.GetValue(withExcerpts))).Documents;
            long Write(TextWriter writer) => parsed.GetValue(what) switch
            {
                "documents" => Exporter.Documents(reader, writer, exportFormat, parsed.GetValue(withBody)),
                "decisions" => Decide(writer),
                "judgements" => Exporter.Judgements(reader, writer, exportFormat),
                "clusters" => Exporter.Clusters(reader, writer, exportFormat),
                _ => Exporter.Links(reader, writer, exportFormat),
            };
            long rows;
            if (parsed.GetValue(outFile) is string path)
            {
                rows = WriteBeside(path, Write);
                if (decided is not null) Summarise(decided);
            }
            else
            {
                using var writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
                rows = Write(writer);
            }
            return rows > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static void Summarise(DecisionCounts c) => Console.Error.WriteLine(
        $"{ClusterView.Count(c.Documents, "document")}: {ClusterView.Number(c.Kept)} kept, {ClusterView.Number(c.Dropped)} dropped"
        + $" ({ClusterView.Number(c.Exact)} exact, {ClusterView.Number(c.Near)} near, {ClusterView.Number(c.Truncated)} truncated, {ClusterView.Count(c.Excerpts, "excerpt")})");

    /// <summary>Written beside and moved: a reader never sees half a file, and a failed export leaves the old one.</summary>
    private static long WriteBeside(string path, Func<TextWriter, long> write)
    {
        string partial = path + ".partial";
        try
        {
            long rows;
            using (var file = new FileStream(partial, FileMode.Create))
            using (var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16)) rows = write(writer);
            File.Move(partial, path, overwrite: true);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left of it would hold the room that is missing.
            if (File.Exists(partial)) File.Delete(partial);
            throw new IOException($"{path}: cannot be written ({e.Message}); make room and check the rights of its folder, then run the same command again", e);
        }
    }
}
