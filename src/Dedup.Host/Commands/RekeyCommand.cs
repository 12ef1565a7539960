using System.CommandLine;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup rekey OLD NEW</c>: another key for a document.</summary>
internal static class RekeyCommand
{
    public static Command Create(Settings settings)
    {
        var before = new Argument<string>("OLD") { Description = "Key of a document" };
        var after = new Argument<string>("NEW") { Description = "The key that it shall have" };
        var json = CommonOptions.Json();
        var command = new Command("rekey",
            """
            Give a document another key. It keeps all that is known of it, its cluster, and what was said of it with 'dedup link'.
            The next crawl must deliver its page under the new key, or it comes as another document.

            Example:
              dedup rekey haigang-0206.txt haigang/206
            """)
        { before, after, json };
        command.Validators.Add(result =>
        {
            (string? old, string? wanted) = (result.GetValue(before), result.GetValue(after));
            if (string.IsNullOrWhiteSpace(wanted)) result.AddError("NEW must not be empty");
            else if (Page.KeyFault(wanted) is string fault) result.AddError($"NEW cannot be a key: {fault}");
            else if (old == wanted) result.AddError($"'{wanted}' is the key that it has");
        });
        command.SetAction(parsed =>
        {
            RekeySummary s = new Rekeyer(settings.Load(parsed), TimeProvider.System).Run(parsed.GetValue(before)!, parsed.GetValue(after)!);
            if (s.Run is null)
            {
                Console.Error.WriteLine($"dedup: no document '{Screen.Plain(s.Before)}'; 'dedup export documents' lists them");
                return ExitCodes.NothingFound;
            }
            if (parsed.GetValue(json)) Screen.Json(s);
            else ClusterView.Line($"document {s.Before} is now {s.After}");
            return ExitCodes.Done;
        });
        return command;
    }
}
