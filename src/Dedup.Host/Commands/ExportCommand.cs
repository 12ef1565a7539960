using System.CommandLine;
using System.Text;
using Dedup.Engine.Export;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup export documents|clusters|links</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(Settings settings)
    {
        var what = new Argument<string>("WHAT") { Description = "documents, clusters or links" };
        what.AcceptOnlyFromAmong("documents", "clusters", "links");
        var format = new Option<string>("--format") { Description = "csv or jsonl", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var outFile = new Option<string?>("--out") { Description = "File to write (default: standard output); replaced whole when finished", HelpName = "FILE" };
        var withBody = new Option<bool>("--with-body") { Description = "Documents with their bodies" };
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl" };
        var command = new Command("export",
            """
            Write a row for every document, cluster or link; every field in every row.

            Examples:
              dedup export documents --format csv --out documents.csv
              dedup export documents --with-body | head -1
              dedup export links --out links.jsonl
            """)
        { what, format, outFile, withBody, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(withBody) && result.GetValue(what) != "documents") result.AddError("--with-body goes with documents only");
            if (result.GetValue(json) && result.GetValue(format) == "csv") result.AddError("--json and --format csv exclude each other");
        });
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Database);
            ExportFormat exportFormat = parsed.GetValue(format) == "csv" ? ExportFormat.Csv : ExportFormat.JsonLines;
            long Write(TextWriter writer) => parsed.GetValue(what) switch
            {
                "documents" => Exporter.Documents(reader, writer, exportFormat, parsed.GetValue(withBody)),
                "clusters" => Exporter.Clusters(reader, writer, exportFormat),
                _ => Exporter.Links(reader, writer, exportFormat),
            };
            long rows;
            if (parsed.GetValue(outFile) is string path)
            {
                // Written beside and moved: a reader never sees half a file, and a failed export leaves the old one.
                string partial = path + ".partial";
                using (var writer = new StreamWriter(partial, false, new UTF8Encoding(false), 1 << 16)) rows = Write(writer);
                File.Move(partial, path, overwrite: true);
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
}
