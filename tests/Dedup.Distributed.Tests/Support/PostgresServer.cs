using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Dedup.Distributed.Tests.Support.PostgresServer))]

namespace Dedup.Distributed.Tests.Support;

/// <summary>A PostgreSQL server of these tests alone, of the distribution's own package; started when the first test asks for it, gone with the last.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lock Starting = new();
    private static PostgresServer? s_running;
    private static long s_schemas;

    /// <summary>Addresses of network namespaces of tests.</summary>
    public const string NamespaceNetwork = "10.77.0.0/16";

    // What the engine's tests ask for beside what the engine does.
    private const string Asked =
        """
        CREATE FUNCTION hex(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(encode(bytes, 'hex')) $$;
        CREATE FUNCTION with_number(list text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN list = '[' THEN list ELSE list || ',' END || number $$;
        CREATE FUNCTION closed(list text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT list || ']' $$;
        CREATE AGGREGATE json_group_array(bigint) (SFUNC = with_number, STYPE = text, INITCOND = '[', FINALFUNC = closed);
        CREATE FUNCTION with_text(list text, item text, gap text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(list || gap, '') || item $$;
        CREATE AGGREGATE group_concat(text, text) (SFUNC = with_text, STYPE = text);
        """;

    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private bool _isStarted;

    public PostgresServer()
    {
        _programs = Programs() ?? string.Empty;
        _folder = Directory.CreateTempSubdirectory("dedup-postgres-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        s_running ??= this;
    }

    /// <summary>Another server, for tests that crash it: the one that all tests share stays up.</summary>
    public static PostgresServer Own()
    {
        // Skips where there is none.
        _ = Running;
        var server = new PostgresServer();
        server.StartOnce();
        return server;
    }

    /// <summary>The one server; the test is skipped where PostgreSQL is not installed.</summary>
    public static PostgresServer Running
    {
        get
        {
            PostgresServer server = s_running!;
            Assert.SkipWhen(server._programs.Length == 0, "skipped: PostgreSQL is not installed (apt-get install postgresql)");
            lock (Starting) server.StartOnce();
            return server;
        }
    }

    /// <summary>A connection string of a new, empty schema.</summary>
    public string NewSchema()
    {
        string schema = string.Create(CultureInfo.InvariantCulture, $"s{Interlocked.Increment(ref s_schemas)}");
        Execute($"CREATE SCHEMA {schema}; SET search_path = {schema}; {Asked}");
        return $"{ConnectionString};Search Path={schema}";
    }

    /// <summary>Its port.</summary>
    public int Port => _port;

    /// <summary>Of the database that holds all of them.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Pooling=false");

    /// <summary>Runs a statement as the server's owner.</summary>
    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server as a crash would, and starts it again.</summary>
    public void Crash()
    {
        Control("stop", "-m", "immediate");
        Start();
    }

    public void Dispose()
    {
        if (_isStarted) Control("stop", "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private void StartOnce()
    {
        if (_isStarted) return;
        // The server refuses to be run by root.
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", _folder);
        RunAsOwner(Path.Combine(_programs, "initdb"), "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync");
        // Hosts of a cluster in network namespaces of their own reach it from there.
        File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), $"host all all {NamespaceNetwork} trust\n");
        Start();
        _isStarted = true;
    }

    private string Data => Path.Combine(_folder, "data");

    // What is lost with the machine's power is not tested here.
    private void Start() => Control("start", "-l", Path.Combine(_folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {_port} -h '*' -k '' -c fsync=off -c max_connections=300"));

    private void Control(string what, params string[] arguments) => RunAsOwner(Path.Combine(_programs, "pg_ctl"), [what, "-D", Data, "-w", "-s", .. arguments]);

    private static void RunAsOwner(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]);
        else Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // Not redirected: the server would keep the pipes open.
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>The folder of the newest server that is installed.</summary>
    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;
}
