using System.Text.Json;

namespace Dedup.Quality;

/// <summary>One figure of a set.</summary>
internal sealed record Measure(string Name, double Value);

/// <summary>The figures that must hold, from floors.json: "at least" by default, "at most" where the value is an object.</summary>
internal sealed class Floors
{
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _floors;
    private readonly HashSet<string> _skipped = [];
    private readonly HashSet<string> _used = [];

    private Floors(Dictionary<string, Dictionary<string, JsonElement>> floors) => _floors = floors;

    public static Floors Load() => new(JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, JsonElement>>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "floors.json")))!);

    public (string Text, bool Holds) Compare(string set, Measure measure)
    {
        _skipped.Add(set);
        if (_floors.GetValueOrDefault(set)?.TryGetValue(measure.Name, out JsonElement floor) != true) return (string.Empty, true);
        _used.Add($"{set}: {measure.Name}");
        bool most = floor.ValueKind == JsonValueKind.Object;
        double bound = most ? floor.GetProperty("atMost").GetDouble() : floor.GetDouble();
        bool holds = most ? measure.Value <= bound : measure.Value >= bound;
        return ($"{(most ? "at most" : "at least")} {bound:0.####}{(holds ? "" : "   MISSED")}", holds);
    }

    /// <summary>Floors of the sets that ran which no measure has met: a misspelt name must not pass for a kept promise.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> wanted) => _floors
        .Where(set => _skipped.Contains(set.Key) && (wanted.Count == 0 || wanted.Contains(set.Key)))
        .SelectMany(set => set.Value.Keys.Select(name => $"{set.Key}: {name}"))
        .Where(name => !_used.Contains(name));
}
