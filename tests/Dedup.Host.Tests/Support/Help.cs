namespace Dedup.Host.Tests.Support;

/// <summary>What the program's own help says that it can do.</summary>
internal static class Help
{
    /// <summary>Names of all commands.</summary>
    public static IReadOnlyList<string> Commands(Cli cli)
    {
        string[] lines = cli.Run("--help").Output.Split('\n');
        string[] commands = [.. lines.SkipWhile(line => !line.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            // A description goes on below, further in.
            .Where(line => line.Length > 2 && line[2] != ' ')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
        return commands.Length > 0 ? commands : throw new InvalidOperationException("the help names no command");
    }

    /// <summary>Examples of a command's help, as they stand there.</summary>
    public static IReadOnlyList<string> Examples(string help) => [.. help.Split('\n').Select(line => line.Trim())
        .SkipWhile(line => line is not ("Example:" or "Examples:")).Skip(1).TakeWhile(line => line.Length > 0)];
}
