using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Dedup.Engine.Sources;

/// <summary>The files that a folder or a pattern names, in a fixed order.</summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions Visible = new()
    {
        // A link inside a folder may lead back into it.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// The files of a folder that are not hidden, in the order of their relative paths. A folder in it that may not be looked
    /// into stands among them: reading it is a rejection.
    /// </summary>
    /// <exception cref="IOException">The folder itself cannot be looked into.</exception>
    public static IEnumerable<SourceFile> OfFolder(string folder) =>
        Walk(folder)
            .Select(file => (File: file, Relative: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(f => !f.Relative.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(f => f.Relative, StringComparer.Ordinal)
            .Select(f => SourceFile.At(f.File, f.Relative) with { IsFound = true });

    private static List<string> Walk(string folder)
    {
        var files = new List<string>();
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out string? next))
        {
            try
            {
                files.AddRange(Directory.EnumerateFiles(next, "*", Visible));
                foreach (string inner in Directory.EnumerateDirectories(next, "*", Visible)) folders.Push(inner);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (next == folder) throw new IOException($"{folder}: cannot be looked into ({e.Message}); check that it exists and may be read", e);
                // One that has gone since has no files.
                if (Directory.Exists(next)) files.Add(next);
            }
        }
        return files;
    }

    /// <summary>The files that a pattern matches. Keys are relative to the part of the pattern before its first wildcard.</summary>
    public static List<SourceFile> OfGlob(string pattern)
    {
        string normal = pattern.Replace('\\', '/');
        int wildcard = normal.AsSpan().IndexOfAny('*', '?');
        int cut = normal.LastIndexOf('/', wildcard);
        string folder = cut < 0 ? "." : cut == 0 ? "/" : normal[..cut];
        if (!Directory.Exists(folder)) throw new FileNotFoundException($"{pattern}: no such folder as {folder}");
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(normal[(cut + 1)..]);
        List<SourceFile> found = [.. matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))).Files
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => SourceFile.At(Path.Combine(folder, f.Path), f.Path))];
        return found.Count > 0 ? found : throw new FileNotFoundException($"{pattern}: matches no file");
    }
}
