using System.Buffers;
using System.Text;
using System.Text.Json;
using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>
/// The fields of an article as they are stored (<see cref="Article"/>): evidence is the words that show each of them, as JSON; claims
/// are the dates that the page claims, as JSON, or null where it claims none.
/// </summary>
internal sealed record StoredFields(
    string? Site, string? Section, string? Title, string? Published, string? Agency, string? Dateline, string? Byline, string Evidence,
    string? Canonical, string? Language, string? Method, string? Claims)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? s_json;

    public static StoredFields Of(Article a) => new(
        a.Site?.Value, a.Section?.Value, a.Title?.Value, a.Published?.Value, a.Agency?.Value, a.Dateline?.Value, a.Byline?.Value, EvidenceOf(a),
        a.Canonical?.Value, a.Language?.Value, a.Method?.Value, a.Claims.Count == 0 ? null : JsonSerializer.Serialize(a.Claims, WrittenJson.Default.IReadOnlyListDateClaim));

    private static string EvidenceOf(Article a)
    {
        ArrayBufferWriter<byte> bytes = s_bytes ??= new ArrayBufferWriter<byte>(512);
        bytes.ResetWrittenCount();
        Utf8JsonWriter json = s_json ??= new Utf8JsonWriter(bytes);
        json.Reset();
        json.WriteStartObject();
        json.WriteString("site"u8, a.Site?.Evidence);
        json.WriteString("section"u8, a.Section?.Evidence);
        json.WriteString("title"u8, a.Title?.Evidence);
        json.WriteString("published"u8, a.Published?.Evidence);
        json.WriteString("agency"u8, a.Agency?.Evidence);
        json.WriteString("dateline"u8, a.Dateline?.Evidence);
        json.WriteString("byline"u8, a.Byline?.Evidence);
        json.WriteString("canonical"u8, a.Canonical?.Evidence);
        json.WriteString("language"u8, a.Language?.Evidence);
        json.WriteString("method"u8, a.Method?.Evidence);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
