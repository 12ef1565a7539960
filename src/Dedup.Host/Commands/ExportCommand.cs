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
                rows = WriteBeside(path, Write);
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
