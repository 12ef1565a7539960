using System.CommandLine;
using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup search WORDS</c>: finds documents, or clusters, by words.</summary>
internal static class SearchCommand
{
    /// <summary>Documents between two words about how far it is.</summary>
    private const int Step = 2_000;

    public static Command Create(Settings settings)
    {
        var words = new Argument<string[]>("WORDS") { Description = "Words that all occur; none lists everything, the newest first", Arity = ArgumentArity.ZeroOrMore };
        var clusters = new Option<bool>("--clusters") { Description = "List the clusters with such a member, the largest first" };
        var site = new Option<string?>("--site") { Description = "It stands on this site", HelpName = "NAME" };
        var agency = new Option<string?>("--agency") { Description = "It credits this agency, for example AP", HelpName = "NAME" };
        var from = CommonOptions.Day("--from", "It claims this day or a later one");
        var to = CommonOptions.Day("--to", "It claims this day or an earlier one");
        var limit = new Option<int>("--limit") { Description = "Most to list (default 20)", HelpName = "N", DefaultValueFactory = _ => 20 };
        CommonOptions.NotNegative(limit);
        var json = CommonOptions.Json();
        var command = new Command("search",
            """
            Find documents by words of their titles and of the beginning of their bodies, what fits best first: all words must
            occur, in any order. '"two words"' stand together, begin* begins a word, title:word stands in the title, and
            '-word' in the same quotes as the others must not occur. What has changed is taken into the search index first.

            Examples:
              dedup search wildfire Chile
              dedup search 'title:verdict -wildfire' --limit 5 --json
              dedup search Ohio --clusters --from 2023-01-01
            """)
        { words, clusters, site, agency, from, to, limit, json };
        command.SetAction((parsed, cancellation) =>
        {
            DedupOptions options = settings.Load(parsed);
            bool isJson = parsed.GetValue(json);
            CatchUp(options, isJson, cancellation);
            using Reader reader = Screen.OpenReader(options.Store);
            string query = string.Join(' ', parsed.GetValue(words) ?? []);
            if (query.Length > 0 && SearchQuery.Parse(query).IsEmpty) Console.Error.WriteLine("dedup: the words ask for nothing that must occur; everything is listed");
            int found;
            if (parsed.GetValue(clusters))
            {
                ClusterPage page = reader.Clusters(new ClusterFilter
                {
                    Query = query,
                    MinDocuments = 1,
                    Site = parsed.GetValue(site),
                    Agency = parsed.GetValue(agency),
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    Limit = parsed.GetValue(limit),
                });
                found = page.Clusters.Count;
                Say(page.Search);
                if (isJson) Screen.Json(page.Clusters);
                else if (found > 0) ClusterView.List(page.Clusters);
            }
            else
            {
                DocumentPage page = reader.SearchDocuments(new DocumentFilter
                {
                    Query = query,
                    Site = parsed.GetValue(site),
                    Agency = parsed.GetValue(agency),
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    Limit = parsed.GetValue(limit),
                });
                found = page.Documents.Count;
                Say(page.Search);
                if (isJson) Screen.Json(page.Documents);
                else if (found > 0) Print(page.Documents);
            }
            if (found == 0) Console.Error.WriteLine("dedup: nothing is found");
            return Task.FromResult(found > 0 ? ExitCodes.Done : ExitCodes.NothingFound);
        });
        return command;
    }

    /// <summary>Takes up what has changed, unless another process does, or the place cannot be written.</summary>
    private static void CatchUp(DedupOptions options, bool quiet, CancellationToken cancellation)
    {
        // A database that cannot be read is told as by every other command.
        new Reader(options.Store).Dispose();
        try
        {
            using SearchIndexer? indexer = SearchIndexer.TryOpen(options);
            if (indexer is null) return;
            Screen.WithCounter(quiet, say =>
            {
                long remaining;
                while ((remaining = indexer.CatchUp(Step, cancellation)) > 0) say($"indexing, {remaining:N0} changes remain");
                return remaining;
            });
        }
        catch (DatabaseException e)
        {
            Console.Error.WriteLine($"dedup: the search index was not brought up to date: {e.Message}");
        }
    }

    private static void Say(SearchIndexState? state)
    {
        if (state is null or { Health: SearchIndexHealth.Usable, Behind: 0 }) return;
        Console.Error.WriteLine(state.Health == SearchIndexHealth.Usable
            ? $"dedup: the search index is {ClusterView.Count(state.Behind, "change")} behind; another process brings it up to date"
            : "dedup: without a search index only titles are looked at");
    }

    private static void Print(IReadOnlyList<SearchedDocument> documents)
    {
        Table table = Screen.Table("document", "cluster", "relation", "site", "claimed", "agency", "title");
        foreach ((DocumentRow d, _) in documents)
            table.Row(d.Key, ClusterView.Number(d.Cluster), d.Relation, d.Site, d.Published, d.Agency, d.Title ?? "(no title)");
        Screen.Write(table);
    }
}
