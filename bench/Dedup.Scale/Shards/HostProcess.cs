using System.Diagnostics;
using System.Globalization;

namespace Dedup.Scale.Shards;

/// <summary>A <see cref="ShardHost"/> as a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    /// <summary>The word by which this program is one.</summary>
    public const string Verb = "shard-host";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2), LongestEnd = TimeSpan.FromSeconds(10);

    private readonly string _address;
    private readonly Process _process;
    private readonly Task<string?> _said;

    /// <summary>Starts it; several may start at once.</summary>
    public HostProcess(string address, string database)
    {
        _address = address;
        _process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Dedup.Scale"), [Verb, address, database]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _said = _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Waits until it is a host.</summary>
    /// <exception cref="InvalidOperationException">It is none; what it said of that went to the standard error.</exception>
    public void Wait()
    {
        if (!_said.Wait(LongestStart)) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the host at {_address} has not started after {LongestStart.TotalSeconds} s"));
        if (_said.Result != ShardHost.Started) throw new InvalidOperationException($"the host at {_address} did not start");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(LongestEnd)) _process.Kill();
        _process.Dispose();
    }
}
