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

    /// <summary>Environment variables of the processes; several services at once listen where the system lets them, and give way to none of the tests beside them.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["Dedup__Serve__Address"] = "http://127.0.0.1:0", ["Dedup__Serve__Nice"] = "0" };

    /// <summary>A program and its arguments that start the processes, for example as another user.</summary>
    public IReadOnlyList<string> Through { get; set; } = [];

    /// <summary>The program that is run.</summary>
    public string Program { get; set; } = Checkout.Program;

    public string File(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public CliResult Run(params string[] arguments) => RunWithInput(null, arguments);

    public CliResult RunWithInput(string? input, params string[] arguments)
    {
        using StartedProgram program = Start(arguments);
        if (input is not null) program.Input.Write(input);
        program.Input.Close();
        return program.Wait();
    }

    /// <summary>Starts the program and does not wait for it; its standard input stays open.</summary>
    public StartedProgram Start(params string[] arguments)
    {
        string[] line = [.. Through, Program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
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
        return new StartedProgram(Process.Start(start)!);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
