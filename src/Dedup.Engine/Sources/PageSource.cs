using System.Text;
using Dedup.Engine.Extraction;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Dedup.Engine.Sources;

/// <summary>Reads pages from files, folders (recursed), globs and standard input, in a fixed order.</summary>
/// <remarks>
/// A file whose name ends in .jsonl or .ndjson, or whose first character opens a JSON object, is JSON Lines; every other
/// file is one page of text. Hidden files, hidden folders and links are passed over inside folders.
/// </remarks>
public sealed class PageSource(SourceOptions options)
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Name of standard input in places.</summary>
    public const string StandardInputName = "standard input";

    private static readonly EnumerationOptions Visible = new()
    {
        // A link inside a folder may lead back into it.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private long _bytesRead;

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
            else if (Directory.Exists(path)) files.AddRange(ListFolder(path));
            else if (path.AsSpan().ContainsAny('*', '?')) files.AddRange(ListGlob(path));
            else throw new FileNotFoundException($"{path}: no such file or folder");
        }
        // A file that two paths name would only be in its own way.
        return [.. files.DistinctBy(file => file.FullPath)];
    }

    /// <summary>Bytes read so far; may be asked while another thread reads.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Reads all pages of the listed files, one after another.</summary>
    /// <param name="files">From <see cref="List"/>.</param>
    /// <param name="standardInput">Opens standard input, where a file names it.</param>
    public IEnumerable<SourceItem> Read(IEnumerable<SourceFile> files, Func<Stream> standardInput) =>
        ReadOn(files, standardInput, _ => 0).Where(item => !item.IsEnd);

    /// <summary>Reads on from where reading was interrupted, and says of each file when it has been read.</summary>
    /// <param name="files">From <see cref="List"/>.</param>
    /// <param name="standardInput">Opens standard input, where a file names it.</param>
    /// <param name="linesDone">Lines of a file to pass over; a page that is a whole file is one line.</param>
    public IEnumerable<SourceItem> ReadOn(IEnumerable<SourceFile> files, Func<Stream> standardInput, Func<SourceFile, long> linesDone)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (SourceFile file in files)
        {
            SourceFile? named = file.IsStandardInput ? null : file;
            foreach (SourceItem item in Guard(ReadFile(file, standardInput, linesDone(file)), file.Place))
                yield return item with { File = named };
            if (named is not null) yield return SourceItem.End(file);
        }
    }

    /// <summary>A file that cannot be read further is a rejection; the next file is read.</summary>
    private static IEnumerable<SourceItem> Guard(IEnumerable<SourceItem> items, string place)
    {
        using IEnumerator<SourceItem> each = items.GetEnumerator();
        string? failure = null;
        while (failure is null)
        {
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = e.Message;
            }
            yield return failure is null ? each.Current : new SourceItem(null, new Rejection(place, $"cannot be read: {failure}", MayPass: true));
        }
    }

    private IEnumerable<SourceItem> ReadFile(SourceFile file, Func<Stream> standardInput, long linesDone)
    {
        if (file is { IsFound: true, Size: 0 } && File.Exists(file.Path))
        {
            // A pipe or device has no size either, and opening one might wait for ever.
            if (!IsJsonLines(file.Relative, [])) yield return SourceItem.Rejected(file.Place, "empty file");
            yield break;
        }
        Stream stream = file.IsStandardInput
            ? standardInput()
            : new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        using (stream)
        {
            using var peeked = new PeekStream(stream, read => Interlocked.Add(ref _bytesRead, read));
            if (IsJsonLines(file.Relative, peeked.Peek()))
            {
                using Stream utf8 = AsUtf8(peeked);
                foreach (SourceItem item in new JsonLinesReader(options).Read(utf8, file.Place, file.Relative, linesDone)) yield return item;
            }
            else if (linesDone == 0)
            {
                yield return ReadText(peeked, file.Place, file.Relative);
            }
        }
    }

    /// <summary>JSON is read as UTF-8; UTF-16 with a byte-order mark is transcoded on the way.</summary>
    private static Stream AsUtf8(PeekStream stream) => stream.Peek() switch
    {
        [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(stream, Encoding.Unicode, Encoding.UTF8),
        [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(stream, Encoding.BigEndianUnicode, Encoding.UTF8),
        _ => stream,
    };

    private SourceItem ReadText(Stream stream, string place, string relative)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > options.MaxPageBytes)
                return SourceItem.Rejected(place, $"page larger than {options.MaxPageBytes} bytes");
        }
        if (memory.Length == 0) return SourceItem.Rejected(place, "empty file");
        string? text = TextDecoder.Decode(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        return text is null
            ? SourceItem.Rejected(place, "binary data, not text")
            : SourceItem.Of(new Page(options.Key(relative), place, text, new PageHints(), null));
    }

    private static bool IsJsonLines(string name, ReadOnlySpan<byte> head)
    {
        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)) return true;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 1 && head[0] == '{' && head[1..].TrimStart(" \t"u8) is [(byte)'"' or (byte)'}', ..];
    }

    /// <summary>
    /// The files of a folder that are not hidden, in the order of their relative paths. A folder in it that may not be looked
    /// into stands among them: reading it is a rejection.
    /// </summary>
    /// <exception cref="IOException">The folder itself cannot be looked into.</exception>
    internal static IEnumerable<SourceFile> ListFolder(string folder) =>
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
                if (next == folder) throw new IOException($"{folder}: cannot be looked into ({e.Message}); check its rights, then run the same command again", e);
                // One that has gone since has no files.
                if (Directory.Exists(next)) files.Add(next);
            }
        }
        return files;
    }

    /// <summary>Keys are relative to the part of the pattern before its first wildcard.</summary>
    private static List<SourceFile> ListGlob(string pattern)
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

/// <summary>Lets the first bytes of a stream be looked at before it is read, and counts what is read.</summary>
internal sealed class PeekStream(Stream inner, Action<int> counted) : Stream
{
    private readonly byte[] _head = new byte[256];
    private int _length = -1;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public ReadOnlySpan<byte> Peek()
    {
        if (_length < 0) _length = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        return _head.AsSpan(0, _length);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(Peek().Length - _position, count);
        if (taken > 0)
        {
            _head.AsSpan(_position, taken).CopyTo(buffer.AsSpan(offset));
            _position += taken;
        }
        else
        {
            taken = inner.Read(buffer, offset, count);
        }
        counted(taken);
        return taken;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
