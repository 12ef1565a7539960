using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;
using Dedup.Engine.Sources.Tables;

namespace Dedup.Engine.Sources;

/// <summary>What a file without its compression is.</summary>
internal enum SourceFormat
{
    /// <summary>One page of text.</summary>
    Text,

    /// <summary>One page of HTML.</summary>
    Html,

    /// <summary>An object a line.</summary>
    JsonLines,

    /// <summary>Comma-separated values and their like.</summary>
    Delimited,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A web archive (ISO 28500), of responses or of texts.</summary>
    Warc,
}

/// <summary>Tells the format of a file by its first bytes. Its name decides only where they fit several.</summary>
internal static class FormatDetector
{
    /// <summary>Bytes that tell most formats; more are asked for only where these do not tell.</summary>
    private const int FewBytes = 256;

    /// <summary>The format of a file.</summary>
    /// <param name="stream">Its bytes without their compression.</param>
    /// <param name="name">Its name; endings of compression are passed over.</param>
    /// <param name="fields">Names of the columns that make a table one of pages.</param>
    public static SourceFormat Of(PeekStream stream, string name, PageFields fields)
    {
        string ending = Ending(name);
        ReadOnlySpan<byte> head = stream.Peek(FewBytes);
        if (head.StartsWith("PAR1"u8)) return SourceFormat.Parquet;
        if (head.StartsWith("WARC/"u8)) return SourceFormat.Warc;
        if (IsJsonLines(head) || ending is ".jsonl" or ".ndjson") return SourceFormat.JsonLines;
        head = stream.Peek(HtmlSniffer.HeadBytes);
        if (HtmlSniffer.IsHtml(head)) return SourceFormat.Html;
        if (ending is ".html" or ".htm" or ".xhtml" && HtmlSniffer.HoldsTag(head)) return SourceFormat.Html;
        return ending is ".csv" or ".tsv" || TableHeader.OfPages(head, fields) is not null ? SourceFormat.Delimited : SourceFormat.Text;
    }

    /// <summary>Whether a name is one of JSON Lines, of which empty files are none the worse.</summary>
    public static bool IsNamedJsonLines(string name) => Ending(name) is ".jsonl" or ".ndjson";

    private static string Ending(string name)
    {
        string ending = Path.GetExtension(name).ToLowerInvariant();
        return ending is ".gz" or ".zst" ? Ending(Path.GetFileNameWithoutExtension(name)) : ending;
    }

    private static bool IsJsonLines(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 1 && head[0] == '{' && head[1..].TrimStart(" \t"u8) is [(byte)'"' or (byte)'}', ..];
    }
}
