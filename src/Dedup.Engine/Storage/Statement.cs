using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedup.Engine.Storage;

/// <summary>
/// A statement that runs often, prepared once and bound by SQLite's own functions: the provider's commands took longer for a
/// row than SQLite itself, and left a fifth of all garbage. Everything that runs seldom goes through Dapper.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly List<sqlite3_stmt> _parts = [];

    /// <summary>Prepares SQL with numbered parameters ?1, ?2, …; several statements run one after another with the same values.</summary>
    /// <exception cref="SqliteException">It is no SQL, or the file is damaged.</exception>
    public Statement(SqliteConnection connection, string sql)
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

    /// <summary>Runs to its end.</summary>
    public void Execute(params ReadOnlySpan<SqlValue> values)
    {
        foreach (sqlite3_stmt part in _parts)
        {
            Bind(part, values);
            Finish(part);
        }
    }

    /// <summary>First column of the first row as an integer, or null.</summary>
    public long? Scalar(params ReadOnlySpan<SqlValue> values)
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            if (!Step(part)) return null;
            var row = new SqlRow(part);
            long? value = row.IsNull(0) ? null : row.Integer(0);
            Exhaust(part);
            return value;
        }
        finally
        {
            End(part);
        }
    }

    /// <summary>The first row as <paramref name="read"/> gives it, or null where there is none.</summary>
    public T? First<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            if (!Step(part)) return null;
            T first = read(new SqlRow(part));
            Exhaust(part);
            return first;
        }
        finally
        {
            End(part);
        }
    }

    /// <summary>Every row, read as it is asked for; one enumeration at a time.</summary>
    public IEnumerable<T> Each<T>(Func<SqlRow, T> read, params SqlValue[] values)
    {
        sqlite3_stmt part = _parts[0];
        Bind(part, values);
        try
        {
            while (Step(part)) yield return read(new SqlRow(part));
        }
        finally
        {
            End(part);
        }
    }

    /// <summary>Every row of a query that runs once.</summary>
    public static IEnumerable<T> Each<T>(SqliteConnection connection, string sql, Func<SqlRow, T> read, params SqlValue[] values)
    {
        using var statement = new Statement(connection, sql);
        foreach (T row in statement.Each(read, values)) yield return row;
    }

    public void Dispose()
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
