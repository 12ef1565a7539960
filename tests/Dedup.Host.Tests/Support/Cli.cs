using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Dedup.Host.Tests.Support;

/// <summary>What the program said.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Its output as one JSON value.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The lines of its output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A folder of its own in which the built program is run as a process.</summary>
internal sealed class Cli : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dedup-host-test-").FullName;

    /// <summary>Environment variables of the processes.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string File(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public CliResult Run(params string[] arguments) => RunWithInput(null, arguments);

    public CliResult RunWithInput(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Checkout.Program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string inherited in start.Environment.Keys.Where(k => k.StartsWith("Dedup__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
