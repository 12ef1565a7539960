using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Two lines of a template are one line where they differ in case, punctuation and, if short, in their numbers.</summary>
internal static class LineFold
{
    /// <summary>
    /// Up to so many words each number is folded into one digit: "Published 2024-10-02 21:03" and "Reads: 7871" are
    /// lines of a template. In longer ones numbers are what tells robot stories apart, and stay.
    /// </summary>
    private const int FoldedNumberWords = 14;

    /// <summary>Bit of a key that says that the line is running text.</summary>
    public const ulong Running = 1;

    /// <summary>Bit of a key that says that the line ends a sentence with a full stop, as headlines do not.</summary>
    public const ulong Stopped = 2;

    /// <summary>Whether a line of this key is running text, or a sentence too short to be told for it, as some paragraphs are.</summary>
    public static bool IsParagraph(ulong key) => (key & (Running | Stopped)) != 0;

    /// <summary>Hash of the folded line, with <see cref="Running"/> and <see cref="Stopped"/> in its lowest bits; 0 where it has no letter and no digit.</summary>
    public static ulong Key(string line, out int words) => Folded(line, out words, static (folded, flags) =>
        (XxHash3.HashToUInt64(MemoryMarshal.AsBytes(folded)) & ~(Running | Stopped)) | flags);

    /// <summary>The folded line, which is all that two lines of one key share.</summary>
    public static string Text(string line) => Folded(line, out _, static (folded, _) => folded.ToString()) ?? string.Empty;

    private static T? Folded<T>(string line, out int words, Func<ReadOnlySpan<char>, ulong, T> make)
    {
        char[]? rented = null;
        int room = LineFolder.RoomFor(line.Length);
        Span<char> buffer = room <= 512 ? stackalloc char[512] : (rented = ArrayPool<char>.Shared.Rent(room));
        try
        {
            var folder = new LineFolder(buffer);
            folder.Fold(line);
            int length = folder.Length;
            words = folder.Words;
            if (length == 0) return default;
            bool running = LineFeatures.EndsWithTerminal(line) ? words >= LineFeatures.ProseWords : words >= LineFeatures.UnendedProseWords;
            if (folder.HasDigit && words <= FoldedNumberWords) length = FoldNumbers(buffer[..length]);
            return make(buffer[..length], (running ? Running : 0) | (line.AsSpan().TrimEnd("\"'”’»)」』 ") is [.., '.' or '。' or '．' or '۔'] ? Stopped : 0));
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int FoldNumbers(Span<char> folded)
    {
        int length = 0;
        for (int i = 0; i < folded.Length; i++)
        {
            bool digit = char.IsDigit(folded[i]);
            if (digit && length > 0 && folded[length - 1] == '0') continue;
            folded[length++] = digit ? '0' : folded[i];
        }
        return length;
    }
}
