using System.Diagnostics;
using System.Globalization;

namespace Dedup.Scale.Running;

/// <summary>Runs the built program and takes its time and its memory.</summary>
internal static class MeasuredProgram
{
    /// <summary>Its file.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Dedup.Host", "release", "dedup");

    /// <summary>Runs it to its end.</summary>
    /// <returns>Wall seconds, the most resident memory in bytes, and what it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (double Seconds, long PeakBytes, string Output) Run(params string[] arguments) => Run(null, arguments);

    /// <summary>The same; <paramref name="look"/> is called some fifty times a second meanwhile.</summary>
    public static (double Seconds, long PeakBytes, string Output) Run(Action? look, params string[] arguments)
    {
        if (!File.Exists(Program)) throw new InvalidOperationException($"{Path.GetFullPath(Program)}: no program; build the solution with -c Release first");
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, Peak(process.Id));
            look?.Invoke();
        }
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode <= 1 ? (seconds, peak, output.Result) : throw new InvalidOperationException($"dedup {string.Join(' ', arguments)}: exit {process.ExitCode}: {error.Result}");
    }

    /// <summary>The high-water mark of resident memory as the kernel keeps it; 0 where it keeps none.</summary>
    public static long Peak(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(row => row.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
