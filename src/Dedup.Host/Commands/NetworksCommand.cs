using System.CommandLine;
using Dedup.Core.Networks;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup networks</c>: sites that republish the same stories more than chance explains.</summary>
internal static class NetworksCommand
{
    public static Command Create(Settings settings)
    {
        var usual = new NetworkRule();
        var minSites = new Option<int>("--min-sites") { Description = $"Fewest sites of a network (default {usual.MinSites})", HelpName = "N", DefaultValueFactory = _ => usual.MinSites };
        var minStories = new Option<int>("--min-stories") { Description = $"Fewest stories that two tied sites share (default {usual.MinShared})", HelpName = "N", DefaultValueFactory = _ => usual.MinShared };
        foreach (Option<int> number in new[] { minSites, minStories })
        {
            number.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: string text }] && int.TryParse(text, out int value) && value < 2) result.AddError($"{number.Name} must be 2 or more");
            });
        }
        var pairs = new Option<bool>("--pairs") { Description = "List the tied pairs of sites, those of no network too, the surest first" };
        var limit = new Option<int>("--limit") { Description = "Most networks or pairs to list (default 20; 0 lists all)", HelpName = "N", DefaultValueFactory = _ => 20 };
        CommonOptions.NotNegative(limit);
        var json = CommonOptions.Json();
        var command = new Command("networks",
            """
            Find networks: sites that republish the same stories more than chance explains, the largest first. Chance keeps how many
            stories each site has and how many sites each story, among stories of one agency, language and year. Two sites are tied
            where they share twice what chance makes of it or more and the corrected p-value is 0.01 or less; each site of
            a network is tied with half of the others or more.

            Examples:
              dedup networks
              dedup networks --min-stories 3 --json
              dedup networks --pairs --limit 50
            """)
        { minSites, minStories, pairs, limit, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            SiteNetworks found = SiteNetworks.Of(reader, usual with
            {
                MinSites = parsed.GetValue(minSites),
                MinShared = parsed.GetValue(minStories),
                MinStories = parsed.GetValue(minStories),
            });
            int most = parsed.GetValue(limit) == 0 ? int.MaxValue : parsed.GetValue(limit);
            bool ties = parsed.GetValue(pairs);
            int count = ties ? found.Ties.Count : found.Networks.Count;
            if (parsed.GetValue(json)) Screen.Json(found with { Networks = ties ? [] : [.. found.Networks.Take(most)], Ties = ties ? [.. found.Ties.Take(most)] : [] });
            else NetworkView.Show(found, ties, most);
            if (count > most) Console.Error.WriteLine($"dedup: {count - most} more; --limit 0 lists all");
            // That there is no network among so many sites is an answer; where no two sites share a story nothing was asked.
            return found.Stories > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }
}
