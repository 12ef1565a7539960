using System.Data.Common;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Clustering;

/// <summary>Writes what becomes of clusters: created, split, joined, merged, resized, represented, vanished.</summary>
internal sealed class ClusterHistory(DbConnection connection, long run) : IDisposable
{
    private readonly Statement _add = Statement.Prepare(connection,
        "INSERT INTO cluster_events(run_id, cluster_id, event, other_id, documents, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public void Dispose() => _add.Dispose();

    /// <summary>A cluster is made.</summary>
    public void Created(long cluster, PlannedCluster now) => Add(cluster, "created", null, now.Documents.Count, now.Representative);

    /// <summary>A cluster is described anew: what differs from what stood there.</summary>
    public void Described(long cluster, long documentsBefore, string representativeBefore, PlannedCluster now)
    {
        if (documentsBefore != now.Documents.Count) Add(cluster, "resized", null, now.Documents.Count, null);
        if (representativeBefore != now.Representative) Add(cluster, "represented", null, now.Documents.Count, now.Representative);
    }

    /// <summary>Documents went from one cluster to another.</summary>
    /// <param name="from">The cluster that they were in.</param>
    /// <param name="to">The cluster that they are in.</param>
    /// <param name="documents">How many.</param>
    /// <param name="survives">Whether the former one goes on.</param>
    /// <param name="isHeir">Whether the new one took most of them.</param>
    public void Moved(long from, long to, int documents, bool survives, bool isHeir)
    {
        if (!survives && isHeir) Add(from, "merged", to, documents, null);
        else Add(to, survives ? "split" : "joined", from, documents, null);
    }

    /// <summary>Nothing is left of it: its pages are gone or tell other stories.</summary>
    public void Vanished(long cluster) => Add(cluster, "vanished", null, 0, null);

    private void Add(long cluster, string what, long? other, long documents, string? detail) =>
        _add.Execute(run, cluster, what, other, documents, detail);
}
