using System.Text.Json;

namespace Dedup.Quality;

/// <summary>One figure of a set.</summary>
internal sealed record Measure(string Name, double Value);

/// <summary>
/// The figures that must hold, from floors.json: at least the number, or an object with atLeast or atMost. Where it has asked too,
/// that is the target, which is missed so far: the bound guards what was reached, and every table says that the target is not.
/// </summary>
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
        bool isObject = floor.ValueKind == JsonValueKind.Object;
        bool most = isObject && floor.TryGetProperty("atMost", out _);
        double bound = isObject ? floor.GetProperty(most ? "atMost" : "atLeast").GetDouble() : floor.GetDouble();
        bool Reaches(double figure) => most ? measure.Value <= figure : measure.Value >= figure;
        string target = isObject && floor.TryGetProperty("asked", out JsonElement asked) && !Reaches(asked.GetDouble()) ? $"; asked {asked.GetDouble():0.####}, not reached" : "";
        return ($"{(most ? "at most" : "at least")} {bound:0.####}{target}{(Reaches(bound) ? "" : "   MISSED")}", Reaches(bound));
    }

    /// <summary>Floors of the sets that ran which no measure has met: a misspelt name must not pass for a kept promise.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> wanted) => _floors
        .Where(set => _skipped.Contains(set.Key) && (wanted.Count == 0 || wanted.Contains(set.Key)))
        .SelectMany(set => set.Value.Keys.Select(name => $"{set.Key}: {name}"))
        .Where(name => !_used.Contains(name));
}
