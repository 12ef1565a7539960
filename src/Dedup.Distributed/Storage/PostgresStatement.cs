using System.Globalization;
using Dedup.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Storage;

/// <summary>A statement on PostgreSQL; Npgsql prepares what comes again by itself.</summary>
internal sealed class PostgresStatement(PostgresConnection connection, string sql) : Statement
{
    private const int ScannedRows = 1_000;

    private readonly IReadOnlyList<StatementPart> _parts = SqlTranslation.Parts(sql);

    /// <inheritdoc/>
    public override void Execute(params ReadOnlySpan<SqlValue> values)
    {
        foreach (StatementPart part in _parts)
        {
            if (part.Insert is BulkInsert insert)
            {
                SqlValue[] row = insert.Row(values);
                connection.Later(part.Sql, insert, row, row.Sum(Bytes));
                continue;
            }
            // What nobody reads is not to be given: it would stand before the answer to the next question.
            int returning = part.Sql.LastIndexOf(" RETURNING ", StringComparison.Ordinal);
            NpgsqlBatchCommand command = Command(returning < 0 ? part.Sql : part.Sql[..returning], part.Values, values, out long bytes);
            connection.Later(command, bytes);
        }
    }

    /// <inheritdoc/>
    public override long? Scalar(params ReadOnlySpan<SqlValue> values)
    {
        using NpgsqlDataReader reader = Ask(values);
        if (!reader.Read() || reader.IsDBNull(0)) return null;
        return PostgresRow.ToInteger(reader.GetValue(0));
    }

    /// <inheritdoc/>
    public override T? First<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class
    {
        object[]? first;
        using (NpgsqlDataReader reader = Ask(values)) first = reader.Read() ? Values(reader) : null;
        return first is null ? null : read(new PostgresRow(first));
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Each<T>(Func<SqlRow, T> read, params SqlValue[] values)
    {
        // Whoever reads a row may ask the connection for more, and it answers one question at a time.
        List<object[]> rows;
        using (NpgsqlDataReader reader = Ask(values)) rows = Rows(reader);
        foreach (object[] row in rows) yield return read(new PostgresRow(row));
    }

    /// <inheritdoc/>
    public override IEnumerable<IEnumerable<T>> EachOf<T>(Func<SqlRow, T> read, IEnumerable<SqlValue[]> questions)
    {
        var answers = new List<List<object[]>>();
        using (NpgsqlDataReader reader = connection.Ask([.. questions.Select(values => Command(_parts[0].Sql, _parts[0].Values, values, out _))]))
        {
            do answers.Add(Rows(reader));
            while (reader.NextResult());
        }
        foreach (List<object[]> rows in answers) yield return rows.Select(row => read(new PostgresRow(row)));
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Scan<T>(Func<SqlRow, T> read, params SqlValue[] values)
    {
        string name = connection.NextCursor();
        (string part, int[] places, _) = _parts[0];
        connection.Later(Command($"DECLARE {name} NO SCROLL CURSOR {(connection.InTransaction ? "" : "WITH HOLD ")}FOR {part}", places, values, out _), 0);
        try
        {
            while (true)
            {
                List<object[]> rows;
                using (NpgsqlDataReader reader = connection.Ask(new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture, $"FETCH FORWARD {ScannedRows} FROM {name}")))) rows = Rows(reader);
                foreach (object[] row in rows) yield return read(new PostgresRow(row));
                if (rows.Count < ScannedRows) break;
            }
        }
        finally
        {
            // A transaction that has ended, or failed, has closed it.
            if (connection.HasCursor(name)) connection.Later(new NpgsqlBatchCommand($"CLOSE {name}"), 0);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // Nothing of the server's is held by it.
    }

    private NpgsqlDataReader Ask(ReadOnlySpan<SqlValue> values) => connection.Ask(Command(_parts[0].Sql, _parts[0].Values, values, out _));

    private static List<object[]> Rows(NpgsqlDataReader reader)
    {
        var rows = new List<object[]>();
        while (reader.Read()) rows.Add(Values(reader));
        return rows;
    }

    private static object[] Values(NpgsqlDataReader reader)
    {
        object[] row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    private static NpgsqlBatchCommand Command(string part, int[] places, ReadOnlySpan<SqlValue> values, out long bytes)
    {
        var command = new NpgsqlBatchCommand(part);
        bytes = 0;
        foreach (int place in places)
        {
            SqlValue value = values[place];
            command.Parameters.Add(value.Type switch
            {
                SqlType.Integer => new NpgsqlParameter<long> { TypedValue = value.Bits },
                SqlType.Real => new NpgsqlParameter<double> { TypedValue = BitConverter.Int64BitsToDouble(value.Bits) },
                SqlType.Text => new NpgsqlParameter<string> { TypedValue = PostgresCommand.Storable((string)value.Reference!) },
                SqlType.Blob => new NpgsqlParameter<byte[]> { TypedValue = (byte[])value.Reference! },
                // Of the type of where it goes.
                _ => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
            });
            bytes += Bytes(value);
        }
        return command;
    }

    private static long Bytes(SqlValue value) => value.Reference is byte[] blob ? blob.Length : value.Reference is string text ? text.Length : sizeof(long);
}
