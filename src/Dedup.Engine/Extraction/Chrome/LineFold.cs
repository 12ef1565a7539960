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

    /// <summary>The letters and digits of ASCII in lower case; zero for all else.</summary>
    private static readonly byte[] FoldedAscii = [.. Enumerable.Range(0, 0x80).Select(c => char.IsAsciiLetterOrDigit((char)c) ? (byte)char.ToLowerInvariant((char)c) : (byte)0)];

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
        Span<char> buffer = line.Length <= 512 ? stackalloc char[512] : (rented = ArrayPool<char>.Shared.Rent(line.Length));
        try
        {
            int length = Fold(line, buffer, out words);
            if (length == 0) return default;
            bool running = LineFeatures.EndsWithTerminal(line) ? words >= LineFeatures.ProseWords : words >= LineFeatures.UnendedProseWords;
            if (words <= FoldedNumberWords) length = FoldNumbers(buffer[..length]);
            return make(buffer[..length], (running ? Running : 0) | (line.AsSpan().TrimEnd("\"'”’»)」』 ") is [.., '.' or '。' or '．' or '۔'] ? Stopped : 0));
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Letters in lower case and digits, one space between words.</summary>
    private static int Fold(ReadOnlySpan<char> line, Span<char> folded, out int words)
    {
        int length = 0;
        int unspaced = 0;
        bool inWord = false;
        words = 0;
        ReadOnlySpan<byte> ascii = FoldedAscii;
        foreach (char c in line)
        {
            char lower = c < ascii.Length ? (char)ascii[c] : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';
            if (lower == '\0')
            {
                inWord = false;
                continue;
            }
            if (!inWord)
            {
                if (length > 0) folded[length++] = ' ';
                words++;
                inWord = true;
            }
            // Of the folded letter, whose script may lie elsewhere, so that a folded line folds to itself.
            if (lower >= 0x2E80) unspaced++;
            folded[length++] = lower;
        }
        words += unspaced / 2;
        return length;
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
