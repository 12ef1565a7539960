using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedup.Engine.Storage.Sqlite;

/// <summary>A statement that SQLite has prepared, bound and stepped by its own functions.</summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 _connection;
    private readonly List<sqlite3_stmt> _parts = [];

    /// <summary>Prepares SQL with numbered parameters ?1, ?2, …; several statements run one after another with the same values.</summary>
    /// <exception cref="SqliteException">It is no SQL, or the file is damaged.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        while (sql.Length > 0)
        {
            int result = raw.sqlite3_prepare_v2(_connection, sql, out sqlite3_stmt part, out sql);
            if (result != raw.SQLITE_OK)
            {
                Dispose();
                SqliteException.ThrowExceptionForRC(result, _connection);
            }
            // White space behind the last one.
            if (!part.IsInvalid) _parts.Add(part);
        }
    }

    /// <inheritdoc/>
    public override void Execute(params ReadOnlySpan<SqlValue> values)
    {
        foreach (sqlite3_stmt part in _parts)
        {
            Bind(part, values);
            Finish(part);
        }
    }

    /// <inheritdoc/>
    public override long? Scalar(params ReadOnlySpan<SqlValue> values)
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            if (!Step(part)) return null;
            var row = new SqliteRow(part);
            long? value = row.IsNull(0) ? null : row.Integer(0);
            Exhaust(part);
            return value;
        }
        finally
        {
            End(part);
        }
    }

    /// <inheritdoc/>
    public override T? First<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            if (!Step(part)) return null;
            T first = read(new SqliteRow(part));
            Exhaust(part);
            return first;
        }
        finally
        {
            End(part);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<T> Each<T>(Func<SqlRow, T> read, params SqlValue[] values)
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            var row = new SqliteRow(part);
            while (Step(part)) yield return read(row);
        }
        finally
        {
            End(part);
        }
    }

    public override void Dispose()
    {
        foreach (sqlite3_stmt part in _parts) part.Dispose();
    }

    private bool Step(sqlite3_stmt part)
    {
        int result = raw.sqlite3_step(part);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(result, _connection);
        return result == raw.SQLITE_ROW;
    }

    private void Finish(sqlite3_stmt part)
    {
        try
        {
            Exhaust(part);
        }
        finally
        {
            End(part);
        }
    }

    /// <summary>Steps to the end: outside a transaction a change is committed with the last step, which says whether it was.</summary>
    private void Exhaust(sqlite3_stmt part)
    {
        while (Step(part))
        {
            // What else it returns is not wanted.
        }
    }

    /// <summary>Lets go of the row, and of the snapshot that it was read from; what went wrong was said by the last step.</summary>
    private static void End(sqlite3_stmt part) => raw.sqlite3_reset(part);

    private void Bind(sqlite3_stmt part, ReadOnlySpan<SqlValue> values)
    {
        int parameters = Math.Min(values.Length, raw.sqlite3_bind_parameter_count(part));
        for (int i = 0; i < parameters; i++)
        {
            SqlValue value = values[i];
            int result = value.Type switch
            {
                SqlType.Integer => raw.sqlite3_bind_int64(part, i + 1, value.Bits),
                SqlType.Real => raw.sqlite3_bind_double(part, i + 1, BitConverter.Int64BitsToDouble(value.Bits)),
                SqlType.Text => BindText(part, i + 1, (string)value.Reference!),
                SqlType.Blob when value.Reference is byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(part, i + 1, 0),
                SqlType.Blob => raw.sqlite3_bind_blob(part, i + 1, (byte[])value.Reference!),
                _ => raw.sqlite3_bind_null(part, i + 1),
            };
            if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _connection);
        }
    }

    private static int BindText(sqlite3_stmt part, int parameter, string text)
    {
        // Of an empty span SQLite is given no address, which is NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(part, parameter, text);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        int length = Encoding.UTF8.GetBytes(text, bytes);
        int result = raw.sqlite3_bind_text(part, parameter, bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return result;
    }
}
