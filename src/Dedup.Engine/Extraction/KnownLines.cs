using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction;

/// <summary>The short lines met last, with all that is known of their form: the pages of a crawl share the lines of their sites' templates.</summary>
/// <remarks>
/// A line's form depends on its text alone, so that what was worked out on one page holds on every other. A place for each hash:
/// a new line takes the place of the old, and the memory is bounded. Threads may overwrite each other's entries, which are whole.
/// </remarks>
internal static class KnownLines
{
    private const int MaxCharacters = 120;
    private const int Places = 1 << 13;

    private static readonly LineFeatures?[] Lines = new LineFeatures?[Places];

    /// <summary>The line of that text.</summary>
    public static LineFeatures Of(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxCharacters) return new LineFeatures(text.ToString());
        ref LineFeatures? place = ref Lines[(int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text)) % Places)];
        LineFeatures? known = Volatile.Read(ref place);
        if (known is not null && text.SequenceEqual(known.Text)) return known;
        var line = new LineFeatures(text.ToString());
        Volatile.Write(ref place, line);
        return line;
    }
}
