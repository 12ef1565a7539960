using System.Data.Common;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

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
            List<CheckedPart> parts = [Store(options.Store, connection, progress)];
            // Each rests on those before it: where they are wrong it can only fail.
            if (parts[0].Faults == 0)
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

    private static CheckedPart Store(IStore store, DbConnection connection, Action<string, long>? progress)
    {
        progress?.Invoke("the store", 0);
        StoreCheck check = store.Check(connection);
        var part = new PartCheck(check.Name);
        part.Cover(check.Checked);
        part.AddFaults(check.Faults);
        return part.Result;
    }
}
