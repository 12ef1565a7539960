using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>A run: what one command has done to the database.</summary>
public sealed record RunRow
{
    /// <summary>Its number.</summary>
    public required long Run { get; init; }

    /// <summary>ingest, serve, rebuild, delete, rekey, link or unlink.</summary>
    public required string Command { get; init; }

    /// <summary>When it started, ISO 8601 UTC.</summary>
    public required string Started { get; init; }

    /// <summary>When it was done; null where it goes on or was interrupted.</summary>
    public string? Finished { get; init; }

    /// <summary>What it reads, a JSON array of paths.</summary>
    [JsonIgnore]
    public string Sources { get; init; } = "[]";

    /// <summary>Pages read, rejected ones included.</summary>
    public required long Pages { get; init; }

    /// <summary>Documents that were new.</summary>
    public required long Added { get; init; }

    /// <summary>Documents whose page had changed.</summary>
    public required long Changed { get; init; }

    /// <summary>Documents whose page was as it had been.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Pages that could not be stored.</summary>
    public required long Rejected { get; init; }

    /// <summary>Documents that it deleted.</summary>
    public required long Removed { get; init; }

    /// <summary>What it reads, for a person.</summary>
    public string Source => JsonSerializer.Deserialize<string[]>(Sources) is { Length: > 0 } paths ? paths[0] + (paths.Length > 1 ? $" and {paths.Length - 1} more" : "") : "";
}

/// <summary>What a database holds and who writes it.</summary>
/// <param name="Database">The file.</param>
/// <param name="Bytes">Its size with its log.</param>
/// <param name="IndexBytes">Size of the saved index beside it; 0 where there is none.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Variants">Distinct bodies.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="WithoutBody">Documents of which nothing was kept as an article.</param>
/// <param name="Waiting">Documents that wait for their clusters.</param>
/// <param name="Rejections">Rejections that stand.</param>
/// <param name="Writer">Who writes it or wrote it last; null in a database that this version has not written yet.</param>
/// <param name="Writing">Whether that process still runs; null where it is another machine's.</param>
/// <param name="Interrupted">Runs that were interrupted and can be taken up again.</param>
/// <param name="Runs">The last runs, the newest first.</param>
/// <param name="Crowds">Bodies that share keys with too many others, as the last run left them, the most first.</param>
public sealed record DatabaseStatus(
    string Database, long Bytes, long IndexBytes, long Documents, long Variants, long Clusters, long WithoutBody, long Waiting, long Rejections, WriterRecord? Writer, bool? Writing,
    IReadOnlyList<RunRow> Interrupted, IReadOnlyList<RunRow> Runs, IReadOnlyList<CrowdRow> Crowds)
{
    private const string RunColumns =
        """
        SELECT id AS Run, command AS Command, started AS Started, finished AS Finished, sources AS Sources,
               pages AS Pages, added AS Added, changed AS Changed, unchanged AS Unchanged, rejected AS Rejected, removed AS Removed FROM runs
        """;

    /// <summary>Reads it.</summary>
    /// <param name="reader">The open database.</param>
    /// <param name="runs">Most runs to list.</param>
    public static DatabaseStatus Read(Reader reader, int runs)
    {
        ArgumentNullException.ThrowIfNull(reader);
        DbConnection connection = reader.Connection;
        var counts = connection.QuerySingle<(long Documents, long Variants, long Clusters, long WithoutBody, long Rejections)>(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM variants), (SELECT count(*) FROM clusters), (SELECT count(*) FROM documents d JOIN variants v ON v.id = d.variant_id WHERE v.words = 0), (SELECT count(*) FROM rejections)");
        WriterRecord? writer = WriterRecord.Read(connection);
        bool? writing = writer?.FindAlive();
        return new DatabaseStatus(
            reader.Store.Name, reader.Store.Bytes(), new FileInfo(IndexFile.Of(reader.Store.Files)) is { Exists: true } index ? index.Length : 0,
            counts.Documents, counts.Variants, counts.Clusters, counts.WithoutBody, reader.CountPending(), counts.Rejections, writer, writer is null ? false : writing,
            // While it goes on, the run of the writer is not interrupted.
            writing != false ? [] : [.. connection.Query<RunRow>($"{RunColumns} WHERE finished IS NULL AND request IS NOT NULL ORDER BY id")],
            [.. connection.Query<RunRow>($"{RunColumns} ORDER BY id DESC LIMIT @runs", new { runs })], CrowdRow.Read(connection));
    }
}
