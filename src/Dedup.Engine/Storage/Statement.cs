using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>
/// A statement of the write path, prepared once: preparing costs several times what running does, and a run repeats few
/// statements many times. Everything off that path goes through Dapper.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <summary>Prepares SQL with numbered parameters ?1, ?2, ….</summary>
    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (int i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        _command.Prepare();
    }

    public void Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>First column of the first row as an integer, or null.</summary>
    public long? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long value ? value : null;
    }

    /// <summary>The first row as <paramref name="read"/> gives it, or null where there is none.</summary>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        Bind(values);
        using SqliteDataReader reader = _command.ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
