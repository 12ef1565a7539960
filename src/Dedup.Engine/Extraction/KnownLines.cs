using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction;

/// <summary>The short lines met last, with all that is known of their form: the pages of a crawl share the lines of their sites' templates.</summary>
/// <remarks>
/// A line's form depends on its text alone, so that what was worked out on one page holds on every other. A place for each hash,
/// and the memory is bounded. A line is kept when it is met again: headlines come once, and would drive the lines of templates
/// out and themselves live as long as these. Threads may overwrite each other's entries, which are whole.
/// </remarks>
internal static class KnownLines
{
    private const int MaxCharacters = 120;
    private const int Places = 1 << 13;

    private static readonly Place[] Table = new Place[Places];

    /// <summary>What stands together, since each place is met with nothing of it in the cache.</summary>
    private struct Place
    {
        public LineFeatures? Line;

        /// <summary>Hash of the line that is kept: another line is told without a look at the one that stands there.</summary>
        public uint Kept;

        /// <summary>Hash of the line met last.</summary>
        public uint Met;
    }

    /// <summary>The line of that text.</summary>
    public static LineFeatures Of(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxCharacters) return new LineFeatures(text.ToString());
        ulong hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
        ref Place place = ref Table[(int)(hash % Places)];
        uint name = (uint)(hash >> 32);
        if (place.Kept == name && Volatile.Read(ref place.Line) is LineFeatures known && text.SequenceEqual(known.Text)) return known;
        var line = new LineFeatures(text.ToString());
        if (place.Met == name)
        {
            Volatile.Write(ref place.Line, line);
            place.Kept = name;
        }
        place.Met = name;
        return line;
    }
}
