using System.Text.Json;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Posts;

/// <summary>A page as a line of a post: what <see cref="JsonLinesReader"/> reads of it is the page that was posted.</summary>
internal static class PostedPage
{
    /// <summary>Pages, a line each.</summary>
    public static byte[] Lines(IReadOnlyList<Page> pages)
    {
        using var lines = new MemoryStream();
        using (var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = Export.Exporter.Json.Encoder, SkipValidation = true }))
        {
            foreach (Page page in pages)
            {
                Write(json, page);
                lines.WriteByte((byte)'\n');
                json.Reset();
            }
        }
        return lines.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Page page)
    {
        json.WriteStartObject();
        json.WriteString("id", page.Key);
        Field("url", page.Hints.Url);
        json.WriteString(page.Hints.MediaType == "text/html" ? "html" : "text", page.Text);
        Field("site", page.Hints.Site);
        Field("title", page.Hints.Title);
        Field("published", page.Hints.Published);
        Field("fetched", page.Fetched);
        Field("language", page.Hints.Language);
        Field("author", page.Hints.Author);
        json.WriteEndObject();
        json.Flush();

        void Field(string name, string? value)
        {
            if (value is not null) json.WriteString(name, value);
        }
    }

    /// <summary>The length of what was written whole: a process that was killed while it wrote leaves a line without its end, a machine that lost power any bytes behind the last that were synced.</summary>
    public static int WholeLength(ReadOnlySpan<byte> lines)
    {
        int whole = 0;
        while (lines[whole..].IndexOf((byte)'\n') is int length and > 0 && IsObject(lines.Slice(whole, length))) whole += length + 1;
        return whole;
    }

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
