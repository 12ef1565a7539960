namespace Dedup.Host.Tests.Support;

/// <summary>Finds the checkout and the program that its build made.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string SamplePages => Path.Combine(Root, "tests", "samples", "pages");

    public static string SampleGold => Path.Combine(Root, "tests", "samples", "gold.jsonl");

    /// <summary>The program, built in the configuration of these tests.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "Dedup.Host", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        OperatingSystem.IsWindows() ? "dedup.exe" : "dedup");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dedup.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("no Dedup.sln above " + AppContext.BaseDirectory);
    }
}
