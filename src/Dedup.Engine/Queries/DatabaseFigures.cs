using Dapper;

namespace Dedup.Engine.Queries;

/// <summary>How many clusters have so many documents.</summary>
/// <param name="From">Fewest documents, inclusive.</param>
/// <param name="To">Most documents, inclusive; null: without end.</param>
/// <param name="Clusters">Clusters.</param>
public sealed record SizeClass(long From, long? To, long Clusters);

/// <summary>An agency and how many documents credit it.</summary>
/// <param name="Agency">Its usual name.</param>
/// <param name="Documents">Documents.</param>
public sealed record AgencyCount(string Agency, long Documents);

/// <summary>What a database holds, by size of clusters and by agency. Reads every cluster and document: seconds of some million.</summary>
/// <param name="Sizes">Clusters by their documents, in classes that double.</param>
/// <param name="Agencies">The agencies that are credited the most, the most first.</param>
public sealed record DatabaseFigures(IReadOnlyList<SizeClass> Sizes, IReadOnlyList<AgencyCount> Agencies)
{
    private static readonly long[] Begins = [1, 2, 3, 5, 9, 17, 33, 65, 129];

    /// <summary>Reads them.</summary>
    /// <param name="reader">The open database.</param>
    /// <param name="agencies">Most agencies to name.</param>
    public static DatabaseFigures Read(Reader reader, int agencies)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var counts = new long[Begins.Length];
        foreach ((long documents, long clusters) in reader.Connection.Query<(long, long)>("SELECT documents, count(*) FROM clusters GROUP BY documents", buffered: false))
            counts[Math.Max(0, Array.FindLastIndex(Begins, begin => begin <= documents))] += clusters;
        return new DatabaseFigures(
            [.. Begins.Select((begin, i) => new SizeClass(begin, i + 1 < Begins.Length ? Begins[i + 1] - 1 : null, counts[i]))],
            [.. reader.Connection.Query<(string Agency, long Documents)>(
                "SELECT agency, count(*) AS n FROM documents WHERE agency IS NOT NULL GROUP BY agency ORDER BY n DESC, agency LIMIT @agencies", new { agencies })
                .Select(row => new AgencyCount(row.Agency, row.Documents))]);
    }
}
