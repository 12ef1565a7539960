using Dedup.Engine.Sources;

namespace Dedup.Engine.Watch;

/// <summary>Looks into a watched folder for files that are complete.</summary>
/// <remarks>
/// A file is complete when it has not changed for the settling time: by its own time, which tells at once for files that
/// were moved in, or by looking twice, where clocks differ. Folders are looked through, not notified of: notifications are
/// lost on network file systems and when many files come at once, and a look at 10,000 files takes milliseconds.
/// </remarks>
/// <param name="folder">The folder as configured.</param>
/// <param name="settle">The settling time.</param>
/// <param name="clock">Tells it.</param>
/// <param name="takeAway">What becomes of files that have been taken in, where that is not said by the folder.</param>
internal sealed class Inbox(WatchedFolder folder, TimeSpan settle, TimeProvider clock, Action<SourceFile>? takeAway = null)
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial"];

    private readonly string _moveTo = folder.MoveTo.Length == 0 ? string.Empty : Path.GetFullPath(folder.MoveTo, Path.GetFullPath(folder.Path));

    private Dictionary<string, (SourceFile File, long Since)> _settling = new(StringComparer.Ordinal);

    /// <summary>The folder as configured.</summary>
    public WatchedFolder Folder { get; } = folder;

    /// <summary>How its files are read.</summary>
    public SourceOptions Reading(int maxPageBytes) => new()
    {
        SourceName = string.IsNullOrWhiteSpace(Folder.Source) ? null : Folder.Source,
        FieldNames = Folder.Fields,
        MaxPageBytes = maxPageBytes,
    };

    /// <summary>Files that are still coming, as the last look found them.</summary>
    public int Settling => _settling.Count;

    /// <summary>The complete files, the oldest first; of files with one key the newest is so taken in last.</summary>
    /// <param name="known">Tells the files to pass over.</param>
    /// <exception cref="IOException">The folder cannot be looked into.</exception>
    public List<SourceFile> Look(Func<SourceFile, bool> known)
    {
        var settling = new Dictionary<string, (SourceFile File, long Since)>(StringComparer.Ordinal);
        var ready = new List<SourceFile>();
        long now = clock.GetTimestamp();
        DateTime settled = clock.GetUtcNow().UtcDateTime - settle;
        foreach (SourceFile file in FolderListing.OfFolder(Folder.Path))
        {
            if (Unfinished.Any(ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) continue;
            if (_moveTo.Length > 0 && file.FullPath.StartsWith(_moveTo + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            // One that has gone since the look began has no time.
            if (file.Modified == 0 || known(file)) continue;
            long since = _settling.TryGetValue(file.FullPath, out (SourceFile File, long Since) before) && before.File == file ? before.Since : now;
            if (file.Modified <= settled.Ticks || clock.GetElapsedTime(since, now) >= settle && since != now || settle == TimeSpan.Zero) ready.Add(file);
            else settling[file.FullPath] = (file, since);
        }
        _settling = settling;
        ready.Sort((a, b) => (a.Modified, a.Relative).CompareTo((b.Modified, b.Relative)));
        return ready;
    }

    /// <summary>Whether files that have been taken in are moved away.</summary>
    public bool Moves => takeAway is not null || _moveTo.Length > 0;

    /// <summary>Moves a file that has been taken in; beside one of the same name it gets a number.</summary>
    /// <returns>Whether it was moved; not where another has come under its name.</returns>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public bool Move(SourceFile file)
    {
        if (takeAway is not null)
        {
            takeAway(file);
            return true;
        }
        if (!file.IsUnchanged()) return false;
        string target = Path.Combine(_moveTo, file.Relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        target = FreeName(target);
        File.Move(file.Path, target);
        SourceFile moved = SourceFile.At(target, file.Relative);
        if (moved.Size == file.Size && moved.Modified == file.Modified) return true;
        // Another came between the look and the move, and has not been read.
        File.Move(target, FreeName(file.Path));
        return false;
    }

    private static string FreeName(string path)
    {
        string free = path;
        for (int copy = 1; File.Exists(free); copy++)
            free = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{copy}{Path.GetExtension(path)}");
        return free;
    }
}
