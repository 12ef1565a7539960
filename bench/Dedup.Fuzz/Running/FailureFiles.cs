using System.Globalization;

namespace Dedup.Fuzz.Running;

/// <summary>Writes failing inputs, each with a file that says how to repeat it.</summary>
internal static class FailureFiles
{
    private const string Folder = "artifacts/fuzz";

    /// <summary>The command that runs one case again.</summary>
    public static string Repeat(string target, ulong seed, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"dotnet artifacts/bin/Dedup.Fuzz/release/Dedup.Fuzz.dll --target {target} --seed {seed} --case {number}");

    /// <summary>Writes a failure.</summary>
    /// <returns>The file that holds the input.</returns>
    public static string Write(FuzzTarget target, ulong seed, long number, object input, CaseEnd end)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{seed}-{number}.input"));
        File.WriteAllBytes(path, target.Write(input));
        File.WriteAllText(Path.ChangeExtension(path, ".txt"), $"{Repeat(target.Name, seed, number)}\n{end.Kind}\n{end.Detail}\n");
        return path;
    }

    /// <summary>Writes which cases run, so that one that ends the process can be told.</summary>
    public static string WriteRunning(IEnumerable<string> repeats)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Folder, "running.txt");
        File.WriteAllLines(path, repeats);
        return path;
    }
}
