using System.Globalization;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;

namespace Dedup.Engine.Sources.Warc;

/// <summary>The head of a WARC record, and what page its block is.</summary>
internal sealed class WarcRecord
{
    /// <summary>Longest head of a record or of an HTTP message.</summary>
    public const int MostHeadBytes = 1 << 16;

    private readonly HeaderFields _fields;

    private WarcRecord(HeaderFields fields, long length) => (_fields, Length) = (fields, length);

    /// <summary>Bytes of the block.</summary>
    public long Length { get; }

    private string? MediaType => _fields["Content-Type"];

    private bool IsHttp => MediaType?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the head that the window stands at.</summary>
    /// <returns>The record; null where there is none, with the reason.</returns>
    public static WarcRecord? Read(ByteWindow window, out string reason)
    {
        reason = string.Empty;
        ReadOnlySpan<byte> ahead = window.Ahead("WARC/1.".Length);
        if (!ahead.StartsWith("WARC/"u8))
        {
            reason = "WARC/"u8.StartsWith(ahead[..Math.Min(5, ahead.Length)]) ? "the record's head is cut" : "no WARC record begins here";
            return null;
        }
        HeaderFields? fields = null;
        int length = 0;
        for (int look = 1024; fields is null; look *= 4)
        {
            ahead = window.Ahead(Math.Min(look, MostHeadBytes));
            fields = HeaderFields.Parse(ahead[..Math.Min(ahead.Length, MostHeadBytes)], out length);
            if (fields is null && (ahead.Length < look || look >= MostHeadBytes))
            {
                reason = ahead.Length >= MostHeadBytes ? $"the record's head is longer than {MostHeadBytes} bytes" : "the record's head is cut";
                return null;
            }
        }
        if (!long.TryParse(fields["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out long content))
        {
            reason = "the record has no valid Content-Length";
            return null;
        }
        window.Advance(length);
        return new WarcRecord(fields, content);
    }

    /// <summary>Whether the block is a page: HTML or plain text that was delivered, stored or converted.</summary>
    /// <param name="block">The block's beginning: all of the HTTP head, where it has one.</param>
    public bool IsPage(ReadOnlySpan<byte> block) => _fields["WARC-Type"]?.ToLowerInvariant() switch
    {
        "response" when IsHttp => HeaderFields.Parse(block, out int body) is HeaderFields http && IsSuccess(http) && TypeOf(http["Content-Type"], block[body..]) is not null,
        "response" or "resource" or "conversion" => TypeOf(MediaType, block) is not null,
        _ => false,
    };

    /// <summary>The page of the whole block; where it cannot be read, why.</summary>
    public SourceItem ToPage(ReadOnlyMemory<byte> block, string place, string fallbackKey, SourceOptions options)
    {
        string? mediaType = MediaType;
        string? language = null;
        ReadOnlyMemory<byte> body = block;
        if (IsHttp && HeaderFields.Parse(block.Span, out int head) is HeaderFields http)
        {
            mediaType = http["Content-Type"];
            language = http["Content-Language"];
            try
            {
                body = HttpBody.Decode(block[head..], http["Transfer-Encoding"], http["Content-Encoding"], options.MaxPageBytes);
            }
            catch (InvalidDataException e)
            {
                return SourceItem.Rejected(place, e.Message);
            }
        }
        if (body.Length > options.MaxPageBytes) return SourceItem.Rejected(place, $"page larger than {options.MaxPageBytes} bytes");
        if (body.IsEmpty) return SourceItem.Rejected(place, "empty page");
        string type = TypeOf(mediaType, body.Span) ?? "text/plain";
        string? text = TextDecoder.Decode(body.Span, CharsetLabel.InMediaType(mediaType), type == "text/html");
        if (text is null) return SourceItem.Rejected(place, "binary data, not text");
        string? url = _fields["WARC-Target-URI"]?.Trim('<', '>', ' ');
        if (string.IsNullOrEmpty(url)) url = null;
        string? fetched = _fields["WARC-Date"] is string date ? Times.ToUtc(date) : null;
        var hints = new PageHints(url, MediaType: type, Language: PageFields.LanguageCode(language));
        return SourceItem.Of(new Page(options.Key(url ?? _fields["WARC-Record-ID"] ?? fallbackKey), place, text, hints, fetched));
    }

    private static bool IsSuccess(HeaderFields http) =>
        http.FirstLine.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase) && http.FirstLine.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, ['2', _, _], ..];

    /// <summary>What the text is; null for what is no text. Where nothing is said the content tells.</summary>
    private static string? TypeOf(string? mediaType, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<char> type = mediaType.AsSpan();
        int end = type.IndexOfAny(';', ',');
        type = (end < 0 ? type : type[..end]).Trim();
        if (type.IsEmpty) return HtmlSniffer.IsHtml(body[..Math.Min(body.Length, HtmlSniffer.HeadBytes)]) ? "text/html" : null;
        if (type.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase)) return "text/html";
        return type.Equals("text/plain", StringComparison.OrdinalIgnoreCase) ? "text/plain" : null;
    }
}
