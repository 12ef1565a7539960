using System.Data.Common;
using Dapper;

namespace Dedup.Engine.Queries;

/// <summary>Bodies that share candidate keys with more others than keys may pair: form letters, legal text, or pages made to be compared with everything.</summary>
/// <param name="Document">A document that carries the body of the lowest rank among them.</param>
/// <param name="Cluster">Its cluster; null where that waits.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Keys">Bands and sampled shingles that are crowded.</param>
/// <param name="Bodies">Bodies that hold the most crowded of them.</param>
public sealed record CrowdRow(string Document, long? Cluster, string? Title, long Keys, long Bodies)
{
    /// <summary>Most crowds that are listed.</summary>
    public const int Listed = 100;

    /// <summary>The largest crowds of the last run, up to <see cref="Listed"/>.</summary>
    internal static IReadOnlyList<CrowdRow> Read(DbConnection connection) => [.. connection.Query<(string Document, long? Cluster, string? Title, long Keys, long Bodies)>(
            """
            SELECT d.key, v.cluster_id, d.title, c.keys, c.bodies FROM crowds c JOIN variants v ON v.id = c.leader
            JOIN documents d ON d.id = (SELECT id FROM documents WHERE variant_id = v.id ORDER BY key LIMIT 1)
            ORDER BY c.bodies DESC, d.key LIMIT @Listed
            """, new { Listed })
        .Select(row => new CrowdRow(row.Document, row.Cluster, row.Title, row.Keys, row.Bodies))];
}
