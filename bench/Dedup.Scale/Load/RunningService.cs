using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dedup.Scale.Running;

namespace Dedup.Scale.Load;

/// <summary>The service as a process of its own, over a database.</summary>
internal sealed class RunningService : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="settings">Settings, as <c>KEY=VALUE</c>.</param>
    public RunningService(string database, string? folder = null, params string[] settings)
    {
        long started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(MeasuredProgram.Program, ["serve", "--db", database, "--listen", "http://127.0.0.1:0", "--set", "Serve:RequestsPerSecond=1000000", "--set", "Serve:Nice=19", .. settings.SelectMany(setting => new[] { "--set", setting })])
        {
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        // As the unit runs it, which lies beside the program.
        const string Sets = "Environment=";
        foreach (string line in File.ReadLines(Path.Combine(Path.GetDirectoryName(MeasuredProgram.Program)!, "dedup.service")).Where(line => line.StartsWith(Sets, StringComparison.Ordinal)))
        {
            string[] setting = line[Sets.Length..].Split('=');
            start.Environment[setting[0]] = setting[1];
        }
        _process = Process.Start(start)!;
        string? said;
        const string Said = "listening at ";
        while ((said = _process.StandardError.ReadLine()) is not null && !said.Contains(Said, StringComparison.Ordinal)) Console.Error.WriteLine(said);
        if (said is null) throw new InvalidOperationException("the service did not start");
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(said[(said.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..].Trim()), Timeout = TimeSpan.FromMinutes(5) };
        _ = _process.StandardError.ReadToEndAsync();
        while (!Client.GetAsync("/health/ready").Result.IsSuccessStatusCode) Thread.Sleep(20);
        StartSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public HttpClient Client { get; }

    /// <summary>From nothing to ready.</summary>
    public double StartSeconds { get; }

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that it has taken.</summary>
    public long PeakBytes => MeasuredProgram.Peak(_process.Id);

    /// <summary>Documents stored, documents without their clusters, and pages that wait to be stored.</summary>
    public (long Documents, long Unsettled, long Queued) State()
    {
        using JsonDocument status = JsonDocument.Parse(Client.GetStringAsync("/v1/status").Result);
        JsonElement database = status.RootElement.GetProperty("database");
        return (database.GetProperty("documents").GetInt64(), database.GetProperty("waiting").GetInt64(), status.RootElement.GetProperty("queue").GetProperty("pages").GetInt64());
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            using Process stop = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            if (!_process.WaitForExit(TimeSpan.FromMinutes(5))) _process.Kill();
        }
        _process.Dispose();
    }
}
