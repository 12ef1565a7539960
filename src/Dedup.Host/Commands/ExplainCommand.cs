using System.CommandLine;
using Dedup.Engine;
using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup explain FILE|KEY</c>: every decision about one page, with its grounds.</summary>
internal static class ExplainCommand
{
    public static Command Create(Settings settings)
    {
        var page = new Argument<string>("FILE|KEY") { Description = "Key of a stored document, or a file with one page, or - for standard input" };
        var asKey = new Option<bool>("--key") { Description = "It is a key, though a file has that name" };
        var asFile = new Option<bool>("--file") { Description = "It is a file, though a document has that key" };
        var json = CommonOptions.Json();
        var command = new Command("explain",
            """
            Explain a page: why each line was kept or dropped, the words that show each field, the sketch, every candidate
            with its verdict, the cluster and why this one. A file is explained as if it were taken in, and is not stored.

            Examples:
              dedup explain calder-1014.txt
              dedup explain page.txt --file
              dedup explain calder-1014.txt --json
            """)
        { page, asKey, asFile, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(asKey) && result.GetValue(asFile)) result.AddError("--key and --file exclude each other");
        });
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            string wanted = parsed.GetValue(page)!;
            bool keyOnly = parsed.GetValue(asKey);
            using Reader? reader = options.Store.Exists() || keyOnly ? Screen.OpenReader(options.Store) : null;
            var explainer = new Explainer(reader, options);
            bool isFile = wanted == PageSource.StandardInput || File.Exists(wanted);
            bool isKey = explainer.IsStored(wanted);
            if (isKey && isFile && !keyOnly && !parsed.GetValue(asFile))
                Console.Error.WriteLine($"dedup: '{wanted}' is the key of a document and the name of a file: this is the stored document; --file explains the file");
            Explanation? explanation = null;
            if (isKey && !parsed.GetValue(asFile)) explanation = explainer.Document(wanted);
            else if (isFile && !keyOnly) explanation = explainer.Page(SinglePage.Read(wanted, options));
            if (explanation is null)
            {
                string what = keyOnly ? "document" : parsed.GetValue(asFile) ? "file" : "document and no file";
                Console.Error.WriteLine($"dedup: no {what} '{wanted}'; name a key that 'dedup export documents' lists, or the path of a file with one page");
                return ExitCodes.NothingFound;
            }
            if (parsed.GetValue(json)) Screen.Json(explanation);
            else ExplanationView.Show(explanation);
            return ExitCodes.Done;
        });
        return command;
    }
}
