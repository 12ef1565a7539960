using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Dedup.Engine.Sources.Charsets;

/// <summary>
/// Decodes the bytes of a page: by byte-order mark, as UTF-8 where they are valid UTF-8, as its header or its own
/// <c>&lt;meta&gt;</c> declares, else by <see cref="CharsetGuess"/>.
/// </summary>
/// <remarks>
/// Valid UTF-8 goes before what is declared: text of another encoding is hardly ever valid UTF-8 by chance, and servers
/// declare the wrong thing for every page that they send. A declaration whose decoding does not fit is not believed.
/// </remarks>
internal static class TextDecoder
{
    /// <summary>More control characters than one in this many make bytes no text.</summary>
    private const int TextForControl = 100;

    /// <summary>Tab, line feed, form feed, carriage return and escape are text.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not (9 or 10 or 12 or 13 or 27)).Select(b => (byte)b)]);

    /// <summary>A declared encoding may leave one undecodable byte in this many.</summary>
    private const int TextForUndecodable = 200;

    /// <summary>The text, or null where the bytes are not text.</summary>
    /// <param name="bytes">The page.</param>
    /// <param name="declared">Character set of the transport's header, or null.</param>
    /// <param name="isHtml">Whether the page itself may declare one.</param>
    public static string? Decode(ReadOnlySpan<byte> bytes, string? declared = null, bool isHtml = false)
    {
        if (FromMark(bytes) is (Encoding marked, int skip)) return marked.GetString(bytes[skip..]);
        Encoding? header = CharsetLabel.Find(declared);
        if (header is UnicodeEncoding or UTF32Encoding && Fits(header, bytes) is string wide) return wide;
        if (IsBinary(bytes)) return null;
        return Drop0(DecodeText(bytes, header, isHtml));
    }

    /// <summary>The encoding of text whose beginning is known, for streams that are decoded on the way.</summary>
    public static Encoding EncodingOf(ReadOnlySpan<byte> head)
    {
        if (FromMark(head) is (Encoding marked, _)) return marked;
        return IsUtf8Start(head) ? Encoding.UTF8 : CharsetGuess.Of(head);
    }

    /// <summary>Whether the bytes are the beginning of UTF-8, whose last character may be cut.</summary>
    public static bool IsUtf8Start(ReadOnlySpan<byte> head)
    {
        const int LongestCharacter = 4;
        for (int back = 1; back < LongestCharacter && back <= head.Length; back++)
        {
            byte lead = head[^back];
            if (lead is >= 0x80 and < 0xC0) continue;
            // Only what is cut goes: a byte of the character before it would be one too many.
            if (back < (lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : LongestCharacter)) head = head[..^back];
            break;
        }
        return Utf8.IsValid(head);
    }

    private static string DecodeText(ReadOnlySpan<byte> bytes, Encoding? header, bool isHtml)
    {
        // Its escapes are plain ASCII, and so valid UTF-8.
        if (header?.CodePage is 50220 or 50221 or 50222) return header.GetString(bytes);
        Encoding? meta = isHtml ? CharsetLabel.Find(CharsetLabel.InHtml(bytes)) : null;
        if (meta?.CodePage is 50220 or 50221 or 50222) return meta.GetString(bytes);
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        if (header is not null && Fits(header, bytes) is string fromHeader) return fromHeader;
        // A page that could be read can hardly declare a wide encoding in bytes.
        if (meta is not null and not UnicodeEncoding and not UTF32Encoding && Fits(meta, bytes) is string fromMeta) return fromMeta;
        return CharsetGuess.Of(bytes).GetString(bytes);
    }

    private static (Encoding, int)? FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xEF, 0xBB, 0xBF, ..] when Utf8.IsValid(bytes) => (Encoding.UTF8, 3),
        _ => null,
    };

    /// <summary>The text, where nearly all of it can be decoded.</summary>
    private static string? Fits(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        string text = encoding.GetString(bytes);
        return text.AsSpan().Count('\uFFFD') <= text.Length / TextForUndecodable ? text : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        int controls = 0;
        int most = bytes.Length / TextForControl;
        for (int at; controls <= most && (at = bytes.IndexOfAny(Controls)) >= 0; bytes = bytes[(at + 1)..]) controls++;
        return controls > most;
    }

    private static string Drop0(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", string.Empty, StringComparison.Ordinal) : text;
}
