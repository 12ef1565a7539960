using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>A file system without room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(2600)]
    [InlineData(2800)]
    [InlineData(3600)]
    public void An_ingest_onto_a_full_disk_says_so_is_read_as_far_as_it_came_and_goes_on_with_more_room(int kilobytes)
    {
        MadeCrawl.Write(_cli.File("crawl"), copies: 2);
        // A folder that is taken in to its end, with its clusters, before the disk is full.
        Directory.CreateDirectory(_cli.File("first"));
        foreach (string page in Directory.GetFiles(Checkout.SamplePages).Order(StringComparer.Ordinal).Take(24)) File.Copy(page, Path.Combine(_cli.File("first"), Path.GetFileName(page)));
        Assert.Equal(0, _cli.Run(First("whole.db")).ExitCode);
        Assert.Equal(0, _cli.Run(Command("whole.db")).ExitCode);
        StoredState expected = StoredState.Read(_cli, "whole.db");
        using var disk = new Tmpfs(_cli.File("small"), kilobytes);
        string database = disk.File("dedup.db");

        Assert.Equal(0, _cli.Run(First(database)).ExitCode);
        string[] before = _cli.Run("export", "documents", "--db", database).Lines;
        CliResult full = _cli.Run(Command(database));
        CliResult again = _cli.Run(Command(database));

        foreach (CliResult result in new[] { full, again })
        {
            Message.RequireClear(result, database, $"{kilobytes} KB");
            Assert.Contains("the disk is full", result.Error, StringComparison.Ordinal);
        }
        CliResult status = _cli.Run("status", "--json", "--db", database);
        Assert.True(status.ExitCode == 0, status.Error);
        long stored = status.Json.GetProperty("documents").GetInt64();
        Assert.InRange(stored, before.Length + 1, expected.Documents.Count - 1);
        Assert.Equal(0, _cli.Run("clusters", "--db", database).ExitCode);
        Assert.InRange(_cli.Run("export", "documents", "--db", database).Lines.Length, before.Length, stored);
        Assert.Equal(0, _cli.Run("check", "--db", database).ExitCode);

        disk.Remount("size=64m");
        CliResult last = _cli.Run(Command(database));

        Assert.True(last.ExitCode == 0, last.Error);
        Assert.True(last.Json.GetProperty("resumed").GetInt64() >= stored - before.Length, last.Output);
        expected.RequireSame(StoredState.Read(_cli, database), $"{kilobytes} KB");
        StoredState.RequireSound(_cli, database, $"{kilobytes} KB");
    }

    [Fact]
    public void Exports_and_backups_without_room_say_so_and_leave_nothing_under_their_name()
    {
        MadeCrawl.Write(_cli.File("crawl"), copies: 1);
        Assert.Equal(0, _cli.Run(Command("dedup.db")).ExitCode);
        using var disk = new Tmpfs(_cli.File("small"), 100);
        string export = disk.File("documents.jsonl");
        string backup = disk.File("backup.db");

        Message.RequireClear(_cli.Run("export", "documents", "--with-body", "--out", export), export, "export");
        Message.RequireClear(_cli.Run("backup", backup), backup, "backup");

        Assert.Empty(Directory.GetFiles(disk.Folder));
        StoredState.RequireSound(_cli, "dedup.db", "afterwards");
        disk.Remount("size=64m");
        Assert.Equal(0, _cli.Run("export", "documents", "--with-body", "--out", export).ExitCode);
        Assert.Equal(0, _cli.Run("backup", backup).ExitCode);
        StoredState.RequireSound(_cli, backup, "the backup");
    }

    private static string[] First(string database) => ["ingest", "first", .. Command(database)[2..]];

    private static string[] Command(string database) => ["ingest", "crawl", "--db", database, "--set", "Ingest:BatchPages=8", "--json"];
}
