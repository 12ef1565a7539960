using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dedup.Host.Tests.Support;

/// <summary>A signal that is sent to a process.</summary>
internal enum Signal
{
    /// <summary>Ctrl-C.</summary>
    Interrupt = 2,

    /// <summary>The end of the process at once.</summary>
    Kill = 9,

    /// <summary>A request to end.</summary>
    Terminate = 15,
}

/// <summary>A process of the program that runs while the test goes on; killed with the end of the test.</summary>
internal sealed class StartedProgram : IDisposable
{
    /// <summary>What a process of ours may take at most; only one that hangs takes so long.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private readonly Task _reading;

    public StartedProgram(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _reading = Task.Run(ReadError);
    }

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written to standard error so far.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    public void Send(Signal signal)
    {
        if (!_process.HasExited) _ = SendSignal(_process.Id, (int)signal);
    }

    /// <summary>Kills it, if it still runs, and says whether it did.</summary>
    public bool Kill()
    {
        Send(Signal.Kill);
        return Wait().ExitCode == 128 + (int)Signal.Kill;
    }

    public CliResult Wait()
    {
        if (!_process.WaitForExit(Limit)) throw new TimeoutException($"process {Id} does not end; it said: {ErrorSoFar}");
        _reading.GetAwaiter().GetResult();
        return new CliResult(_process.ExitCode, _output.GetAwaiter().GetResult(), ErrorSoFar);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void ReadError()
    {
        var buffer = new char[4096];
        int read;
        while ((read = _process.StandardError.Read(buffer)) > 0)
        {
            lock (_error) _error.Append(buffer, 0, read);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
