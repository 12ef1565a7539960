using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Shards;

/// <summary>What a shard was told, in PostgreSQL. Whoever takes the shard over moves its epoch on; nobody of an older one, nor an older writer, writes any more.</summary>
internal sealed class ShardLog(NpgsqlDataSource source, long shard, string host)
{
    private long _epoch;
    private long _session;

    /// <summary>The epoch of this holder.</summary>
    public long Epoch => _epoch;

    /// <summary>Whether a ticket is this holder's and its writer's.</summary>
    public bool IsOf(ShardTicket ticket) => ticket.Epoch == _epoch && ticket.Session == _session;

    /// <summary>Becomes the holder. What the one before was writing is in the log now, or never will be: it holds the row while it writes.</summary>
    public async Task Take()
    {
        await using NpgsqlCommand command = source.CreateCommand(
            """
            INSERT INTO shards(shard, epoch, session, host, bodies, since) VALUES ($1, 1, 0, $2, 0, now())
            ON CONFLICT (shard) DO UPDATE SET epoch = shards.epoch + 1, host = excluded.host, since = excluded.since RETURNING epoch
            """);
        Add(command, shard);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = host });
        _epoch = (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        _session = 0;
    }

    /// <summary>A writer begins.</summary>
    /// <returns>Whether it is the last that has: and this still holds the shard.</returns>
    public async Task<bool> Begin(long session, long bodies)
    {
        await using NpgsqlCommand command = source.CreateCommand("UPDATE shards SET session = $3, bodies = $4 WHERE shard = $1 AND epoch = $2 AND session <= $3");
        Add(command, shard, _epoch, session, bodies);
        if (await command.ExecuteNonQueryAsync().ConfigureAwait(false) == 0) return false;
        _session = session;
        return true;
    }

    /// <summary>Whether this still is the holder.</summary>
    public async Task<bool> IsHeld()
    {
        await using NpgsqlCommand command = source.CreateCommand("SELECT 1 FROM shards WHERE shard = $1 AND epoch = $2");
        Add(command, shard, _epoch);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is not null;
    }

    /// <summary>Writes bodies, with their keys, or those that are gone.</summary>
    /// <returns>False where another holds the shard, or another writes, by now: nothing was written.</returns>
    public async Task<bool> Append(bool gone, byte[] entries, long bodies)
    {
        // The row is held until both are written, so that who takes the shard over waits for it.
        await using NpgsqlCommand command = source.CreateCommand(
            """
            WITH held AS (UPDATE shards SET bodies = $6 WHERE shard = $1 AND epoch = $2 AND session = $3 RETURNING shard)
            INSERT INTO shard_log(shard, gone, entries) SELECT shard, $4, $5 FROM held
            """);
        Add(command, shard, _epoch, _session);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = gone });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = entries, NpgsqlDbType = NpgsqlDbType.Bytea });
        Add(command, bodies);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false) > 0;
    }

    /// <summary>All that was written, the last first: what is said of a body first is what counts.</summary>
    public async IAsyncEnumerable<(bool Gone, byte[] Entries)> ReadBack()
    {
        await using NpgsqlCommand command = source.CreateCommand("SELECT gone, entries FROM shard_log WHERE shard = $1 ORDER BY seq DESC");
        Add(command, shard);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false)) yield return (reader.GetBoolean(0), reader.GetFieldValue<byte[]>(1));
    }

    /// <summary>Puts what counts in the place of all that was written.</summary>
    public async Task Replace(IAsyncEnumerable<byte[]> entries)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (NpgsqlCommand held = new("SELECT 1 FROM shards WHERE shard = $1 AND epoch = $2 FOR UPDATE", connection))
        {
            Add(held, shard, _epoch);
            if (await held.ExecuteScalarAsync().ConfigureAwait(false) is null) return;
        }
        await using (NpgsqlCommand last = new("SELECT coalesce(max(seq), 0) FROM shard_log WHERE shard = $1", connection))
        {
            Add(last, shard);
            long before = (long)(await last.ExecuteScalarAsync().ConfigureAwait(false))!;
            await foreach (byte[] part in entries.ConfigureAwait(false))
            {
                await using NpgsqlCommand insert = new("INSERT INTO shard_log(shard, gone, entries) VALUES ($1, false, $2)", connection);
                Add(insert, shard);
                insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = part });
                await insert.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
            await using NpgsqlCommand delete = new("DELETE FROM shard_log WHERE shard = $1 AND seq <= $2", connection);
            Add(delete, shard, before);
            await delete.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<long> values)
    {
        foreach (long value in values) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
    }
}
