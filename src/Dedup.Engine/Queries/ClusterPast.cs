using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Dedup.Engine.Queries;

/// <summary>What became of a cluster id, and what it is now.</summary>
/// <param name="Cluster">The id.</param>
/// <param name="State">live, merged or vanished.</param>
/// <param name="Heir">The cluster that took its documents, where it is merged.</param>
/// <param name="HeirState">live or vanished, where it is merged.</param>
/// <param name="Documents">Member documents of the cluster, or of its heir; 0 where neither is there.</param>
/// <param name="Title">Headline of that one's representative.</param>
/// <param name="Events">What happened to it, oldest first; nothing of what happened before history was kept.</param>
/// <param name="Judgements">What analysts have said of its documents, or of its heir's.</param>
public sealed record ClusterPast(
    long Cluster, string State, long? Heir, string? HeirState, long Documents, string? Title, IReadOnlyList<ClusterEvent> Events,
    IReadOnlyList<JudgementRow> Judgements)
{
    /// <summary>It stands under this id.</summary>
    public const string Live = "live";

    /// <summary>Its documents went into another cluster.</summary>
    public const string Merged = "merged";

    /// <summary>Its pages are gone or tell other stories.</summary>
    public const string Vanished = "vanished";

    /// <summary>The past of an id, merged and vanished ones too; null for one that the database has never heard of.</summary>
    public static ClusterPast? Of(Reader reader, long cluster)
    {
        ArgumentNullException.ThrowIfNull(reader);
        DbConnection connection = reader.Connection;
        List<EventRow> rows = [.. connection.Query<EventRow>(
            """
            SELECT e.run_id AS Run, r.command AS Command, r.started AS Started, r.sources AS Sources, e.cluster_id AS Cluster, e.event AS Event, e.other_id AS Other,
                   e.documents AS Documents, e.detail AS Detail
            FROM cluster_events e JOIN runs r ON r.id = e.run_id WHERE e.cluster_id = @cluster OR e.other_id = @cluster ORDER BY e.id
            """, new { cluster })];
        long? heir = connection.ExecuteScalar<long?>("SELECT heir_id FROM redirects WHERE cluster_id = @cluster", new { cluster });
        // An id that is redirected gives its heir.
        ClusterRow? now = reader.Cluster(cluster);
        if (rows.Count == 0 && heir is null && now is null) return null;
        return new ClusterPast(
            cluster, heir is not null ? Merged : now is not null ? Live : Vanished, heir, heir is null ? null : now is not null ? Live : Vanished,
            now?.Documents ?? 0, now?.Title, [.. Tell(rows, cluster)], now is null ? [] : JudgementRow.OfCluster(reader, now.Cluster));
    }

    private static IEnumerable<ClusterEvent> Tell(List<EventRow> rows, long cluster)
    {
        long? size = null;
        foreach (EventRow row in rows)
        {
            bool own = row.Cluster == cluster;
            string words = Words(row, own, size) + Cause(row);
            if (own && row.Event is "created" or "resized") size = row.Documents;
            yield return new ClusterEvent(
                row.Run, row.Command, row.Started, row.Event, row.Cluster, row.Other, row.Documents, row.Detail, words);
        }
    }

    /// <summary>What an analyst said or took back, where that was the cause.</summary>
    private static string Cause(EventRow row) =>
        row.Command is "link" or "unlink" && JsonSerializer.Deserialize<string[]>(row.Sources) is [string said, ..] ? $"; {said}" : "";

    /// <param name="row">The event.</param>
    /// <param name="own">Whether it is the cluster's own, or another's in which it is named.</param>
    /// <param name="size">Documents that the cluster had before, where known.</param>
    private static string Words(EventRow row, bool own, long? size) => row.Event switch
    {
        "created" => $"created with {Count(row.Documents)}, represented by {row.Detail}",
        "resized" => size is null ? $"has {Count(row.Documents)}" : $"{(row.Documents > size ? "grew" : "shrank")} from {size} to {Count(row.Documents)}",
        "represented" => $"represented by {row.Detail} from now on",
        "split" => own ? $"{Count(row.Documents)} of cluster {row.Other} came here" : $"{Count(row.Documents)} went to cluster {row.Cluster}",
        "joined" => own ? $"{Count(row.Documents)} of cluster {row.Other} came here, the rest went elsewhere" : $"{Count(row.Documents)} went to cluster {row.Cluster}",
        "merged" => own ? $"merged into {row.Other} with {Count(row.Documents)}" : $"cluster {row.Cluster} was merged into this one with {Count(row.Documents)}",
        "vanished" => "vanished: its pages are gone or tell other stories",
        _ => row.Event,
    };

    private static string Count(long documents) => string.Create(CultureInfo.InvariantCulture, $"{documents:N0} document{(documents == 1 ? "" : "s")}");

    // A class with settable properties: of an empty result SQLite knows no column types, and Dapper then finds no constructor.
    private sealed class EventRow
    {
        public long Run { get; init; }

        public required string Command { get; init; }

        public required string Started { get; init; }

        public required string Sources { get; init; }

        public long Cluster { get; init; }

        public required string Event { get; init; }

        public long? Other { get; init; }

        public long Documents { get; init; }

        public string? Detail { get; init; }
    }
}

/// <summary>Something that happened to a cluster.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Command">Command of the run.</param>
/// <param name="Started">When the run started, ISO 8601.</param>
/// <param name="Event">created, split, joined, merged, resized, represented or vanished.</param>
/// <param name="Cluster">The cluster to which it happened.</param>
/// <param name="Other">The other cluster: of split and joined the one that documents came from, of merged the one they went to.</param>
/// <param name="Documents">Documents that moved, or that the cluster had then.</param>
/// <param name="Representative">Key of the representative, where the event names it.</param>
/// <param name="Words">The event in words, as seen from the cluster that was asked for.</param>
public sealed record ClusterEvent(
    long Run, string Command, string Started, string Event, long Cluster, long? Other, long Documents, string? Representative, string Words);
