using System.CommandLine;
using Dedup.Engine.Sources;
using Dedup.Host.Configuration;

namespace Dedup.Host.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of tables" };

    public static Option<string[]> Fields() => new("--field")
    {
        Description = $"Name of a JSON field or a column where it differs, for example --field text=content; fields: {string.Join(", ", SourceOptions.Fields)}",
        HelpName = "FIELD=NAME",
    };

    /// <summary>What <see cref="Fields"/> was given.</summary>
    /// <exception cref="ConfigurationException">A pair names no field.</exception>
    public static Dictionary<string, string> ReadFields(string[]? pairs)
    {
        Dictionary<string, string> names = [];
        List<string> faults = [];
        foreach (string pair in pairs ?? [])
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length == 2 && parts[1].Length > 0 && SourceOptions.Fields.Contains(parts[0])) names[parts[0]] = parts[1];
            else faults.Add($"--field {pair}: must be FIELD=NAME with FIELD one of {string.Join(", ", SourceOptions.Fields)}");
        }
        return faults.Count == 0 ? names : throw new ConfigurationException(faults);
    }

    public static Option<string?> Day(string name, string description)
    {
        var day = new Option<string?>(name) { Description = description, HelpName = "YYYY-MM-DD" };
        day.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string text }] && !DateOnly.TryParseExact(text, "yyyy-MM-dd", out _))
                result.AddError($"{name} {text}: must be a day such as 2025-04-14");
        });
        return day;
    }

    public static void NotNegative(Option<int> number) => number.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: string text }] && text.StartsWith('-')) result.AddError($"{number.Name} must not be negative");
    });
}
