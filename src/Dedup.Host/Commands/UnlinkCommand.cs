using System.CommandLine;
using Dedup.Engine.Judging;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup unlink A B</c>: an analyst's word is taken back.</summary>
internal static class UnlinkCommand
{
    public static Command Create(Settings settings)
    {
        var a = new Argument<string>("A") { Description = "Key of a document, stored or not" };
        var b = new Argument<string>("B") { Description = "Key of the other" };
        var json = CommonOptions.Json();
        var command = new Command("unlink",
            """
            Take back what was said of two documents with 'dedup link'. Their clusters are as if it had never been said.

            Example:
              dedup unlink calder-1014.txt calder-0662.txt
            """)
        { a, b, json };
        command.SetAction(parsed =>
        {
            JudgeSummary s = new Judge(settings.Load(parsed), TimeProvider.System).Unlink(parsed.GetValue(a)!, parsed.GetValue(b)!);
            if (s.Judgement is not JudgementRow judgement)
            {
                Console.Error.WriteLine($"dedup: nothing was said of '{Screen.Plain(parsed.GetValue(a))}' and '{Screen.Plain(parsed.GetValue(b))}'; 'dedup links' lists what was");
                return ExitCodes.NothingFound;
            }
            if (parsed.GetValue(json)) Screen.Json(s);
            else JudgementView.Show(judgement);
            return ExitCodes.Done;
        });
        return command;
    }
}
