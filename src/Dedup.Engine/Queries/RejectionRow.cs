using Dapper;

namespace Dedup.Engine.Queries;

/// <summary>A page that could not be stored.</summary>
public sealed record RejectionRow
{
    /// <summary>The file, or standard input.</summary>
    public required string Source { get; init; }

    /// <summary>Its line, row or byte, from 1 (see <see cref="Sources.SourceItem"/>); null where it is the whole file.</summary>
    public long? Line { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }

    /// <summary>The run that read it.</summary>
    public required long Run { get; init; }

    /// <summary>When that run started, ISO 8601 UTC.</summary>
    public required string Started { get; init; }

    /// <summary>What the last reading of each source rejected, by source and line, streamed.</summary>
    /// <param name="reader">The open database.</param>
    /// <param name="source">Only sources whose path holds this; null for all.</param>
    /// <param name="run">Only of this run; null for all.</param>
    public static IEnumerable<RejectionRow> Read(Reader reader, string? source, long? run)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Connection.Query<RejectionRow>(
            """
            SELECT r.source AS Source, r.line AS Line, r.reason AS Reason, r.run_id AS Run, u.started AS Started
            FROM rejections r JOIN runs u ON u.id = r.run_id
            WHERE (@source IS NULL OR instr(r.source, @source) > 0) AND (@run IS NULL OR r.run_id = @run)
            ORDER BY r.source, r.line, r.id
            """, new { source, run }, buffered: false);
    }
}
