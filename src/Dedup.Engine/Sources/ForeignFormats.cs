namespace Dedup.Engine.Sources;

/// <summary>Files that hold no page of text or HTML, told by their first bytes, with what to do instead.</summary>
internal static class ForeignFormats
{
    private const string Taken = "text, HTML, JSON Lines, CSV, TSV, Parquet, WARC and WET are taken";

    /// <summary>Why a file is not taken; null where nothing speaks against it.</summary>
    public static string? Refusal(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8)) return "a PDF, not text; " + Taken;
        if (head.StartsWith("PK\u0003\u0004"u8)) return "a zip archive; unpack it first";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8))
            return "a picture, not text; " + Taken;
        if (head.StartsWith("SQLite format 3\0"u8)) return "a SQLite database, not text; " + Taken;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (IsFeed(head)) return "a feed (RSS or Atom), which holds no whole page; take in the pages that it names";
        if (OpensJson(head, (byte)'[', "{"u8)) return "a JSON array; make it an object a line: jq -c '.[]' FILE";
        return OpensJson(head, (byte)'{', "\""u8) ? "a JSON object over several lines; make it one line: jq -c . FILE" : null;
    }

    /// <summary>Text that is no page: the binary data that no character set fits.</summary>
    public static string Binary => "binary data, not text; " + Taken;

    private static bool IsFeed(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("<?xml"u8) && head.IndexOf("?>"u8) is > 0 and int end) head = head[(end + 2)..].TrimStart(" \t\r\n"u8);
        return head.StartsWith("<rss"u8) || head.StartsWith("<feed"u8) || head.StartsWith("<rdf:RDF"u8);
    }

    /// <summary>A bracket and, perhaps behind blanks, one of the signs that must follow it.</summary>
    private static bool OpensJson(ReadOnlySpan<byte> head, byte bracket, ReadOnlySpan<byte> next) =>
        head.Length > 1 && head[0] == bracket && head[1..].TrimStart(" \t\r\n"u8) is [byte first, ..] && next.Contains(first);
}
