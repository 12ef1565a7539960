namespace Dedup.Engine.Sources;

/// <summary>A file to read, as it stood when it was listed.</summary>
/// <param name="Path">As it was given or found; standard input is <see cref="PageSource.StandardInput"/>.</param>
/// <param name="Relative">The part of the path that makes keys.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change in ticks of 100 ns, UTC.</param>
public sealed record SourceFile(string Path, string Relative, long Size, long Modified)
{
    /// <summary>The path that means the same file from everywhere.</summary>
    public string FullPath { get; } = Path == PageSource.StandardInput ? PageSource.StandardInputName : System.IO.Path.GetFullPath(Path);

    /// <summary>Whether it was found in a folder and not named.</summary>
    public bool IsFound { get; init; }

    /// <summary>Whether this is standard input.</summary>
    public bool IsStandardInput => Path == PageSource.StandardInput;

    /// <summary>What stands in messages.</summary>
    public string Place => IsStandardInput ? PageSource.StandardInputName : Path;

    /// <summary>Whether the file still is as it was listed.</summary>
    public bool IsUnchanged()
    {
        try
        {
            return At(Path, Relative) is { } now && now.Size == Size && now.Modified == Modified;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The file as it stands now; of a missing one size and time are 0.</summary>
    internal static SourceFile At(string path, string relative)
    {
        // A folder that may not be looked into stands among the files.
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists ? new SourceFile(path, relative, (info as FileInfo)?.Length ?? 0, info.LastWriteTimeUtc.Ticks) : new SourceFile(path, relative, 0, 0);
    }
}
