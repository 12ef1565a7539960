using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dedup.Engine.Queries;

/// <summary>Writes a value that is stored as JSON text as that JSON, with the names of the output, and reads it back.</summary>
internal sealed class StoredJson<T> : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, JsonSerializer.Deserialize<T>(value), options);
}
