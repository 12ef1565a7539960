using System.Text.Json.Serialization;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Storage;

/// <summary>What is written as JSON for every page, by code that the build generates: the same text, without a look at each type's members.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(PageHints))]
[JsonSerializable(typeof(IReadOnlyList<DateClaim>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class WrittenJson : JsonSerializerContext;
