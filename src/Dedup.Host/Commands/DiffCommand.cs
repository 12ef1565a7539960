using System.CommandLine;
using Dedup.Engine;
using Dedup.Engine.Explain;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup diff ID ID</c>: two bodies word by word.</summary>
internal static class DiffCommand
{
    public static Command Create(Settings settings)
    {
        var first = new Argument<string>("ID") { Description = "Key of a document, or number of a cluster for its representative" };
        var second = new Argument<string>("OTHER") { Description = "The document or cluster to compare it with" };
        var document = new Option<bool>("--document") { Description = "Both are documents' keys, though they look like numbers" };
        var full = new Option<bool>("--full") { Description = "Show every word; long unchanged runs are shortened otherwise" };
        var json = CommonOptions.Json();
        var command = new Command("diff",
            """
            Compare two bodies word by word, and say what they are to each other. On a terminal deleted words are red and added
            ones green; elsewhere they stand in [-deleted-] and {+added+}.

            Examples:
              dedup diff calder-1014.txt elmsworth-0144.txt
              dedup diff 12 calder-1014.txt --full
              dedup diff 12 17 --json
            """)
        { first, second, document, full, json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            using Reader reader = Screen.OpenReader(options.Store);
            Subject? a = Subject.Find(reader, parsed.GetValue(first)!, parsed.GetValue(document));
            Subject? b = Subject.Find(reader, parsed.GetValue(second)!, parsed.GetValue(document));
            if (a is null || b is null) return ExitCodes.NothingFound;
            DocumentDiff diff = DocumentDiff.Of(reader, options, a.Document, b.Document);
            if (parsed.GetValue(json)) Screen.Json(diff);
            else DiffView.Show(diff, parsed.GetValue(full));
            return ExitCodes.Done;
        });
        return command;
    }
}
