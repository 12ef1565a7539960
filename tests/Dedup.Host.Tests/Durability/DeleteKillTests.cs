using System.Diagnostics;
using System.Globalization;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>A deletion that is killed at any moment, and run again, ends as one that was left alone.</summary>
[Collection(DurabilityCollection.Name)]
public sealed class DeleteKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 23;
    private const int Kills = 6;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_deletion_killed_at_any_moment_ends_as_an_uninterrupted_one()
    {
        MadeCrawl.Write(_cli.File("crawl"));
        Require(_cli.Run("ingest", "crawl", "--db", "all.db"));
        var random = new Random(Seed);
        string[] keys = [.. _cli.Run("export", "documents", "--db", "all.db").Lines
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!).Where(_ => random.Next(3) == 0)];
        File.WriteAllLines(_cli.File("keys.txt"), keys);
        StoredState full = StoredState.Read(_cli, "all.db");
        Copy("whole");
        long began = Stopwatch.GetTimestamp();
        Require(_cli.Run(Command("whole.db")));
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        StoredState expected = StoredState.Read(_cli, "whole.db");
        Assert.True(keys.Length > 20 && expected.Documents.Count + keys.Length == full.Documents.Count, "too little is deleted");

        int cut = 0;
        for (int i = 0; i < Kills; i++)
        {
            string name = $"kill-{i}";
            TimeSpan moment = random.NextDouble() * taken;
            Copy(name);
            using (StartedProgram program = _cli.Start(Command(name + ".db")))
            {
                Thread.Sleep(moment);
                if (program.Kill()) cut++;
            }
            // What is gone is unknown to the second run: it says so, and ends what was begun.
            CliResult again = _cli.Run(Command(name + ".db"));
            Assert.True(again.ExitCode is 0 or 1, again.Error);
            string what = string.Create(CultureInfo.InvariantCulture, $"kill {i} of seed {Seed} after {moment.TotalMilliseconds:0} of {taken.TotalMilliseconds:0} ms");
            expected.RequireSame(StoredState.Read(_cli, name + ".db"), what);
            StoredState.RequireSound(_cli, name + ".db", what);
        }
        output.WriteLine($"{cut} of {Kills} kills, seed {Seed}, came before the end; {keys.Length} documents deleted");
        Assert.True(cut > 0, "no kill came before the end");
    }

    private static string[] Command(string database) => ["delete", "--from", "keys.txt", "--db", database, "--set", "Ingest:BatchPages=4"];

    private void Copy(string name) => File.Copy(_cli.File("all.db"), _cli.File(name + ".db"));

    private static void Require(CliResult result) => Assert.True(result.ExitCode == 0, result.Error);
}
