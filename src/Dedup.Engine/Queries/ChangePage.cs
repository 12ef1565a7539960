using System.Text.Json.Serialization;

namespace Dedup.Engine.Queries;

/// <summary>What became of a document.</summary>
public enum ChangeKind
{
    /// <summary>Its page came or changed; without a cluster it waits for one, and is shown nowhere until that is told.</summary>
    Stored,

    /// <summary>No document has this key any more.</summary>
    Removed,

    /// <summary>It stands in another cluster, or as something else.</summary>
    Moved,
}

/// <summary>A document that has changed, as it is at the moment of the page.</summary>
/// <param name="Cursor">Where the feed goes on behind it.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Key">Its key.</param>
/// <param name="Cluster">Its cluster; null where it waits for one or is removed.</param>
/// <param name="Relation">What it is to the representative; null likewise.</param>
/// <param name="ExcerptOf">The cluster that it is an excerpt of.</param>
public sealed record ChangedDocument(
    string Cursor, [property: JsonConverter(typeof(LowerCaseWord<ChangeKind>))] ChangeKind Kind, string Key, long? Cluster, string? Relation, long? ExcerptOf);

/// <summary>Something that happened to a cluster, as <see cref="ClusterEvent"/> tells it in words.</summary>
/// <param name="Event">created, split, joined, merged, resized, represented or vanished.</param>
/// <param name="Cluster">The cluster to which it happened.</param>
/// <param name="Other">The other cluster: of split and joined the one that documents came from, of merged the one they went to.</param>
/// <param name="Documents">Documents that moved, or that the cluster had then.</param>
/// <param name="Representative">Key of the representative, where the event names it.</param>
/// <param name="Run">Number of the run.</param>
public sealed record ChangedCluster(string Event, long Cluster, long? Other, long Documents, string? Representative, long Run);

/// <summary>What has changed behind a cursor.</summary>
/// <remarks>
/// A key stands once in a page, at its last place. Who takes every page in turn, and for each document its cluster and relation or, where it has none, nothing, has in the end
/// what the database shows. A page may have fewer rows than were asked for, even none, and others behind it.
/// </remarks>
/// <param name="Documents">Documents.</param>
/// <param name="Clusters">What happened to clusters, in order; nothing of before history was kept.</param>
/// <param name="Cursor">Where the feed goes on.</param>
/// <param name="More">Whether there is more at this moment.</param>
/// <param name="IsOtherLife">
/// The cursor is of another life of the database: a backup took its place, or it was made anew. There is nothing in the page; forget what was followed and begin without a cursor.
/// </param>
public sealed record ChangePage(IReadOnlyList<ChangedDocument> Documents, IReadOnlyList<ChangedCluster> Clusters, string Cursor, bool More, bool IsOtherLife);
