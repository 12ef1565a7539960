using System.Globalization;
using System.Text.Json;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Sources;

/// <summary>Reads JSON Lines: one object a line with the fields id, url, text, site, title, published, fetched, or names mapped to them.</summary>
internal sealed class JsonLinesReader(SourceOptions options)
{
    /// <summary>Reads to the end; memory is bounded by the largest page.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="place">Name of the file in places.</param>
    /// <param name="fallbackKey">Key of pages with neither id nor url, before the line number.</param>
    /// <param name="linesDone">Lines at the beginning to pass over.</param>
    public IEnumerable<SourceItem> Read(Stream stream, string place, string fallbackKey, long linesDone = 0)
    {
        // JSON escapes may make the line longer than the page: six bytes for a character.
        var lines = new LineReader(stream, checked((int)Math.Min(int.MaxValue / 2, 6L * options.MaxPageBytes)));
        long number = 0;
        while (lines.TryRead(out ReadOnlyMemory<byte> line, out bool tooLong))
        {
            if (++number <= linesDone) continue;
            string linePlace = string.Create(CultureInfo.InvariantCulture, $"{place}:{number}");
            if (tooLong)
            {
                yield return SourceItem.Rejected(linePlace, $"line longer than the largest page ({options.MaxPageBytes} bytes)") with { Line = number };
                continue;
            }
            if (number == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            yield return Parse(line, linePlace, string.Create(CultureInfo.InvariantCulture, $"{fallbackKey}:{number}")) with { Line = number };
        }
    }

    private SourceItem Parse(ReadOnlyMemory<byte> line, string place, string fallbackKey)
    {
        try
        {
            using JsonDocument json = ParseLenient(line);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return SourceItem.Rejected(place, "not a JSON object");
            string? text = Field(root, "text");
            if (text is null) return SourceItem.Rejected(place, $"no string field \"{options.FieldName("text")}\"");
            if (text.Length > options.MaxPageBytes)
                return SourceItem.Rejected(place, $"page larger than {options.MaxPageBytes} bytes");
            string? url = NullIfEmpty(Field(root, "url"));
            string key = NullIfEmpty(Field(root, "id")) ?? url ?? fallbackKey;
            string? fetched = null;
            if (NullIfEmpty(Field(root, "fetched")) is string raw)
            {
                if (long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out long epoch) && epoch is > 99_999_999 and < 10_000_000_000_000)
                    raw = DateTimeOffset.FromUnixTimeMilliseconds(epoch < 100_000_000_000 ? epoch * 1000 : epoch).ToString("O", CultureInfo.InvariantCulture);
                if (!DateTimeOffset.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                    return SourceItem.Rejected(place, $"\"{options.FieldName("fetched")}\" is not a time: {raw}");
                fetched = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            }
            var hints = new PageHints(url, Field(root, "site"), Field(root, "title"), Field(root, "published"));
            return SourceItem.Of(new Page(options.Key(key), place, text, hints, fetched));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return SourceItem.Rejected(place, $"broken JSON: {FirstSentence(e.Message)}");
        }
    }

    /// <summary>A line that is not UTF-8 is read as Windows-1252.</summary>
    private static JsonDocument ParseLenient(ReadOnlyMemory<byte> line)
    {
        if (System.Text.Unicode.Utf8.IsValid(line.Span)) return JsonDocument.Parse(line);
        return JsonDocument.Parse(TextDecoder.Decode(line.Span) ?? throw new JsonException("binary data"));
    }

    private string? Field(JsonElement root, string field)
    {
        if (!root.TryGetProperty(options.FieldName(field), out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number when field != "text" => value.GetRawText(),
            _ => null,
        };
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}

/// <summary>Cuts a stream into lines without their line feeds; a line over the limit is passed over whole.</summary>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    public bool TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        tooLong = false;
        int scanned = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (feed >= 0 || _ended)
            {
                int length = feed >= 0 ? scanned + feed : _end - _start;
                line = tooLong ? ReadOnlyMemory<byte>.Empty : _buffer.AsMemory(_start, length);
                bool any = feed >= 0 || length > 0 || tooLong;
                _start += feed >= 0 ? length + 1 : length;
                return any;
            }
            scanned = _end - _start;
            if (scanned > maxBytes)
            {
                tooLong = true;
                _start = _end = scanned = 0;
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0 && (_end == _buffer.Length || _start == _end))
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
