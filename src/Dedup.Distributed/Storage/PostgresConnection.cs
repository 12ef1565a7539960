using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dedup.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Storage;

/// <summary>A connection to PostgreSQL that takes the engine's statements.</summary>
/// <remarks>
/// What a transaction writes without asking for anything back waits until something is asked, or the transaction is committed, and then goes
/// with it in one message: a page is stored by some fifteen statements, and each would wait for the server's answer. For one thread, but for <see cref="Interrupt"/>.
/// </remarks>
internal sealed class PostgresConnection(NpgsqlConnection inner) : DbConnection, IStoreConnection
{
    private const int MostWaiting = 10_000;
    private const int IdsTogether = 256;
    private const long MostWaitingBytes = 8 << 20;

    private readonly WaitingWrites _waiting = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, NpgsqlDbType>> _types = [];
    private bool _inTransaction;
    private readonly Dictionary<string, Queue<long>> _ids = [];
    private long _cursors;
    private readonly HashSet<string> _held = [];
    private volatile Action? _cancel;

    /// <summary>The connection itself, all that waited being written.</summary>
    public NpgsqlConnection Inner
    {
        get
        {
            Flush();
            return inner;
        }
    }

    /// <summary>Whether the session holds the writer's lock.</summary>
    public bool IsWriter { get; set; }

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => _inTransaction;

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    /// <inheritdoc/>
    public override string Database => inner.Database;

    /// <inheritdoc/>
    public override string DataSource => inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => inner.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => inner.State;

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    /// <inheritdoc/>
    public override void Open() => inner.Open();

    /// <inheritdoc/>
    public override void Close() => inner.Close();

    /// <inheritdoc/>
    public Statement Prepare(string sql) => new PostgresStatement(this, sql);

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public bool NotesPlaced => true;

    /// <inheritdoc/>
    public long NextId(string table)
    {
        if (!_ids.TryGetValue(table, out Queue<long>? ids)) _ids[table] = ids = new Queue<long>();
        if (ids.Count == 0)
        {
            using NpgsqlDataReader reader = Ask(new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, {IdsTogether})")));
            while (reader.Read()) ids.Enqueue(reader.GetInt64(0));
        }
        return ids.Dequeue();
    }

    /// <inheritdoc/>
    public void TakeIds()
    {
        foreach ((string table, string column, string had) in new[]
        {
            ("runs", "id", "SELECT max(id) FROM runs"), ("rejections", "id", "SELECT max(id) FROM rejections"), ("variants", "id", "SELECT max(id) FROM variants"),
            ("documents", "id", "SELECT max(id) FROM documents"), ("cluster_events", "id", "SELECT max(id) FROM cluster_events"), ("changes", "seq", "SELECT max(seq) FROM changes"),
            ("clusters", "id", "SELECT max(greatest(c.id, e.cluster_id)) FROM clusters c FULL JOIN cluster_events e ON e.cluster_id = c.id"),
        })
        {
            using NpgsqlDataReader reader = Ask(new NpgsqlBatchCommand($"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), coalesce(({had}), 0) + 1, false)"));
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => _cancel?.Invoke();

    /// <summary>Runs a command of a transaction's begin or end.</summary>
    public void Transact(string sql)
    {
        bool begins = sql.StartsWith("BEGIN", StringComparison.Ordinal);
        if (sql == "ROLLBACK") _waiting.Clear();
        else Flush();
        // Whatever comes of it: a failed commit has rolled back.
        _inTransaction = begins;
        _held.Clear();
        using NpgsqlCommand command = inner.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A name for a cursor, which is this connection's until it is closed or the transaction ends.</summary>
    public string NextCursor()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"scan{++_cursors}");
        _held.Add(name);
        return name;
    }

    /// <summary>Whether a cursor is to be closed still.</summary>
    public bool HasCursor(string name) => _held.Remove(name) && inner.State == ConnectionState.Open;

    /// <summary>Takes a write that gives nothing back; outside of a transaction it is written at once.</summary>
    public void Later(NpgsqlBatchCommand write, long bytes)
    {
        _waiting.Add(write, bytes);
        FlushIfDue();
    }

    /// <summary>Takes a row to be inserted.</summary>
    public void Later(string sql, BulkInsert insert, SqlValue[] row, long bytes)
    {
        if (!_types.ContainsKey(insert.Table)) _types[insert.Table] = TypesOf(insert.Table);
        _waiting.Add(sql, insert, row, bytes);
        FlushIfDue();
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        if (_waiting.Count == 0) return;
        using NpgsqlBatch batch = Take();
        if (batch.BatchCommands.Count > 0) Send(batch);
    }

    /// <summary>Writes what waits, then asks; the reader stands before the rows of the first question.</summary>
    public NpgsqlDataReader Ask(params ReadOnlySpan<NpgsqlBatchCommand> questions)
    {
        NpgsqlBatch batch = Take();
        foreach (NpgsqlBatchCommand question in questions) batch.BatchCommands.Add(question);
        return Cancellable(batch.Cancel, () => batch.ExecuteReader());
    }

    /// <summary>Does something that another thread may end.</summary>
    public T Cancellable<T>(Action cancel, Func<T> work)
    {
        _cancel = cancel;
        try
        {
            return work();
        }
        finally
        {
            _cancel = null;
        }
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("transactions are begun by statements");

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new PostgresCommand(this, inner.CreateCommand());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (IsWriter) LetGo();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>The server hears of a closed connection a little later, and one that is pooled is not closed: the next writer would be told that this one still writes.</summary>
    private void LetGo()
    {
        IsWriter = false;
        if (inner.State != ConnectionState.Open) return;
        try
        {
            _waiting.Clear();
            using NpgsqlCommand command = inner.CreateCommand();
            command.CommandText = "SELECT pg_advisory_unlock_all()";
            command.ExecuteNonQuery();
        }
        catch (DbException)
        {
            // A session that has failed holds nothing any more.
        }
    }

    private void FlushIfDue()
    {
        if (!_inTransaction || _waiting.Count >= MostWaiting || _waiting.Bytes >= MostWaitingBytes) Flush();
    }

    private NpgsqlBatch Take() => _waiting.Send(inner, table => _types[table], Send);

    private void Send(NpgsqlBatch batch) => Cancellable(batch.Cancel, () => batch.ExecuteNonQuery());

    private Dictionary<string, NpgsqlDbType> TypesOf(string table)
    {
        var types = new Dictionary<string, NpgsqlDbType>(StringComparer.Ordinal);
        var question = new NpgsqlBatchCommand("SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped");
        question.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        using NpgsqlDataReader reader = Ask(question);
        while (reader.Read())
        {
            types[reader.GetString(0)] = reader.GetString(1) switch
            {
                "bigint" => NpgsqlDbType.Bigint,
                "double precision" => NpgsqlDbType.Double,
                "bytea" => NpgsqlDbType.Bytea,
                _ => NpgsqlDbType.Text,
            };
        }
        return types;
    }
}
