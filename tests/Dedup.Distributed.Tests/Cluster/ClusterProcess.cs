using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dedup.Engine.Tests.Support;

namespace Dedup.Distributed.Tests.Cluster;

/// <summary>A host of a cluster: the built program in a process of its own, which a supervisor starts again when it ends.</summary>
internal sealed partial class ClusterProcess : IDisposable
{
    private const int Killed = 9, Terminated = 15, Continued = 18, Stopped = 19;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly string _database;
    private readonly string _folder;
    private readonly NetworkNamespace? _network;
    private readonly string? _settings;
    private readonly StringBuilder _log = new();
    private readonly Lock _starting = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(10) };
    private Process _process = null!;
    private volatile bool _isEnding;
    private volatile Uri? _address;

    /// <summary>Starts it.</summary>
    /// <param name="database">The shared database.</param>
    /// <param name="folder">Where it keeps what is its own.</param>
    /// <param name="settings">A setting, as <c>KEY=VALUE</c>.</param>
    /// <param name="network">The namespace that it stands in; null for this machine's own network.</param>
    public ClusterProcess(string database, string folder, NetworkNamespace? network = null, string? settings = null)
    {
        (_database, _folder, _network, _settings) = (database, folder, network, settings);
        Directory.CreateDirectory(folder);
        Address = string.Create(CultureInfo.InvariantCulture, $"{network?.Address ?? "127.0.0.1"}:{FreePort()}");
        // At an address that others reach the program answers those who show a key.
        if (network is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", NewKey());
        Start();
    }

    /// <summary>How long the supervisor takes to start it again.</summary>
    public TimeSpan RestartAfter { get; set; }

    /// <summary>Address at which the other hosts reach it.</summary>
    public string Address { get; }

    /// <summary>Whether its process runs, and is not paused.</summary>
    public bool IsUp => !_process.HasExited && _address is not null;

    /// <summary>What it has logged, in all its lives.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    public void Kill() => Send(Killed);

    public void Terminate() => Send(Terminated);

    public void Pause() => Send(Stopped);

    public void Resume() => Send(Continued);

    /// <summary>Posts pages; null where it does not take them.</summary>
    public async Task<string?> Post(string lines)
    {
        try
        {
            using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            using HttpResponseMessage answer = await _http.PostAsync(new Uri(_address!, "/v1/pages"), content, patience.Token);
            if (answer.StatusCode != HttpStatusCode.Accepted) return null;
            using JsonDocument receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return receipt.RootElement.GetProperty("post").GetString();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or ArgumentNullException)
        {
            return null;
        }
    }

    /// <summary>What it answers; null where it does not.</summary>
    public async Task<string?> Ask(string path, string? body = null)
    {
        try
        {
            using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(body is null ? 2 : 10));
            using HttpResponseMessage answer = body is null ? await _http.GetAsync(new Uri(_address!, path), patience.Token) : await _http.PostAsync(new Uri(_address!, path), content, patience.Token);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(patience.Token) : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or ArgumentNullException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        lock (_starting)
        {
            _isEnding = true;
            if (!_process.HasExited)
            {
                Send(Continued);
                _process.Kill();
            }
            _process.WaitForExit(Longest);
            _process.Dispose();
        }
        _http.Dispose();
    }

    private void Start()
    {
        string[] line = [.. _network?.Through ?? [], Program, "serve", "--db", _database, "--listen", $"http://{_network?.Address ?? "127.0.0.1"}:0", "--set", $"Cluster:Address={Address}", "--set", "Cluster:DeadAfterSeconds=3", "--set", "Serve:Nice=0", .. _settings is null ? Array.Empty<string>() : ["--set", _settings]];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true };
        _address = null;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (_log) _log.AppendLine(line.Data);
            if (Listening().Match(line.Data) is { Success: true } said) _address = new Uri(said.Groups[1].Value);
        };
        // The event holds a lock of the process, which its end takes: not to be held for as long as the host stays away.
        _process.Exited += (_, _) => Task.Run(Supervise);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    private void Supervise()
    {
        if (_isEnding) return;
        lock (_log) _log.AppendLine(CultureInfo.InvariantCulture, $"--- ended with {_process.ExitCode}, started again");
        Thread.Sleep(RestartAfter);
        RestartAfter = TimeSpan.Zero;
        lock (_starting)
        {
            if (!_isEnding) Start();
        }
    }

    private static string Program => Path.Combine(Checkout.Root, "artifacts", "bin", "Dedup.Host", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "dedup");

    /// <summary>What the program says when it is run to its end.</summary>
    public static string Run(params string[] arguments) => RunIn(Path.GetTempPath(), arguments);

    private static string RunIn(string folder, params string[] arguments)
    {
        using Process program = Process.Start(new ProcessStartInfo(Program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        return program.StandardOutput.ReadToEnd();
    }

    private string NewKey() => RunIn(_folder, "keys", "add", "test", "--role", "admin", "--db", _database).Trim();

    private void Send(int signal)
    {
        if (!_process.HasExited) _ = SendSignal(_process.Id, signal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    [GeneratedRegex(@"dedup: listening at (http://\S+?)[,\s]*$")]
    private static partial Regex Listening();
}
