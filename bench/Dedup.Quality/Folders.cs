namespace Dedup.Quality;

/// <summary>Where the checkout and the labelled data are.</summary>
internal static class Folders
{
    /// <summary>The folder that holds Dedup.sln, above the program's own.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A labelled set under DEDUP_DATA, else under ../shared/data beside the checkout; null where neither has it.</summary>
    public static string? Data(string set)
    {
        string data = Environment.GetEnvironmentVariable("DEDUP_DATA") ?? Path.Combine(Root, "../shared/data");
        string folder = Path.GetFullPath(Path.Combine(data, set));
        return Directory.Exists(folder) ? folder : null;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dedup.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Dedup.sln stands in no folder above the program");
    }
}
