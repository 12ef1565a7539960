using System.CommandLine;
using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup sites [NAME]</c>: lists sites, or shows what is known of one.</summary>
internal static class SitesCommand
{
    public static Command Create(Settings settings)
    {
        var name = new Argument<string?>("NAME") { Description = "Name of a site, in any case; none lists all", Arity = ArgumentArity.ZeroOrOne };
        var minDocuments = new Option<int>("--min-documents") { Description = "Fewest documents of a listed site", HelpName = "N" };
        var sort = new Option<SiteSort>("--sort") { Description = "Order of the list", DefaultValueFactory = _ => SiteSort.Documents };
        var limit = new Option<int>("--limit") { Description = "Most sites to list (default 20; 0 lists all)", HelpName = "N", DefaultValueFactory = _ => 20 };
        foreach (Option<int> number in new[] { minDocuments, limit }) CommonOptions.NotNegative(number);
        var json = CommonOptions.Json();
        var command = new Command("sites",
            """
            List sites: documents, clusters of two sites or more in which they stand, and how much of what they publish are copies.
            With NAME, show one: what it republishes, whom it credits, what speaks against its dates, and which sites carry the
            same stories, with what chance would make of that.

            Examples:
              dedup sites
              dedup sites --sort name --limit 0 --json
              dedup sites Newsbasket
            """)
        { name, minDocuments, sort, limit, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            return parsed.GetValue(name) is string site
                ? Profile(reader, site, parsed.GetValue(json))
                : List(reader, new SiteFilter { MinDocuments = parsed.GetValue(minDocuments), Sort = parsed.GetValue(sort) }, parsed.GetValue(limit), parsed.GetValue(json));
        });
        return command;
    }

    private static int List(Reader reader, SiteFilter filter, int limit, bool json)
    {
        int most = limit == 0 ? int.MaxValue - 1 : limit;
        // One more tells whether there is one.
        IReadOnlyList<SiteRow> sites = SiteTable.Read(reader).List(filter with { Limit = most + 1 });
        if (json) Screen.Json(sites.Take(most));
        else if (sites.Count > 0) SiteView.List([.. sites.Take(most)]);
        if (sites.Count > most) Console.Error.WriteLine($"dedup: more than {most} sites; --limit 0 lists all");
        if (sites.Count == 0) Console.Error.WriteLine("dedup: no stored page shows its site, or none of one with so many");
        return sites.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
    }

    private static int Profile(Reader reader, string site, bool json)
    {
        if (string.IsNullOrWhiteSpace(site) || SiteProfile.Of(reader, site) is not SiteProfile profile)
        {
            Console.Error.WriteLine($"dedup: no stored page is of a site '{site}'; 'dedup sites' lists those there are");
            return ExitCodes.NothingFound;
        }
        if (json) Screen.Json(profile);
        else SiteView.Show(profile);
        return ExitCodes.Done;
    }
}
