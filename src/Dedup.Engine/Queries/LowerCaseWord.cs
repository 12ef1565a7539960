using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dedup.Engine.Queries;

/// <summary>Writes a value of an enumeration as the word that the output has for it, and reads it back.</summary>
internal sealed class LowerCaseWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
