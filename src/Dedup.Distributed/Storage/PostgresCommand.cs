using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Dedup.Distributed.Storage;

/// <summary>A command as Dapper uses it: its text is translated, what waits is written before it, and it can be interrupted.</summary>
internal sealed class PostgresCommand(PostgresConnection connection, NpgsqlCommand inner) : DbCommand
{
    private string _text = string.Empty;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            _text = value ?? string.Empty;
            inner.CommandText = SqlTranslation.Of(_text);
        }
    }

    /// <inheritdoc/>
    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            // It belongs to the one that made it.
        }
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>A text as PostgreSQL can store it: it knows no NUL, nor half a surrogate pair.</summary>
    internal static string Storable(string text) => text.AsSpan().IndexOf('\0') < 0 ? text : text.Replace('\0', '\uFFFD');

    /// <inheritdoc/>
    public override void Cancel() => inner.Cancel();

    /// <inheritdoc/>
    public override void Prepare()
    {
        // Npgsql prepares what comes again by itself.
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery()
    {
        if (inner.CommandText is "COMMIT" or "ROLLBACK" || inner.CommandText.StartsWith("BEGIN", StringComparison.Ordinal))
        {
            connection.Transact(inner.CommandText);
            return -1;
        }
        Before();
        return connection.Cancellable(inner.Cancel, inner.ExecuteNonQuery);
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar()
    {
        Before();
        return connection.Cancellable(inner.Cancel, inner.ExecuteScalar);
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Before();
        return connection.Cancellable(inner.Cancel, () => inner.ExecuteReader(behavior));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Before()
    {
        foreach (NpgsqlParameter parameter in inner.Parameters)
        {
            if (parameter.Value is string text) parameter.Value = Storable(text);
        }
        connection.Flush();
    }
}
