using System.Diagnostics;
using System.Globalization;

namespace Dedup.Benchmarks.Archive;

/// <summary><c>--make-warc FILE --bytes 1GB [--pages N]</c>: writes an archive to measure with.</summary>
internal static class MakeArchive
{
    public const string Option = "--make-warc";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length is not (4 or 6) || arguments[2] != "--bytes" || Bytes(arguments[3]) is not long bytes
            || (arguments.Length == 6 && (arguments[4] != "--pages" || !long.TryParse(arguments[5], NumberStyles.None, CultureInfo.InvariantCulture, out _))))
        {
            Console.Error.WriteLine($"use: {Option} FILE --bytes 1GB [--pages N]; bytes may end in KB, MB or GB");
            return 2;
        }
        long? pages = arguments.Length == 6 ? long.Parse(arguments[5], CultureInfo.InvariantCulture) : null;
        long started = Stopwatch.GetTimestamp();
        using var file = new FileStream(arguments[1], FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        long made = new MadeArchive(seed: 1).Write(file, bytes, pages);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{arguments[1]}: {file.Length:N0} bytes, {made:N0} pages, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        return 0;
    }

    private static long? Bytes(string text)
    {
        long unit = text.Length < 2 ? 1 : text[^2..] switch { "KB" => 1_000, "MB" => 1_000_000, "GB" => 1_000_000_000, _ => 1 };
        return long.TryParse(unit == 1 ? text : text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count * unit : null;
    }
}
