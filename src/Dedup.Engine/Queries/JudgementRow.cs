using System.Data.Common;
using Dapper;

namespace Dedup.Engine.Queries;

/// <summary>An analyst's word on two documents, and whether it holds now.</summary>
public sealed record JudgementRow
{
    /// <summary>State of one that holds.</summary>
    public const string Holds = "holds";

    /// <summary>State of one of which a document is not stored.</summary>
    public const string NotStored = "not stored";

    /// <summary>State of one of which a document waits for its cluster.</summary>
    public const string Waits = "waits";

    /// <summary>State of one that tells documents apart which have come to carry one body.</summary>
    public const string SameBody = "same body";

    /// <summary>State of one that would bring together what others tell apart.</summary>
    public const string Overruled = "overruled";

    /// <summary>State of one that was taken back just now.</summary>
    public const string TakenBack = "taken back";

    private const string Sql =
        """
        SELECT j.a AS A, j.b AS B, j.verdict AS Verdict, j.why AS Why, j.who AS Who, j.said AS Said, x.cluster_id AS ClusterA, y.cluster_id AS ClusterB,
               CASE WHEN x.id IS NULL OR y.id IS NULL THEN 'not stored'
                    WHEN x.relation IS NULL OR y.relation IS NULL OR EXISTS (SELECT 1 FROM pending p WHERE p.variant_id IN (x.id, y.id)) THEN 'waits'
                    WHEN (x.cluster_id = y.cluster_id) = (j.verdict = 'same') THEN 'holds'
                    WHEN x.id = y.id THEN 'same body'
                    ELSE 'overruled' END AS State
        FROM judgements j
        LEFT JOIN documents da ON da.key = j.a LEFT JOIN variants x ON x.id = da.variant_id
        LEFT JOIN documents db ON db.key = j.b LEFT JOIN variants y ON y.id = db.variant_id
        """;

    /// <summary>Key of a document, the smaller one.</summary>
    public required string A { get; init; }

    /// <summary>Key of the other.</summary>
    public required string B { get; init; }

    /// <summary>same or different.</summary>
    public required string Verdict { get; init; }

    /// <summary>The grounds.</summary>
    public required string Why { get; init; }

    /// <summary>Who said it; null where that was not said.</summary>
    public string? Who { get; init; }

    /// <summary>When, ISO 8601 UTC.</summary>
    public required string Said { get; init; }

    /// <summary>Cluster of A; null where it is not stored.</summary>
    public long? ClusterA { get; init; }

    /// <summary>Cluster of B; null where it is not stored.</summary>
    public long? ClusterB { get; init; }

    /// <summary>holds, not stored, waits, same body or overruled.</summary>
    public required string State { get; init; }

    /// <summary>It in words, without its state.</summary>
    public string Words => $"{A} and {B} are {(Verdict == "same" ? "the same" : "different")}, said{(Who is null ? "" : $" by {Who}")} on {Said[..Math.Min(10, Said.Length)]}: {Why}";

    /// <summary>All, by keys, streamed.</summary>
    public static IEnumerable<JudgementRow> All(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Connection.Query<JudgementRow>($"{Sql} ORDER BY j.a, j.b", buffered: false);
    }

    /// <summary>Those that bear on a cluster: one of their documents stands in it.</summary>
    public static IReadOnlyList<JudgementRow> OfCluster(Reader reader, long cluster)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return [.. reader.Connection.Query<JudgementRow>($"{Sql} WHERE x.cluster_id = @cluster OR y.cluster_id = @cluster ORDER BY j.a, j.b", new { cluster })];
    }

    /// <summary>Those on a document.</summary>
    public static IReadOnlyList<JudgementRow> OfDocument(Reader reader, string key)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return [.. reader.Connection.Query<JudgementRow>($"{Sql} WHERE j.a = @key OR j.b = @key ORDER BY j.a, j.b", new { key })];
    }

    internal static JudgementRow? Read(DbConnection connection, string a, string b) =>
        connection.QueryFirstOrDefault<JudgementRow>($"{Sql} WHERE j.a = @a AND j.b = @b", new { a, b });
}
