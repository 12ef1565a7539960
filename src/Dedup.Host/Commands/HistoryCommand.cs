using System.CommandLine;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup history CLUSTER</c>: what became of a cluster id.</summary>
internal static class HistoryCommand
{
    public static Command Create(Settings settings)
    {
        var cluster = new Argument<long>("CLUSTER") { Description = "Number of a cluster, of a merged or vanished one too" };
        var json = CommonOptions.Json();
        var command = new Command("history",
            """
            Tell what became of a cluster, oldest first: created, grown, merged, split, represented by another, vanished.

            Examples:
              dedup history 12
              dedup history 12 --json
            """)
        { cluster, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            long id = parsed.GetValue(cluster);
            if (ClusterPast.Of(reader, id) is not ClusterPast past)
            {
                Console.Error.WriteLine($"dedup: there is and was no cluster {id}; 'dedup clusters' lists those there are");
                return ExitCodes.NothingFound;
            }
            if (parsed.GetValue(json)) Screen.Json(past);
            else Show(past);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(ClusterPast past)
    {
        ClusterView.Line($"cluster {past.Cluster}");
        foreach (ClusterEvent e in past.Events) ClusterView.Line($"  run {e.Run}, {e.Started}: {e.Words}");
        if (past.Events.Count == 0) ClusterView.Line("  no events: nothing happened to it since history is kept");
        ClusterView.Judgements(past.Judgements);
        ClusterView.Line(past.State switch
        {
            ClusterPast.Live => $"now: {ClusterView.Count(past.Documents, "document")}, {past.Title ?? "(no title)"}",
            ClusterPast.Merged when past.HeirState == ClusterPast.Live =>
                $"now: merged into cluster {past.Heir}, {ClusterView.Count(past.Documents, "document")}, {past.Title ?? "(no title)"}",
            ClusterPast.Merged => $"now: merged into cluster {past.Heir}, which has vanished since",
            _ => "now: vanished",
        });
    }
}
