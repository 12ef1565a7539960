using Dedup.Engine.Sources.Input;
using ZstdSharp;

namespace Dedup.Engine.Sources;

/// <summary>Reads pages from files, folders (recursed), globs and standard input, in a fixed order.</summary>
/// <remarks>
/// What a file is, is told by its first bytes, under any compression (gzip, Zstandard): Parquet, WARC, JSON Lines, HTML, a
/// table of text, else one page of text. Hidden files, hidden folders and links are passed over inside folders.
/// </remarks>
public sealed class PageSource(SourceOptions options)
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Name of standard input in places.</summary>
    public const string StandardInputName = "standard input";

    private long _bytesRead;
    private long _passedOver;

    /// <summary>The files that the paths name, each once.</summary>
    /// <exception cref="FileNotFoundException">A path names nothing, or a glob matches nothing.</exception>
    public static IReadOnlyList<SourceFile> List(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<SourceFile>();
        foreach (string path in paths)
        {
            if (path == StandardInput) files.Add(new SourceFile(StandardInput, StandardInput, 0, 0));
            else if (File.Exists(path)) files.Add(SourceFile.At(path, Path.GetFileName(path)));
            else if (Directory.Exists(path)) files.AddRange(FolderListing.OfFolder(path));
            else if (path.AsSpan().ContainsAny('*', '?')) files.AddRange(FolderListing.OfGlob(path));
            else throw new FileNotFoundException(path.Contains("://", StringComparison.Ordinal)
                ? $"{path}: an address; nothing is fetched from the web: give the files that a crawler has stored"
                : $"{path}: no such file or folder");
        }
        // A file that two paths name would only be in its own way.
        return [.. files.DistinctBy(file => file.FullPath)];
    }

    /// <summary>Bytes read so far; may be asked while another thread reads.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Records of web archives that are no pages (requests, pictures, errors) and were passed over so far.</summary>
    public long PassedOver => Interlocked.Read(ref _passedOver);

    /// <summary>Reads all pages of the listed files, one after another.</summary>
    /// <param name="files">From <see cref="List"/>.</param>
    /// <param name="standardInput">Opens standard input, where a file names it.</param>
    public IEnumerable<SourceItem> Read(IEnumerable<SourceFile> files, Func<Stream> standardInput) =>
        ReadOn(files, standardInput, _ => 0).Where(item => !item.IsEnd);

    /// <summary>Reads on from where reading was interrupted, and says of each file when it has been read.</summary>
    /// <param name="files">From <see cref="List"/>.</param>
    /// <param name="standardInput">Opens standard input, where a file names it.</param>
    /// <param name="linesDone">What of a file to pass over: the <see cref="SourceItem.Line"/> of its last page that is stored.</param>
    public IEnumerable<SourceItem> ReadOn(IEnumerable<SourceFile> files, Func<Stream> standardInput, Func<SourceFile, long> linesDone)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (SourceFile file in files)
        {
            SourceFile? named = file.IsStandardInput ? null : file;
            var at = new SourceStart(file.Place, file.Relative, linesDone(file));
            foreach (SourceItem item in Guard(ReadFile(file, standardInput, at), at)) yield return item with { File = named };
            if (named is not null) yield return SourceItem.End(file);
        }
    }

    /// <summary>A file that cannot be read further is a rejection; the next file is read.</summary>
    private static IEnumerable<SourceItem> Guard(IEnumerable<SourceItem> items, SourceStart at)
    {
        using IEnumerator<SourceItem> each = items.GetEnumerator();
        SourceItem? failure = null;
        while (failure is null)
        {
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdException)
            {
                failure = Unreadable(at, e is EndOfStreamException ? "compressed data is cut" : e.Message);
                // It was rejected before the interruption.
                if (failure.Value.Line > 0 && failure.Value.Line <= at.Done) yield break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = new SourceItem(null, new Rejection(at.Place, $"cannot be read: {e.Message}", MayPass: true));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failure = Unreadable(at, $"reading failed, please report it: {e.GetType().Name}: {e.Message}");
            }
            yield return failure ?? each.Current;
        }
    }

    private static SourceItem Unreadable(SourceStart at, string reason) => at.Reached is long reached
        ? SourceItem.Rejected(at.PlaceOf(reached + 1), reason) with { Line = reached + 1 }
        : SourceItem.Rejected(at.Place, reason);

    private IEnumerable<SourceItem> ReadFile(SourceFile file, Func<Stream> standardInput, SourceStart at)
    {
        if (file is { IsFound: true, Size: 0 } && File.Exists(file.Path))
        {
            // A pipe or device has no size either, and opening one might wait for ever.
            if (!FormatDetector.IsNamedJsonLines(file.Relative)) yield return SourceItem.Rejected(file.Place, "empty file");
            yield break;
        }
        using var stream = new CountedStream(
            file.IsStandardInput
                ? standardInput()
                : new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan),
            read => Interlocked.Add(ref _bytesRead, read));
        foreach (SourceItem item in new FileReader(options, () => Interlocked.Increment(ref _passedOver)).Read(stream, at)) yield return item;
    }
}
