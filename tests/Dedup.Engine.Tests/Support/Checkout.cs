namespace Dedup.Engine.Tests.Support;

/// <summary>Finds the checkout and the labelled data beside it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string SamplePages => Path.Combine(Root, "tests", "samples", "pages");

    public static string SampleGold => Path.Combine(Root, "tests", "samples", "gold.jsonl");

    public static string SampleTables => Path.Combine(Root, "tests", "samples", "parquet");

    public static string LanguagePages => Path.Combine(Root, "tests", "samples", "languages", "pages");

    public static string LanguageGold => Path.Combine(Root, "tests", "samples", "languages", "gold.jsonl");

    /// <summary>A file of a labelled set; skips the test where the sets are not there.</summary>
    public static string LabelledData(string relative)
    {
        string folder = Environment.GetEnvironmentVariable("DEDUP_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(Root, "..", "shared", "data");
        string path = Path.Combine(folder, relative);
        Assert.SkipUnless(File.Exists(path), $"skipped: {path} is not there; set DEDUP_DATA to the folder of the labelled sets");
        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dedup.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("no Dedup.sln above " + AppContext.BaseDirectory);
    }
}
