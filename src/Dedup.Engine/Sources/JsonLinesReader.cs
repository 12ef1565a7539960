using System.Text.Json;
using System.Text.Unicode;
using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;

namespace Dedup.Engine.Sources;

/// <summary>Reads JSON Lines: one object a line with the fields of <see cref="SourceOptions.Fields"/>, or names mapped to them.</summary>
internal sealed class JsonLinesReader(SourceOptions options, PageFields fields)
{
    /// <summary>Lines of compressed data that are longer than so many of the largest pages end the reading of their file.</summary>
    private const long MostSkippedPages = 64;

    private readonly FlatJson _flat = new();

    /// <summary>Reads to the end; memory is bounded by the largest page.</summary>
    /// <param name="stream">The bytes, UTF-8.</param>
    /// <param name="at">The file, and where in it to begin.</param>
    /// <exception cref="InvalidDataException">The data is damaged, or a compressed line has no end.</exception>
    public IEnumerable<SourceItem> Read(Stream stream, SourceStart at)
    {
        // JSON escapes may make the line longer than the page: six bytes for a character.
        var lines = new LineReader(stream, checked((int)Math.Min(int.MaxValue / 2, 6L * options.MaxPageBytes)),
            at.IsCompressed ? MostSkippedPages * options.MaxPageBytes : long.MaxValue);
        long number = 0;
        while (lines.TryRead(out ReadOnlyMemory<byte> line, out bool tooLong))
        {
            at.Reached = ++number;
            if (number <= at.Done) continue;
            if (tooLong)
            {
                yield return SourceItem.Rejected(at.PlaceOf(number), $"line longer than the largest page ({options.MaxPageBytes} bytes)") with { Line = number };
                continue;
            }
            if (number == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            yield return Parse(line, at.PlaceOf(number), at.KeyOf(number)) with { Line = number };
        }
    }

    private SourceItem Parse(ReadOnlyMemory<byte> line, string place, string fallbackKey)
    {
        bool isUtf8 = Utf8.IsValid(line.Span);
        if (isUtf8 && _flat.TryRead(line)) return fields.ToPage(place, fallbackKey, _flat.Value);
        try
        {
            using JsonDocument json = isUtf8 ? JsonDocument.Parse(line) : ParseLenient(line.Span);
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? fields.ToPage(place, fallbackKey, (name, isText) => Value(root, name, isText))
                : SourceItem.Rejected(place, "not a JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return SourceItem.Rejected(place, $"broken JSON: {FirstSentence(e.Message)}");
        }
    }

    /// <summary>A line that is not UTF-8 is decoded by itself.</summary>
    private static JsonDocument ParseLenient(ReadOnlySpan<byte> line) => JsonDocument.Parse(TextDecoder.Decode(line) ?? throw new JsonException("binary data"));

    private static string? Value(JsonElement root, string name, bool isText)
    {
        if (!root.TryGetProperty(name, out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number when !isText => value.GetRawText(),
            _ => null,
        };
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
