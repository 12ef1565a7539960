using System.CommandLine;
using Dedup.Engine.Judging;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup link A B --same|--different</c>: an analyst's word on two documents.</summary>
internal static class LinkCommand
{
    public static Command Create(Settings settings)
    {
        var a = new Argument<string>("A") { Description = "Key of a document" };
        var b = new Argument<string>("B") { Description = "Key of another" };
        var same = new Option<bool>("--same") { Description = "They are one story: their clusters are joined" };
        var different = new Option<bool>("--different") { Description = "They are two stories: they are never in one cluster" };
        var why = new Option<string?>("--why") { Description = "The grounds, for whoever asks later", HelpName = "TEXT" };
        var by = new Option<string?>("--by") { Description = "Who says so", HelpName = "WHO" };
        var json = CommonOptions.Json();
        var command = new Command("link",
            """
            Say that two documents are one story, or two, whatever the figures say. The word is kept by their keys: it outlives
            rebuild, changed bodies, and the deletion and return of a page. One story: the smaller cluster joins the larger, and
            a page that no verified link ties to the representative is shown as linked; nothing else is joined by it. Two stories:
            who is nearer to the representative stays. A word that contradicts others is refused, and they are named.

            Examples:
              dedup link calder-1014.txt calder-0662.txt --same --why "the wrap leads with this story" --by "R. Quell"
              dedup link elmsworth-0144.txt danforth-0688.txt --different --why "the second is a day older"
            """)
        { a, b, same, different, why, by, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(same) == result.GetValue(different)) result.AddError("say either --same or --different");
            // To ask for the value of a flag that has none would swallow its own fault.
            if (result.GetResult(why) is not { } grounds || (grounds.Tokens is [{ Value: string text }] && string.IsNullOrWhiteSpace(text))) result.AddError("say --why: a word without its grounds is of no use later");
            if (result.GetValue(a) == result.GetValue(b)) result.AddError("A and B are one document");
        });
        command.SetAction(parsed =>
        {
            JudgeSummary s = new Judge(settings.Load(parsed), TimeProvider.System).Link(
                parsed.GetValue(a)!, parsed.GetValue(b)!, parsed.GetValue(same), parsed.GetValue(why)!, string.IsNullOrWhiteSpace(parsed.GetValue(by)) ? null : parsed.GetValue(by));
            foreach (string key in s.Unknown) Console.Error.WriteLine($"dedup: no document '{Screen.Plain(key)}'; 'dedup export documents' lists them");
            if (s.Judgement is not JudgementRow judgement) return ExitCodes.NothingFound;
            if (s.Replaced is JudgementRow before) Console.Error.WriteLine($"dedup: this takes the place of what was said before: {Screen.Plain(before.Words)}");
            if (parsed.GetValue(json)) Screen.Json(s);
            else JudgementView.Show(judgement);
            return ExitCodes.Done;
        });
        return command;
    }
}
