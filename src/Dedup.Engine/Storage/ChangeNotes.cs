using System.Data.Common;

namespace Dedup.Engine.Storage;

/// <summary>Notes what nearly every page brings in the table of changes, where no trigger does.</summary>
/// <remarks>
/// Triggers note all else. Of a statement with a trigger SQLite copies each page that it touches first, so that it could undo it alone, into a file as
/// soon as one of a transaction was large: storing a million pages wrote 85 GB and took 136 and 133 s with them, 117 s without.
/// </remarks>
internal sealed class ChangeNotes(DbConnection connection) : IDisposable
{
    private readonly bool _needed = !((IStoreConnection)connection).NotesPlaced;

    private readonly Lazy<Statement> _stored = new(() => Statement.Prepare(connection, "INSERT INTO changes(document_id) VALUES (?1)"));

    private readonly Lazy<Statement> _placed = new(() => Statement.Prepare(connection, "INSERT INTO changes(variant_id) VALUES (?1)"));

    // A body that waits has no relation. One that had a relation and no cluster is being rebuilt, and the rebuild says itself what came of it.
    private readonly Lazy<Statement> _moves = new(() => Statement.Prepare(connection,
        """
        SELECT 1 FROM variants
        WHERE id = ?1 AND (relation IS NULL OR (cluster_id IS NOT NULL AND (cluster_id, relation, excerpt_of) IS DISTINCT FROM (?2, ?3, ?4)))
        """));

    public void Dispose()
    {
        foreach (Lazy<Statement> statement in new[] { _stored, _placed, _moves })
        {
            if (statement.IsValueCreated) statement.Value.Dispose();
        }
    }

    /// <summary>A document was stored that was none before.</summary>
    public void Stored(long document)
    {
        if (_needed) _stored.Value.Execute(document);
    }

    /// <summary>A body is about to be placed: noted where it stood elsewhere, or as something else.</summary>
    /// <param name="variant">The body.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="relation">To the cluster's representative.</param>
    /// <param name="excerptOf">The cluster that it is an excerpt of, or null.</param>
    public void Placed(long variant, long cluster, string relation, long? excerptOf)
    {
        if (_needed && _moves.Value.Scalar(variant, cluster, relation, excerptOf) is not null) _placed.Value.Execute(variant);
    }
}
