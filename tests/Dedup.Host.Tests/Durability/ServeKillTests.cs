using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dedup.Host.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dedup.Host.Tests.Durability;

/// <summary>What is dropped into a watched folder is taken in once, however often the host is killed.</summary>
public sealed partial class ServeKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 23;
    private const int Kills = 10;
    private const int Burst = 454;
    private const int Last = 5000 - Kills * Burst;
    private const double SettleSeconds = 0.2;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("../taken")]
    public async Task Files_dropped_while_the_host_is_killed_are_each_taken_in_once(string? moveTo)
    {
        var random = new Random(Seed);
        var inbox = new Inbox(_cli);
        int inTheMiddle = 0;
        string[] serve = moveTo is null ? Serve : [.. Serve, "--move-to", moveTo];
        for (int kill = 0; kill < Kills; kill++)
        {
            using StartedProgram host = _cli.Start(serve);
            long before = inbox.Documents;
            Task dropping = Task.Run(() => inbox.Drop(Burst), TestContext.Current.CancellationToken);
            // At any time, or as soon as some share of the burst is stored; the whole of it leaves the clusters and the moves.
            if (kill % 3 == 0) Thread.Sleep(random.Next(200, 1500));
            else
            {
                long enough = before + (kill % 3 == 1 ? random.Next(Burst / 2) : Burst);
                Poll.Until(() => Count() >= enough, () => host.ErrorSoFar);
            }
            Assert.True(host.Kill(), $"seed {Seed}, kill {kill}: {host.ErrorSoFar}");
            await dropping;
            long stored = Count();
            if (stored < inbox.Documents) inTheMiddle++;
            output.WriteLine($"kill {kill}: {stored} of {inbox.Documents} documents stored, {Directory.GetFiles(inbox.Folder).Length} files in the folder");
        }
        Assert.True(inTheMiddle >= 3, $"{inTheMiddle} kills hit the middle of a burst");
        using (StartedProgram host = _cli.Start(serve))
        {
            inbox.Drop(Last);
            Await(inbox, host, () => moveTo is null || Directory.GetFiles(inbox.Folder).Length == 0);
            host.Send(Signal.Terminate);
            Assert.Equal(0, host.Wait().ExitCode);
        }

        Assert.Equal(5000, inbox.Files);
        string folder = moveTo is null ? inbox.Folder : _cli.File("taken");
        Assert.Equal(5000, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
        RequireOnce(inbox);
        RequireAsIngested(folder);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_burst_keeps_what_was_reported()
    {
        var inbox = new Inbox(_cli);
        inbox.Drop(200);
        using (StartedProgram host = _cli.Start(Serve))
        {
            Task dropping = Task.Run(() => inbox.Drop(1500), TestContext.Current.CancellationToken);
            Poll.Until(() => Count() >= 100, () => host.ErrorSoFar);
            host.Send(Signal.Terminate);
            CliResult stopped = host.Wait();
            await dropping;

            Assert.True(stopped.ExitCode == 0, stopped.Error);
            Assert.Contains("Stopped", stopped.Error, StringComparison.Ordinal);
            (int files, int pages) = (0, 0);
            foreach (Match took in TookIn().Matches(stopped.Error))
            {
                files += int.Parse(took.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                pages += int.Parse(took.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            }
            output.WriteLine($"stopped with {files} files, {pages} pages of {inbox.Files} files");
            Assert.InRange(pages, 1, Count());
            Assert.Equal(files, FinishedRuns().Count);
            StoredState.RequireSound(_cli, "dedup.db", "after the stop");
        }

        using StartedProgram next = _cli.Start(Serve);
        Await(inbox, next, () => true);
        next.Send(Signal.Terminate);
        Assert.Equal(0, next.Wait().ExitCode);
        RequireOnce(inbox);
        RequireAsIngested(inbox.Folder);
    }

    private string[] Serve { get; } =
        ["serve", "inbox", "--db", "dedup.db", "--set", "Ingest:BatchPages=8", "--set", "Watch:PollSeconds=0.05", "--set", string.Create(CultureInfo.InvariantCulture, $"Watch:SettleSeconds={SettleSeconds}")];

    private JsonElement Status => _cli.Run("status", "--runs", "100000", "--json", "--db", "dedup.db") is { ExitCode: 0 } status ? status.Json : default;

    /// <summary>Documents that are stored now, asked without a process between; 0 while there is no database.</summary>
    private long Count()
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={_cli.File("dedup.db")};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM documents";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            return 0;
        }
    }

    private List<JsonElement> FinishedRuns() =>
        [.. Status.GetProperty("runs").EnumerateArray().Where(run => run.GetProperty("command").GetString() == "serve" && run.GetProperty("finished").ValueKind != JsonValueKind.Null)];

    private void Await(Inbox inbox, StartedProgram host, Func<bool> also) => Poll.Until(
        () => also() && _cli.Run("status", "--json", "--db", "dedup.db") is { ExitCode: 0 } status && status.Json.GetProperty("documents").GetInt64() == inbox.Documents
            && status.Json.GetProperty("waiting").GetInt64() == 0 && status.Json.GetProperty("writer").GetProperty("state").GetString() == "watching",
        () => $"{Count()} of {inbox.Documents} documents: {host.ErrorSoFar}");

    /// <summary>Every file has one finished run, and every document was new in one of them.</summary>
    private void RequireOnce(Inbox inbox)
    {
        List<JsonElement> runs = FinishedRuns();
        long Sum(string field) => runs.Sum(run => run.GetProperty(field).GetInt64());
        Assert.Equal((inbox.Documents, 0), (Sum("added"), Sum("rejected")));
        // A file that the machine left half written for longer than the settling time was complete, as far as anyone can see.
        if (inbox.LongestPause.TotalSeconds < SettleSeconds)
        {
            Assert.Equal((0, 0), (Sum("changed"), Sum("unchanged")));
            Assert.Equal(inbox.Files, runs.Select(run => run.GetProperty("source").GetString()).Distinct().Count());
            Assert.Equal(inbox.Files, runs.Count);
        }
        else
        {
            output.WriteLine($"a file was left alone for {inbox.LongestPause}: {Sum("changed")} changed, {Sum("unchanged")} unchanged");
        }
    }

    private void RequireAsIngested(string folder)
    {
        CliResult plain = _cli.Run("ingest", folder, "--db", "plain.db");
        Assert.True(plain.ExitCode == 0, plain.Error);
        StoredState expected = StoredState.Read(_cli, "plain.db");
        Assert.True(expected.Links.Count > 10, "the stories have too few copies");
        expected.RequireSame(StoredState.Read(_cli, "dedup.db"), "serve beside ingest");
        StoredState.RequireSound(_cli, "dedup.db", "after serve");
    }

    [GeneratedRegex("Took in ([0-9]+) files: ([0-9]+) pages")]
    private static partial Regex TookIn();
}
