using System.CommandLine;
using System.Globalization;
using Dedup.Distributed.Cluster;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup cluster</c>: the hosts that share a database.</summary>
internal static class ClusterCommand
{
    public static Command Create(Settings settings)
    {
        Command command = Listing(settings, "cluster",
            """
            List the hosts that share a database of PostgreSQL, its candidate shards with the host that holds each, and what waits to be stored. It asks the
            database alone, from any machine that reaches it. A host joins by 'dedup serve' with Dedup:Cluster:Address. Exit code 1: no host is active.

            Examples:
              dedup cluster status --db "Host=localhost;Database=dedup"
              dedup cluster status --db "Host=localhost;Database=dedup" --json
            """);
        command.Add(Listing(settings, "status", "The same"));
        return command;
    }

    private static Command Listing(Settings settings, string name, string description)
    {
        var json = CommonOptions.Json();
        var command = new Command(name, description) { json };
        command.SetAction(parsed =>
        {
            DedupOptions options = settings.Load(parsed);
            if (options.Store is not PostgresStore store)
                throw new ConfigurationException([$"the database is the file {options.Store.Name}; a cluster shares a database of PostgreSQL: --db \"Host=...;Database=...\""]);
            ClusterStatus status = ClusterStatus.Read(store, options.Cluster.Name);
            if (parsed.GetValue(json)) Screen.Json(status);
            else Print(status);
            return status.Hosts.Any(host => host.State == "active") ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static void Print(ClusterStatus status)
    {
        int active = status.Hosts.Count(host => host.State == "active");
        ClusterView.Line($"{status.Cluster} on {status.Database}: {(active == 0 ? "no host is active" : ClusterView.Count(active, "active host"))}, {ClusterView.Count(status.Shards.Count, "shard")}");
        Lag lag = status.Lag;
        ClusterView.Line(lag.Pages + lag.Jobs == 0 ? "  nothing waits to be stored"
            : string.Create(CultureInfo.InvariantCulture, $"  {lag.Pages:N0} pages and {lag.Jobs:N0} jobs wait to be stored, {lag.Bytes / 1e6:N1} MB, the oldest for {lag.OldestSeconds:N0} s"));
        if (lag.Unlinked + lag.Unclustered > 0) ClusterView.Line(string.Create(CultureInfo.InvariantCulture, $"  {lag.Unlinked:N0} bodies wait for their links, {lag.Unclustered:N0} for their clusters"));
        Table hosts = Screen.Table("host", "name", "state", "since", "silent s", "shards", "writes");
        foreach (HostRow host in status.Hosts)
        {
            hosts.Row(host.Address, host.Name, host.State, host.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), host.SilentSeconds.ToString("N0", CultureInfo.InvariantCulture),
                ClusterView.Number(host.Shards), host.Writes ? "yes" : "");
        }
        Screen.Write(hosts);
        if (status.Shards.Count == 0) return;
        Table shards = Screen.Table("shard", "host", "bodies", "epoch", "log entries", "log MB");
        foreach (ShardRow shard in status.Shards)
        {
            shards.Row(ClusterView.Number(shard.Shard), shard.Host, ClusterView.Number(shard.Bodies), ClusterView.Number(shard.Epoch), ClusterView.Number(shard.LogEntries),
                (shard.LogBytes / 1e6).ToString("N1", CultureInfo.InvariantCulture));
        }
        Screen.Write(shards);
    }
}
