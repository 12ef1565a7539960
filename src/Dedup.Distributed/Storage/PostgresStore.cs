using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Dedup.Engine;
using Dedup.Distributed.Search;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;
using Npgsql;

namespace Dedup.Distributed.Storage;

/// <summary>A database of a PostgreSQL server, which several machines may share.</summary>
/// <remarks>
/// The writer's lock is an advisory lock of the session that writes: a writer that has lost its session has lost both, so that nothing it still has in mind
/// can reach the database after another took its place.
/// </remarks>
public sealed class PostgresStore : IStore, ISearchStore
{
    /// <summary>Of the advisory lock of the one writer, beside the schema's name: the letters "dedu".</summary>
    private const int WriterKey = 0x64_65_64_75;

    /// <summary>What sessions of hosts of a cluster are called, before their address: the next writer may end the one before.</summary>
    internal const string ClusterSession = "dedup cluster ";

    /// <summary>Whose session holds the writer's lock.</summary>
    private const string WriterSession =
        """
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = @WriterKey::oid AND l.objid = (hashtext(current_schema())::bigint & 4294967295)::oid
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND starts_with(a.application_name, @ClusterSession)
        """;

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5), LookEach = TimeSpan.FromMilliseconds(50);

    private NpgsqlDataSource _source;
    private PostgresConnection? _writer;
    private bool _isOfCluster;

    /// <summary>Names a database; nothing is opened yet.</summary>
    /// <param name="connectionString">As Npgsql takes it: <c>Host=…;Database=…</c>.</param>
    /// <exception cref="DatabaseException">It is none.</exception>
    public PostgresStore(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "dedup",
                // Statements are few and come again and again.
                MaxAutoPrepare = 200,
                AutoPrepareMinUsages = 2,
                // A batch may wait for the disk as long as SQLite's would.
                CommandTimeout = 0,
                // Where the server's machine is gone nobody says so.
                TcpKeepAlive = true,
            };
        }
        catch (ArgumentException e)
        {
            throw new DatabaseException($"the connection string of the database cannot be read: {e.Message}", e);
        }
        if (string.IsNullOrWhiteSpace(settings.Host)) throw new DatabaseException("the connection string of the database names no Host; for example Host=localhost;Database=dedup");
        settings.Database ??= settings.Username ?? "dedup";
        Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}/{settings.Database}");
        Files = $"dedup-{settings.Host}-{settings.Database}".Replace('/', '_');
        ConnectionString = settings.ConnectionString;
        _source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>With its password.</summary>
    internal string ConnectionString { get; private set; }

    /// <summary>Connections that are not the engine's.</summary>
    internal NpgsqlDataSource Source => _source;

    /// <summary>The host of a cluster that this is; the machine's name, where it is none.</summary>
    internal string Host { get; private set; } = Environment.MachineName;

    /// <summary>Becomes a host of a cluster: makes the tables where they are missing, and from here on takes the writer's lock from another host of it.</summary>
    /// <exception cref="DatabaseException">The database cannot be used, is written by another program while its tables must be made, or is another cluster's by its settings.</exception>
    internal void Join(DedupOptions options)
    {
        ClusterSettings settings = options.Cluster;
        (Host, _isOfCluster) = (settings.Address, true);
        ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = ClusterSession + settings.Address }.ConnectionString;
        _source.Dispose();
        _source = NpgsqlDataSource.Create(ConnectionString);
        while (!Guarded(connection => PostgresSchema.Version(connection) == PostgresSchema.Present))
        {
            RequireOurs();
            // Hosts that start together: one makes them, the others wait for it.
            AsOnlyWriter(connection => PostgresSchema.BringUpToDate(connection, Name));
        }
        while (Guarded(connection => connection.QueryFirstOrDefault<(string Name, long Shards)>("SELECT name, shards FROM cluster_settings")) is var known && known != (settings.Name, settings.Shards))
        {
            if (known.Name is not null && OtherHost() is string host)
                throw new DatabaseException($"{Name}: is the cluster '{known.Name}' with {known.Shards} candidate shards, as {host} runs it; set {DedupOptions.Section}:Cluster:Name and Cluster:Shards to the same, or stop all hosts first");
            // Logs that were shared out over another number are dropped by the next writer.
            AsOnlyWriter(connection => connection.Inner.Execute(
                "DELETE FROM shard_log WHERE shard >= @count; DELETE FROM cluster_settings; INSERT INTO cluster_settings(name, shards) VALUES (@name, @count)", new { name = settings.Name, count = (long)settings.Shards }));
        }
        // A shard on this host decides by them what is proposed.
        if (Guarded(connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM settings WHERE name = 'scheme')")))
        {
            using System.Data.Common.DbConnection reader = OpenForReading();
            this.Guard(() => StoredSettings.RequireForReading(reader, options));
        }
        else AsOnlyWriter(connection => StoredSettings.Require(connection, options));
    }

    /// <summary>Another host of a cluster that has sessions; null where none has.</summary>
    private string? OtherHost() => Guarded(connection => connection.QueryFirstOrDefault<string>(
        """
        SELECT substr(application_name, length(@ClusterSession) + 1) FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, @ClusterSession) AND application_name <> @own
        """, new { ClusterSession, own = ClusterSession + Host }));

    /// <summary>By what the keys in the logs of the shards were shared out.</summary>
    internal string ShardedBy() => Guarded(connection => connection.ExecuteScalar<string>("SELECT sharing FROM cluster_settings"))!;

    /// <summary>All logs hold keys that are shared out so.</summary>
    internal void SetShardedBy(string sharing) => Guarded(connection => connection.Execute("UPDATE cluster_settings SET sharing = @sharing", new { sharing }));

    private void AsOnlyWriter(Action<PostgresConnection> work)
    {
        using PostgresConnection writer = TakeLock(endOthers: false, LongestEnd);
        Interlocked.Exchange(ref _writer, null);
        this.Guard(() => work(writer));
    }

    /// <summary>The address of the host of a cluster that writes; null where none does.</summary>
    internal string? WritingHost() => Guarded(connection => connection.QueryFirstOrDefault<string>("SELECT substr(a.application_name, length(@ClusterSession) + 1) " + WriterSession, new { WriterKey, ClusterSession }));

    /// <summary>The number of a writer's session, higher than all before.</summary>
    internal long NextSession() => Guarded(connection => connection.ExecuteScalar<long>("SELECT nextval('writer_sessions')"));

    /// <summary>Whether the name of a database is a connection string and not the path of a file.</summary>
    public static bool IsConnectionString(string database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Split(';').Any(part => part.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || part.TrimStart().StartsWith("Server=", StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Files { get; }

    /// <inheritdoc/>
    public bool Exists() => Guarded(connection => PostgresSchema.Version(connection) > 0);

    /// <inheritdoc/>
    public long Bytes() => Guarded(connection => connection.ExecuteScalar<long>("SELECT pg_database_size(current_database())"));

    /// <inheritdoc/>
    public void RequireOurs() => Guarded(connection =>
    {
        PostgresSchema.RequireOurs(connection, Name);
        return 0;
    });

    /// <inheritdoc/>
    public IDisposable TakeWriter() => TakeLock(endOthers: _isOfCluster, _isOfCluster ? LongestEnd : TimeSpan.Zero);

    /// <summary>Takes the writer's lock. In a cluster it is this host's turn: a host before it that does not know that yet loses its session, and with it whatever it had not committed.</summary>
    private PostgresConnection TakeLock(bool endOthers, TimeSpan longest)
    {
        PostgresConnection connection = Open();
        try
        {
            long began = Stopwatch.GetTimestamp();
            while (!connection.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@WriterKey, hashtext(current_schema()))", new { WriterKey }))
            {
                if (endOthers)
                {
                    connection.Query<bool>("SELECT pg_terminate_backend(a.pid) " + WriterSession, new { WriterKey, ClusterSession });
                }
                if (Stopwatch.GetElapsedTime(began) > longest) throw new DatabaseException($"{Name}: {Holder(connection)} is writing it; wait for it to end, or stop it");
                Thread.Sleep(LookEach);
            }
        }
        catch (DbException e)
        {
            connection.Dispose();
            throw Explain(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        connection.IsWriter = true;
        return _writer = connection;
    }

    /// <inheritdoc/>
    public DbConnection OpenForWriting()
    {
        PostgresConnection connection = Interlocked.Exchange(ref _writer, null) ?? throw new InvalidOperationException("the writer's lock is not held");
        this.Guard(() => PostgresSchema.BringUpToDate(connection, Name));
        return connection;
    }

    /// <inheritdoc/>
    public DbConnection OpenForReading(bool once = false)
    {
        PostgresConnection connection = Open();
        try
        {
            long version = this.Guard(() =>
            {
                PostgresSchema.RequireOurs(connection, Name);
                return PostgresSchema.Version(connection);
            });
            if (version == 0) throw new DatabaseException($"{Name}: holds no tables of dedup; make them with 'dedup ingest PATH', or name another database with --db");
            if (version < PostgresSchema.Present) throw new DatabaseException($"{Name}: was made by an older dedup; it is brought up to date by the next command that writes it, such as 'dedup ingest'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    (ISearchIndex? Index, SearchIndexState State) ISearchStore.Attach(DbConnection reader)
    {
        if (PostgresSearchWriter.ReadMark(reader) is not { } mark) return (null, new SearchIndexState(SearchIndexHealth.Missing, 0, false));
        // A plan for any words at all knows nothing of those that are asked for.
        reader.Execute("SET plan_cache_mode = force_custom_plan");
        // It is of the same moment as the rows, but a change that it follows may be another life's.
        return mark.Format == PostgresSearchWriter.Format && ChangeLog.Knows(reader, mark.Position)
            ? (new PostgresSearchIndex(reader), new SearchIndexState(SearchIndexHealth.Usable, Math.Max(0, ChangeLog.End(reader).Seq - mark.Seq), mark.Bodies != 0))
            : (null, new SearchIndexState(SearchIndexHealth.Unusable, 0, false));
    }

    /// <inheritdoc/>
    void ISearchStore.Detach(DbConnection reader)
    {
        // Nothing of it is the connection's.
    }

    /// <inheritdoc/>
    ISearchWriter? ISearchStore.TryOpen(bool bodies) => PostgresSearchWriter.TryOpen(this, bodies);

    /// <inheritdoc/>
    public StoreCheck Check(DbConnection connection) => new(
        "indexes and foreign keys that PostgreSQL holds for valid",
        connection.ExecuteScalar<long>(Ours("SELECT (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid {0}) + (SELECT count(*) FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid {0} AND f.contype = 'f')")),
        [
            .. connection.Query<string>(Ours("SELECT 'index ' || i.indexrelid::regclass || ' is not valid: REINDEX it' FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid {0} AND NOT i.indisvalid")),
            .. connection.Query<string>(Ours("SELECT 'foreign key ' || f.conname || ' of ' || c.relname || ' is not validated' FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid {0} AND f.contype = 'f' AND NOT f.convalidated")),
        ]);

    private static string Ours(string sql) => sql.Replace("{0}", "WHERE c.relnamespace = current_schema()::regnamespace", StringComparison.Ordinal);

    /// <inheritdoc/>
    public DatabaseException Explain(DbException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new DatabaseException($"{Name}: {(error is PostgresException refused ? Meaning(refused) : $"the server cannot be reached ({Innermost(error).Message}); check Host, Port and that it runs")}", error);
    }

    private static string Meaning(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => $"{error.MessageText}; make it with 'createdb', or name another",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"{error.MessageText}; check Username and Password, or PGUSER and PGPASSWORD",
        PostgresErrorCodes.InsufficientPrivilege => $"{error.MessageText}; the user needs the right to create tables in it",
        PostgresErrorCodes.DiskFull => "the server's disk is full; what was stored before is safe: make room and run the same command again",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            $"{error.MessageText}; what was stored before is safe: run the same command again when the server is back",
        PostgresErrorCodes.TooManyConnections => $"{error.MessageText}; raise max_connections, or lower 'Maximum Pool Size' in the connection string",
        _ => $"{error.MessageText} ({error.SqlState})",
    };

    private static Exception Innermost(Exception error) => error.InnerException is null ? error : Innermost(error.InnerException);

    private static string Holder(PostgresConnection connection) =>
        PostgresSchema.Version(connection) > 0 && WriterRecord.Read(connection) is { } writer ? $"process {writer.Process} of {writer.Host} (dedup {writer.Command})" : "another process";

    private PostgresConnection Open() => this.Guard(() => new PostgresConnection(_source.OpenConnection()));

    private T Guarded<T>(Func<PostgresConnection, T> work)
    {
        using PostgresConnection connection = Open();
        return this.Guard(() => work(connection));
    }
}
