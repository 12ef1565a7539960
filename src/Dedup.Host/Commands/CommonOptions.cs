using System.CommandLine;

namespace Dedup.Host.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of tables" };

    public static void NotNegative(Option<int> number) => number.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: string text }] && text.StartsWith('-')) result.AddError($"{number.Name} must not be negative");
    });
}
