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

    [Theory]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://localhost:0")]
    public void AnAddressAtWhichItCannotListenIsRefusedInWords(string address)
    {
        CliResult result = _cli.Run("serve", "--db", "dedup.db", "--listen", address);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Dedup:Serve:Address is " + address, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The 19th field of a thread's stat is how nice it is; the name before it is in brackets and may hold anything.</summary>
    [Fact]
    public void WorkBehindTheAnswersGivesWay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "threads have priorities on Linux alone");
        using var service = new RunningService(_cli, "Serve:Nice=7", "Ingest:Workers=2");

        int[] nice = [.. Directory.GetDirectories($"/proc/{service.Id}/task").Select(thread => File.ReadAllText(thread + "/stat")).Select(stat => int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture))];

        // Four that read templates, whatever the number of workers, and one each that stores, indexes for searches and works out networks.
        Assert.Equal(7, nice.Count(n => n == 7));
        Assert.True(nice.Count(n => n == 0) > 5, string.Join(' ', nice));
        service.Http.PostAndSettle(Page("behind", 1));
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
