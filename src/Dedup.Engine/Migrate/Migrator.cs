using System.Data.Common;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Migrate;

/// <summary>What was moved.</summary>
/// <param name="From">The database that it was read from, which stands as it stood.</param>
/// <param name="To">The one that holds it too now.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Rows">Rows of all tables; each was read back and compared.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record MigrationSummary(string From, string To, long Documents, long Rows, double Seconds);

/// <summary>Copies a database whole into another that is empty, with the same ids, whatever holds the two, and compares every row.</summary>
/// <remarks>
/// One transaction: what is killed has moved nothing. Nobody writes either of them meanwhile. What is not a database's but a machine's or a moment's stays: who writes
/// it, and the saved index.
/// </remarks>
public static class Migrator
{
    /// <summary>Moves it.</summary>
    /// <param name="from">What is read.</param>
    /// <param name="to">What is filled; made where it is missing.</param>
    /// <param name="clock">Measures the time it takes.</param>
    /// <param name="progress">Called with a table and its rows that are done; true when they are being compared.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DatabaseException">One of the two cannot be used, the other holds documents, or a row was not stored as it was read.</exception>
    public static MigrationSummary Run(IStore from, IStore to, TimeProvider clock, Action<string, long, bool>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(clock);
        if (from.Name == to.Name) throw new DatabaseException($"{to.Name}: is the database itself; name another with --to");
        long started = clock.GetTimestamp();
        // Read first, so that nothing is made where there is nothing to move; and brought up to date, where it is older.
        using (from.OpenForReading())
        {
        }
        from.RequireOurs();
        using IDisposable reading = from.TakeWriter();
        to.RequireOurs();
        using IDisposable writing = to.TakeWriter();
        using DbConnection source = from.OpenForReading();
        using DbConnection target = to.OpenForWriting();
        return to.Guard(() =>
        {
            if (target.ExecuteScalar<long>("SELECT count(*) FROM runs") != 0)
                throw new DatabaseException($"{to.Name}: holds documents or runs already; name an empty database with --to");
            source.Execute("BEGIN DEFERRED");
            using var transaction = new WriteTransaction(target);
            foreach (MovedTable table in MovedTable.All) Copy(table, source, target, progress, cancellation);
            ((IStoreConnection)target).TakeIds();
            long rows = 0;
            foreach (MovedTable table in MovedTable.All) rows += Compare(table, source, target, to.Name, progress, cancellation);
            transaction.Commit();
            return new MigrationSummary(from.Name, to.Name, target.ExecuteScalar<long>("SELECT count(*) FROM documents"), rows, clock.GetElapsedTime(started).TotalSeconds);
        });
    }

    private static void Copy(MovedTable table, DbConnection source, DbConnection target, Action<string, long, bool>? progress, CancellationToken cancellation)
    {
        // Of the settings that a new database is given, and the changes that triggers have noted of the rows before.
        target.Execute($"DELETE FROM {table.Name}");
        using Statement insert = Statement.Prepare(target, table.Insert);
        long done = 0;
        foreach (SqlValue[] row in Statement.Scan(source, table.Select, table.Read))
        {
            insert.Execute(row);
            if (++done % Told != 0) continue;
            progress?.Invoke(table.Name, done, false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static long Compare(MovedTable table, DbConnection source, DbConnection target, string name, Action<string, long, bool>? progress, CancellationToken cancellation)
    {
        long done = 0;
        using IEnumerator<SqlValue[]> stored = Statement.Scan(target, table.Select, table.Read).GetEnumerator();
        foreach (SqlValue[] row in Statement.Scan(source, table.Select, table.Read))
        {
            done++;
            if (!stored.MoveNext() || !MovedTable.AreSame(row, stored.Current))
                throw new DatabaseException($"{name}: row {done} of {table.Name} was not stored as it was read; nothing was moved");
            if (done % Told != 0) continue;
            progress?.Invoke(table.Name, done, true);
            cancellation.ThrowIfCancellationRequested();
        }
        if (stored.MoveNext()) throw new DatabaseException($"{name}: {table.Name} holds more rows than were read; nothing was moved");
        return done;
    }

    /// <summary>Rows after which is said how far it is.</summary>
    private const int Told = 10_000;
}
