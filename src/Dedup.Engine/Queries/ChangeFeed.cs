using System.Data.Common;
using System.Text.Json.Serialization;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>Reads pages of what has changed.</summary>
internal static class ChangeFeed
{
    /// <summary>A page, from behind a cursor.</summary>
    /// <param name="connection">The database at one moment.</param>
    /// <param name="cursor">Null or empty: from the beginning.</param>
    /// <param name="limit">Most documents, and most events of clusters.</param>
    public static ChangePage Read(DbConnection connection, string? cursor, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        FeedPlace from = string.IsNullOrEmpty(cursor) ? new FeedPlace(0, 0, null, 0) : Cursor.Read<FeedPlace>(cursor);
        long lastEvent = connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM cluster_events");
        if (!ChangeLog.Knows(connection, new ChangePosition(from.Seq, from.Salt)) || from.Event > lastEvent) return new ChangePage([], [], string.Empty, true, true);
        (IReadOnlyList<Touched> touched, FeedPlace to) = Take(connection, from, limit);
        List<EventRow> events = [.. connection.Query<EventRow>(
            """
            SELECT id AS Id, event AS Event, cluster_id AS Cluster, other_id AS Other, documents AS Documents, detail AS Representative, run_id AS Run
            FROM cluster_events WHERE id > @Event ORDER BY id LIMIT @limit
            """, new { from.Event, limit })];
        if (events.Count > 0) to = to with { Event = events[^1].Id };
        bool more = to.Key is not null || ChangeLog.End(connection).Seq > to.Seq || to.Event < lastEvent;
        return new ChangePage(
            [.. Describe(connection, touched)], [.. events.Select(e => new ChangedCluster(e.Event, e.Cluster, e.Other, e.Documents, e.Representative, e.Run))], to.Text, more, false);
    }

    /// <summary>The cursor behind all that has happened so far.</summary>
    public static string End(DbConnection connection)
    {
        (long seq, long salt) = ChangeLog.End(connection);
        return new FeedPlace(seq, salt, null, connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) FROM cluster_events")).Text;
    }

    /// <summary>Keys by their last places, and where it ends. A body that many documents carry is cut between these.</summary>
    private static (IReadOnlyList<Touched> Touched, FeedPlace To) Take(DbConnection connection, FeedPlace from, int limit)
    {
        var touched = new Dictionary<string, Touched>(StringComparer.Ordinal);
        FeedPlace to = from;
        int turn = 0;
        // A row may name what an earlier one has named, or what is gone, so rows are bounded too.
        int rows = (4 * Math.Min(limit, 1_000_000)) + 16;
        using Statement key = Statement.Prepare(connection, "SELECT key FROM documents WHERE id = ?1");
        using Statement carriers = Statement.Prepare(connection, "SELECT key FROM documents WHERE variant_id = ?1 AND key > ?2 ORDER BY key LIMIT ?3");
        foreach (ChangeRow row in Statement.Each(
            connection, "SELECT seq, salt, document_id, variant_id, key FROM changes WHERE seq >= ?1 ORDER BY seq LIMIT ?2",
            r => new ChangeRow(r.Integer(0), r.Integer(1), r.IsNull(2) ? null : r.Integer(2), r.IsNull(3) ? null : r.Integer(3), r.TextOrNull(4)),
            from.Key is null ? from.Seq + 1 : from.Seq, rows))
        {
            if (touched.Count >= limit) break;
            to = to with { Seq = row.Seq, Salt = row.Salt, Key = null };
            if (row.Variant is long variant)
            {
                int room = limit - touched.Count;
                List<string> keys = [.. carriers.Each(r => r.Text(0), variant, row.Seq == from.Seq ? from.Key : string.Empty, room + 1)];
                foreach (string carrier in keys.Take(room)) Touch(carrier, to with { Key = carrier }, isPage: false);
                if (keys.Count <= room) continue;
                to = to with { Key = keys[room - 1] };
                break;
            }
            if ((row.Key ?? key.First(r => r.Text(0), row.Document)) is string named) Touch(named, to, isPage: true);
        }
        return ([.. touched.Values.OrderBy(t => t.Turn)], to);

        void Touch(string named, FeedPlace place, bool isPage)
        {
            bool before = touched.Remove(named, out Touched? earlier) && earlier.IsPage;
            touched.Add(named, new Touched(named, place, isPage || before, turn++));
        }
    }

    private static IEnumerable<ChangedDocument> Describe(DbConnection connection, IReadOnlyList<Touched> touched)
    {
        using Statement state = Statement.Prepare(connection, "SELECT v.cluster_id, v.relation, v.excerpt_of FROM documents d JOIN variants v ON v.id = d.variant_id WHERE d.key = ?1");
        foreach (Touched t in touched)
        {
            DocumentState? now = state.First(r => r.IsNull(1) || r.IsNull(0) ? DocumentState.Waiting : new DocumentState(r.Integer(0), r.Text(1), r.IsNull(2) ? null : r.Integer(2)), t.Key);
            yield return new ChangedDocument(
                t.Place.Text, now is null ? ChangeKind.Removed : t.IsPage ? ChangeKind.Stored : ChangeKind.Moved, t.Key, now?.Cluster, now?.Relation, now?.ExcerptOf);
        }
    }

    /// <summary>A place in the feed.</summary>
    /// <param name="Seq">The last row of the changes, or the one that is not taken whole.</param>
    /// <param name="Salt">Its salt.</param>
    /// <param name="Key">The last key of that row's body; null where it is taken whole.</param>
    /// <param name="Event">The last event of a cluster.</param>
    private sealed record FeedPlace(long Seq, long Salt, string? Key, long Event)
    {
        [JsonIgnore]
        public string Text => Cursor.Write(this);
    }

    private sealed record ChangeRow(long Seq, long Salt, long? Document, long? Variant, string? Key);

    private sealed record Touched(string Key, FeedPlace Place, bool IsPage, int Turn);

    private sealed record DocumentState(long? Cluster, string? Relation, long? ExcerptOf)
    {
        public static readonly DocumentState Waiting = new(null, null, null);
    }

    // A class with settable properties: of an empty result SQLite knows no column types, and Dapper then finds no constructor.
    private sealed class EventRow
    {
        public long Id { get; init; }

        public required string Event { get; init; }

        public long Cluster { get; init; }

        public long? Other { get; init; }

        public long Documents { get; init; }

        public string? Representative { get; init; }

        public long Run { get; init; }
    }
}
