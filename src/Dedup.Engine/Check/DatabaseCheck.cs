using System.Data.Common;
using Dapper;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Check;

/// <summary>Proves that what is stored agrees: the file, pages, bodies, sketches, links, the index in memory, clusters.</summary>
/// <remarks>
/// Everything that is derived is derived again from the stored pages and compared. A writer may go on meanwhile. It
/// takes about twice as long as the ingest did.
/// </remarks>
public static class DatabaseCheck
{
    /// <summary>Parts of a check that came to its end.</summary>
    public const int PartCount = 12;

    /// <summary>Checks everything.</summary>
    /// <param name="options">The database and the settings that it was made with.</param>
    /// <param name="clock">Measures the time it takes.</param>
    /// <param name="progress">Called with what is being checked and the rows done of it.</param>
    /// <exception cref="DatabaseException">The database cannot be read, or was made with other settings.</exception>
    public static CheckReport Run(DedupOptions options, TimeProvider clock, Action<string, long>? progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        long started = clock.GetTimestamp();
        return options.Store.Guard(() =>
        {
            using var reader = new Reader(options.Store);
            DbConnection connection = reader.Connection;
            // A server looks after its own files, and lets no row refer to a missing one.
            List<CheckedPart> parts = connection is SqliteStoreConnection ? [File(connection, progress)] : [];
            // Each rests on those before it: where they are wrong it can only fail.
            if (parts.TrueForAll(part => part.Faults == 0))
            {
                StoredSettings.RequireForReading(connection, options);
                parts.Add(ChromeChecks.Run(connection, progress));
                parts.AddRange(DocumentChecks.Run(connection, options, progress));
            }
            if (parts.Count > 1 && parts.TrueForAll(part => part.Faults == 0 || part.Name == DocumentChecks.Articles))
            {
                using var variants = new VariantStore(connection);
                parts.Add(IndexChecks.Run(variants, options, progress));
                using BodyComparer comparer = BodyComparer.Afresh(variants, options);
                parts.Add(LinkChecks.Run(connection, variants, comparer, progress));
                if (parts[^1].Faults == 0) parts.AddRange(ClusterChecks.Run(connection, comparer, options.Verification, progress));
            }
            return new CheckReport(options.Store.Name, reader.CountPending(), parts, clock.GetElapsedTime(started).TotalSeconds);
        });
    }

    private static CheckedPart File(DbConnection connection, Action<string, long>? progress)
    {
        progress?.Invoke("the file", 0);
        var part = new PartCheck("SQLite's integrity check and foreign keys");
        part.Cover(connection.ExecuteScalar<long>("PRAGMA page_count"));
        try
        {
            part.AddFaults(connection.Query<string>("PRAGMA integrity_check").Where(row => row != "ok"));
            part.AddFaults(connection.Query<(string Table, long Row, string Parent, long Key)>("PRAGMA foreign_key_check")
                .Select(row => $"{row.Table} row {row.Row} refers to a missing row of {row.Parent}"));
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (SqliteFile.Primary(e) == 11)
        {
            part.Add(e.Message);
        }
        return part.Result;
    }
}
