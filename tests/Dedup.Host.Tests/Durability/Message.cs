using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>What is asked of every message of failure.</summary>
internal static class Message
{
    /// <summary>Words that begin a remedy.</summary>
    private static readonly string[] Remedies = ["check", "make room", "restore", "run the same command again", "name another", "wait for", "close it", "use the newer"];

    /// <summary>Exit code 3, and a message that names the place and a remedy, without a stack trace.</summary>
    public static void RequireClear(CliResult result, string place, string what)
    {
        string said = $"{what}: exit {result.ExitCode}: {result.Error}";
        Assert.True(result.ExitCode == 3, said);
        Assert.True(result.Error.StartsWith("dedup: ", StringComparison.Ordinal), said);
        Assert.True(result.Error.Contains(place, StringComparison.Ordinal), said);
        Assert.True(Remedies.Any(remedy => result.Error.Contains(remedy, StringComparison.Ordinal)), said);
        Assert.True(!result.Error.Contains("   at ", StringComparison.Ordinal) && !result.Error.Contains("a fault in dedup itself", StringComparison.Ordinal), said);
    }
}
