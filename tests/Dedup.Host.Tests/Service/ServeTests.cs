using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>The service as a process.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void WithoutAnAddressItListensNowhereAndWatchesItsFolder()
    {
        Directory.CreateDirectory(_cli.File("inbox"));
        using StartedProgram silent = _cli.Start("serve", "inbox", "--db", "dedup.db", "--listen", "none", "--set", "Watch:SettleSeconds=0", "--set", "Watch:PollSeconds=0.1");
        _cli.Write("inbox/page.jsonl", Page("dropped", 1) + "\n");
        Poll.Until(() => _cli.Run("show", "dropped", "--db", "dedup.db").ExitCode == 0, () => silent.ErrorSoFar);
        silent.Send(Signal.Terminate);
        CliResult ended = silent.Wait();

        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("listening", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnAddressAndAFolderThereIsNothingToDo()
    {
        CliResult result = _cli.Run("serve", "--db", "dedup.db", "--listen", "none");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("name one", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressThatIsTakenIsSaidPlainly()
    {
        using var first = new RunningService(_cli);
        using var other = new Cli();
        string address = first.Address.GetLeftPart(UriPartial.Authority);

        CliResult result = other.Run("serve", "--db", "dedup.db", "--listen", address);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"{address}: something else listens there", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, first.Stop().ExitCode);
    }

    [Fact]
    public void TwoServicesDoNotServeOneDatabase()
    {
        using var first = new RunningService(_cli);

        CliResult second = _cli.Run("serve", "--db", "dedup.db");

        Assert.Equal(3, second.ExitCode);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
        first.Http.PostAndSettle(Page("still/there", 1));
    }
}
