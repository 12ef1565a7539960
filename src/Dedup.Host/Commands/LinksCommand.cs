using System.CommandLine;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup links</c>: what analysts have said.</summary>
internal static class LinksCommand
{
    public static Command Create(Settings settings)
    {
        var json = CommonOptions.Json();
        var command = new Command("links",
            """
            List what was said of documents with 'dedup link', and whether it holds: not where a document is not stored, where two
            that are different have come to carry the same body, or where it was overruled by words that tell documents apart.

            Example:
              dedup links --json
            """)
        { json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            List<JudgementRow> judgements = [.. JudgementRow.All(reader)];
            if (parsed.GetValue(json)) Screen.Json(judgements);
            else judgements.ForEach(JudgementView.Show);
            if (judgements.Count == 0) Console.Error.WriteLine("dedup: nothing was said of any document; 'dedup link' says it");
            return judgements.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }
}
