using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>The other commands that write, on a disk that fails.</summary>
public sealed class FaultyCommandTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 11;

    private static readonly (string Call, string Kind)[] Kinds =
        [("write", "eio"), ("write", "enospc"), ("write", "broken"), ("write", "kill"), ("write", "torn"), ("sync", "eio"), ("sync", "kill")];

    private readonly FailingDisk _disk = new();

    private readonly Cli _cli = new();

    public void Dispose()
    {
        _cli.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public void A_rebuild_that_fails_or_is_killed_leaves_the_old_state()
    {
        Ingest("old.db");
        string[] rebuild = ["rebuild", "--set", "Verification:NearResemblance=0.8", "--json", "--db"];
        string old = Exports("old.db");
        File.Copy(_cli.File("old.db"), _cli.File("new.db"));
        (CliResult whole, DiskLog seen) = _disk.Run(_cli, _cli.File("new.db"), null, [.. rebuild, "new.db"]);
        Assert.True(whole.ExitCode == 0, whole.Error);
        string rebuilt = Exports("new.db");
        Assert.NotEqual(old, rebuilt);
        int left = 0;

        foreach (DiskFault fault in Faults(seen, each: 2))
        {
            string database = _cli.File("faulty.db");
            File.Copy(_cli.File("old.db"), database);
            (CliResult result, DiskLog log) = _disk.Run(_cli, database, fault, [.. rebuild, database]);
            string what = Describe(fault, log, result);

            bool stands = Exports(database) == old;
            // A kill behind the commit, or a sync that fails when all is written, may leave the new state; nothing else is possible.
            Assert.True(stands || Exports(database) == rebuilt, $"{what}: neither the old state nor the new one");
            if (result.ExitCode == 3) Message.RequireClear(result, database, what);
            Assert.True(result.ExitCode switch { 0 => !stands, 3 => stands || fault.Call == "sync", _ => fault.Kind is "kill" or "torn" }, $"{what}: {(stands ? "old" : "new")} state");
            if (stands) StoredState.RequireSound(_cli, database, what);
            left += stands ? 1 : 0;

            CliResult last = _cli.Run([.. rebuild, database]);
            Assert.True(last.ExitCode == 0, $"{what}, then without: {last.Error}");
            Assert.True(Exports(database) == rebuilt, $"{what}, then without: another result");
            Assert.Equal(0, _cli.Run("check", "--set", "Verification:NearResemblance=0.8", "--db", database).ExitCode);
            foreach (string file in Directory.GetFiles(_cli.Folder, "faulty.db*")) File.Delete(file);
        }

        Assert.True(left >= 7, $"the old state was left {left} times only: the faults came too late");
    }

    [Fact]
    public void A_backup_that_fails_or_is_killed_leaves_no_half_file_under_its_name()
    {
        Ingest("dedup.db");
        string target = _cli.File("backup.db");
        (CliResult whole, DiskLog seen) = _disk.Run(_cli, target, null, "backup", target);
        Assert.True(whole.ExitCode == 0, whole.Error);
        File.WriteAllText(target, "an older backup");

        foreach (DiskFault fault in Faults(seen, each: 1))
        {
            (CliResult result, DiskLog log) = _disk.Run(_cli, target, fault, "backup", target, "--replace");
            string what = Describe(fault, log, result);

            Assert.True(result.ExitCode != 0, what);
            if (result.ExitCode == 3) Message.RequireClear(result, target, what);
            Assert.True(File.ReadAllText(target) == "an older backup", $"{what}: the older backup is gone");
            if (result.ExitCode == 3) Assert.True(Directory.GetFiles(_cli.Folder, "backup.db*").Length == 1, $"{what}: leaves files behind");
        }

        Assert.Equal(0, _cli.Run("backup", target, "--replace").ExitCode);
        Assert.Equal([target], Directory.GetFiles(_cli.Folder, "backup.db*"));
        Assert.Equal(Exports("dedup.db"), Exports(target));
        StoredState.RequireSound(_cli, target, "the backup");
    }

    [Theory]
    [InlineData("write", "eio", 0.1, 1)]
    [InlineData("write", "enospc", 0.3, 5)]
    [InlineData("write", "broken", 0.6, 4)]
    [InlineData("sync", "eio", 0.5, 1)]
    [InlineData("sync", "broken", 0.9, 3)]
    public void Serve_goes_on_when_the_disk_works_again(string call, string kind, double at, int calls)
    {
        Ingest("whole.db");
        string database = _cli.File("dedup.db");
        string[] serve = ["serve", "crawl", "--db", database, "--set", "Ingest:BatchPages=8", "--set", "Watch:PollSeconds=0.05", "--set", "Watch:SettleSeconds=0"];
        long start = Seen(0), end = Seen(1);
        var fault = new DiskFault(call, kind, start + 1 + (long)(at * (end - start)), calls);
        foreach (string file in Directory.GetFiles(_cli.Folder, "dedup.db*")) File.Delete(file);

        using StartedProgram program = _disk.Start(_cli, database, fault, out Func<DiskLog> log, serve);
        Poll.Until(() => log().Spoilt > 0, () => $"{fault}: {log()} {program.ErrorSoFar}");
        AwaitAll(program);
        program.Send(Signal.Terminate);
        CliResult result = program.Wait();
        string what = Describe(fault, log(), result);

        Assert.True(result.ExitCode == 0, what);
        Assert.Contains("The store failed: " + database, result.Error, StringComparison.Ordinal);
        StoredState.Read(_cli, "whole.db").RequireSame(StoredState.Read(_cli, database), what);
        StoredState.RequireSound(_cli, database, what);

        // Calls until the host has started (0), and until it has taken everything in (1).
        long Seen(int files)
        {
            using StartedProgram counted = _disk.Start(_cli, database, null, out Func<DiskLog> seen, files == 0 ? [.. serve[..1], Directory.CreateDirectory(_cli.File("none")).FullName, .. serve[2..]] : serve);
            if (files == 0) Poll.Until(() => counted.ErrorSoFar.Contains("Started", StringComparison.Ordinal), () => counted.ErrorSoFar);
            else AwaitAll(counted);
            return seen().Of(call);
        }

        void AwaitAll(StartedProgram running) => Poll.Until(
            // The database may stand before anyone has said that he writes it.
            () => _cli.Run("status", "--db", database, "--json") is { ExitCode: 0 } status && status.Json.GetProperty("writer") is { ValueKind: JsonValueKind.Object } writer && writer.GetProperty("state").GetString() == "watching"
                && status.Json.GetProperty("documents").GetInt64() == Documents && status.Json.GetProperty("waiting").GetInt64() == 0,
            () => running.ErrorSoFar);
    }

    private long Documents => _cli.Run("status", "--db", "whole.db", "--json").Json.GetProperty("documents").GetInt64();

    private static IEnumerable<DiskFault> Faults(DiskLog seen, int each)
    {
        var random = new Random(Seed);
        foreach ((string call, string kind) in Kinds)
        {
            for (int i = 0; i < each; i++) yield return new DiskFault(call, kind, 1 + (long)((i + random.NextDouble()) / each * seen.Of(call)));
        }
    }

    private string Describe(DiskFault fault, DiskLog log, CliResult result)
    {
        string what = $"seed {Seed}, {fault} on {Path.GetFileName(log.Path)}: exit {result.ExitCode}";
        Assert.True(log.Spoilt > 0, $"{what}: never came, the disk saw {log}");
        output.WriteLine(what);
        return $"{what}: {result.Error}";
    }

    private void Ingest(string database)
    {
        MadeCrawl.Write(_cli.File("crawl"), copies: 1, flaws: false);
        CliResult result = _cli.Run("ingest", "crawl", "--db", database, "--set", "Ingest:BatchPages=8");
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private string Exports(string database) => string.Concat(new[] { "documents", "clusters", "links" }.Select(what =>
    {
        CliResult export = _cli.Run("export", what, "--db", database);
        Assert.True(export.ExitCode == 0, export.Error);
        return export.Output;
    }));
}
