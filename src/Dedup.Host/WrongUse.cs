using System.CommandLine;
using System.Text.RegularExpressions;
using Dedup.Engine.Queries;

namespace Dedup.Host;

/// <summary>Says what is wrong with a command line, in the words of its user.</summary>
internal static partial class WrongUse
{
    /// <summary>Writes every fault to standard error, and where help is.</summary>
    public static void Explain(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens is var unknown && (unknown.Count > 0 || parsed.Tokens.Count == 0))
        {
            Console.Error.WriteLine(unknown.Count > 0 ? $"dedup: no command '{unknown[0]}'" : "dedup: no command given");
            Console.Error.WriteLine($"dedup: the commands are {string.Join(", ", root.Subcommands.Select(command => command.Name))}");
        }
        else
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors) Console.Error.WriteLine($"dedup: {TypeName().Replace(error.Message, type => Expected(type.Groups[1].Value))}");
        }
        string name = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        Console.Error.WriteLine($"dedup: see 'dedup {name}--help'");
    }

    private static string Expected(string type) => type switch
    {
        "System.Int32" or "System.Int64" or "System.Nullable`1[System.Int32]" or "System.Nullable`1[System.Int64]" => "a whole number",
        _ when typeof(Reader).Assembly.GetType(type) is { IsEnum: true } choice => "one of " + string.Join(", ", Enum.GetNames(choice).Select(name => name.ToLowerInvariant())),
        _ => type,
    };

    [GeneratedRegex(@"expected type '([^']+)'")]
    private static partial Regex TypeName();
}
