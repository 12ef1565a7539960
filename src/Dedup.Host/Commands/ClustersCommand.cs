using System.CommandLine;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup clusters</c>: lists clusters by filter.</summary>
internal static class ClustersCommand
{
    public static Command Create(Settings settings)
    {
        var minSize = new Option<int>("--min-size") { Description = "Fewest pages (default 2; 1 lists lone pages too)", HelpName = "N", DefaultValueFactory = _ => 2 };
        var maxSize = new Option<int?>("--max-size") { Description = "Most pages", HelpName = "N" };
        var minSites = new Option<int>("--min-sites") { Description = "Fewest distinct sites", HelpName = "N" };
        var site = new Option<string?>("--site") { Description = "A member stands on this site", HelpName = "NAME" };
        var agency = new Option<string?>("--agency") { Description = "A member credits this agency, for example AP", HelpName = "NAME" };
        var from = CommonOptions.Day("--from", "A member claims this day or a later one");
        var to = CommonOptions.Day("--to", "A member claims this day or an earlier one");
        var words = new Option<string[]>("--words") { Description = "Words that stand in the title of a member", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
        var sort = new Option<ClusterSort>("--sort") { Description = "Order of the list", DefaultValueFactory = _ => ClusterSort.Size };
        var limit = new Option<int>("--limit") { Description = "Most clusters to list (default 20)", HelpName = "N", DefaultValueFactory = _ => 20 };
        var json = CommonOptions.Json();
        foreach (Option<int> number in new[] { minSize, minSites, limit }) CommonOptions.NotNegative(number);
        var command = new Command("clusters",
            """
            List clusters, the largest first.

            Examples:
              dedup clusters --min-sites 3 --agency Reuters
              dedup clusters --site PrimeAxis --from 2024-01-01 --sort newest
              dedup clusters --words wildfire Chile --json
            """)
        { minSize, maxSize, minSites, site, agency, from, to, words, sort, limit, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            IReadOnlyList<ClusterRow> clusters = reader.Clusters(new ClusterFilter
            {
                MinDocuments = parsed.GetValue(minSize),
                MaxDocuments = parsed.GetValue(maxSize),
                MinSites = parsed.GetValue(minSites),
                Site = parsed.GetValue(site),
                Agency = parsed.GetValue(agency),
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Words = parsed.GetValue(words) ?? [],
                Sort = parsed.GetValue(sort),
                Limit = parsed.GetValue(limit),
            }).Clusters;
            if (parsed.GetValue(json)) Screen.Json(clusters);
            else if (clusters.Count > 0) ClusterView.List(clusters);
            else Console.Error.WriteLine("dedup: no cluster passes the filter");
            return clusters.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }
}
