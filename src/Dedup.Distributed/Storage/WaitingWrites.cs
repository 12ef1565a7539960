using Dedup.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Storage;

/// <summary>Writes that wait to be sent together, in an order that comes to the same as that in which they came.</summary>
/// <remarks>
/// Inserts of rows between two other writes are gathered by their statement: rows of different tables do not bear on one another, but that some refer to others
/// (<see cref="BulkInsert.Rank"/>). A page is stored by ten of them, and five hundred rows by one statement take the server a fifth of the time of five hundred statements.
/// </remarks>
internal sealed class WaitingWrites
{
    /// <summary>From so many rows on they are copied in: that is a message of its own, and cheaper a row.</summary>
    private const int LeastCopied = 64;

    private readonly List<object> _parts = [];
    private Dictionary<string, (BulkInsert Insert, List<SqlValue[]> Rows)>? _inserts;

    /// <summary>How many writes wait.</summary>
    public int Count { get; private set; }

    /// <summary>About how many bytes they hold.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes a write.</summary>
    public void Add(NpgsqlBatchCommand write, long bytes)
    {
        _inserts = null;
        _parts.Add(write);
        Count++;
        Bytes += bytes;
    }

    /// <summary>Takes a row.</summary>
    public void Add(string sql, BulkInsert insert, SqlValue[] row, long bytes)
    {
        if (_inserts is null) _parts.Add(_inserts = new Dictionary<string, (BulkInsert, List<SqlValue[]>)>(StringComparer.Ordinal));
        if (!_inserts.TryGetValue(sql, out (BulkInsert Insert, List<SqlValue[]> Rows) group)) _inserts[sql] = group = (insert, []);
        group.Rows.Add(row);
        Count++;
        Bytes += bytes;
    }

    /// <summary>Nothing waits any more.</summary>
    public void Clear()
    {
        _parts.Clear();
        _inserts = null;
        (Count, Bytes) = (0, 0);
    }

    /// <summary>Sends what is to be copied, and gives what is left to be sent with what comes after it.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="typesOf">Types of a table's columns.</param>
    /// <param name="send">Sends a batch.</param>
    public NpgsqlBatch Send(NpgsqlConnection connection, Func<string, IReadOnlyDictionary<string, NpgsqlDbType>> typesOf, Action<NpgsqlBatch> send)
    {
        object[] parts = [.. _parts];
        Clear();
        NpgsqlBatch batch = connection.CreateBatch();
        foreach (object part in parts)
        {
            if (part is NpgsqlBatchCommand command)
            {
                batch.BatchCommands.Add(command);
                continue;
            }
            foreach ((BulkInsert insert, List<SqlValue[]> rows) in ((Dictionary<string, (BulkInsert Insert, List<SqlValue[]> Rows)>)part).Values.OrderBy(group => group.Insert.Rank))
            {
                if (!insert.MayCopy || rows.Count < LeastCopied)
                {
                    batch.BatchCommands.Add(insert.Together(rows, typesOf(insert.Table)));
                    continue;
                }
                if (batch.BatchCommands.Count > 0)
                {
                    send(batch);
                    batch.Dispose();
                    batch = connection.CreateBatch();
                }
                insert.Copy(connection, rows, typesOf(insert.Table));
            }
        }
        return batch;
    }
}
