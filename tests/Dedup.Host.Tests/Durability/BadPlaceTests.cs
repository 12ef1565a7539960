using System.Runtime.Versioning;
using Dedup.Host.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dedup.Host.Tests.Durability;

/// <summary>Databases that cannot be used as asked: the message names the file and the remedy, and nothing in it changes.</summary>
[SupportedOSPlatform("linux")]
public sealed class BadPlaceTests : IDisposable
{
    private readonly Cli _cli = new();

    public BadPlaceTests() => _cli.Write("page.txt", "A page.");

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("another program's")]
    [InlineData("newer schema")]
    [InlineData("directory")]
    public void No_command_touches_what_is_not_its_database(string what)
    {
        string database = _cli.File("it.db");
        if (what == "text") File.WriteAllText(database, string.Concat(Enumerable.Repeat("Notes, not a database.\n", 300)));
        else if (what == "directory") Directory.CreateDirectory(database);
        else if (what == "another program's") Execute(database, "CREATE TABLE notes(text TEXT); INSERT INTO notes VALUES ('mine')");
        else
        {
            Assert.Equal(0, _cli.Run("ingest", "page.txt", "--db", database).ExitCode);
            Execute(database, "PRAGMA user_version = 99");
        }
        byte[]? before = File.Exists(database) ? File.ReadAllBytes(database) : null;

        foreach (string[] command in new string[][]
        {
            ["ingest", "page.txt"], ["rebuild"], ["serve", "."], ["clusters"], ["show", "1"], ["match", "page.txt"], ["export", "documents"], ["status"], ["check"],
            ["rejections"], ["backup", "copy.db"],
        })
        {
            Message.RequireClear(_cli.Run([.. command, "--db", database]), database, $"{command[0]} of {what}");
        }

        Assert.Equal(before, File.Exists(database) ? File.ReadAllBytes(database) : null);
        Assert.False(File.Exists(_cli.File("copy.db")));
    }

    [Fact]
    public void A_database_in_a_folder_that_may_not_be_written_can_be_read()
    {
        string database = Store(Directory.CreateDirectory(_cli.File("shelf")).FullName);
        OtherUser.Become(_cli);
        File.SetUnixFileMode(_cli.File("shelf"), OtherUser.Open & ~UnixFileMode.OtherWrite);
        string[] listed = Readable(database);

        RequireNotWritable(database);

        Assert.Equal(listed, Readable(database));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_database_on_a_file_system_that_became_read_only_can_be_read(bool killed)
    {
        using var disk = new Tmpfs(_cli.File("disk"), 16 * 1024);
        string database = Store(disk.Folder);
        if (killed)
        {
            // What a killed process leaves: the log beside the file.
            using StartedProgram writer = _cli.Start("ingest", "-", "--db", database);
            Poll.Until(() => File.Exists(database + "-wal"), () => writer.ErrorSoFar);
            Poll.Until(() => _cli.Run("status", "--db", database).Output.Contains("starting", StringComparison.Ordinal), () => writer.ErrorSoFar);
            writer.Kill();
            Assert.True(File.Exists(database + "-wal"));
        }
        disk.Remount("ro");
        string[] listed = Readable(database);

        RequireNotWritable(database);

        disk.Remount("rw");
        Assert.Equal(0, _cli.Run("ingest", "page.txt", "--db", database).ExitCode);
        Assert.Equal(listed, Readable(database));
        StoredState.RequireSound(_cli, database, "afterwards");
    }

    private string Store(string folder)
    {
        string database = Path.Combine(folder, "dedup.db");
        CliResult result = _cli.Run("ingest", Checkout.SamplePages, "--db", database);
        Assert.True(result.ExitCode == 0, result.Error);
        return database;
    }

    private string[] Readable(string database)
    {
        CliResult clusters = _cli.Run("clusters", "--db", database);
        Assert.True(clusters.ExitCode == 0 && clusters.Lines.Length > 10, clusters.Error);
        foreach (string[] command in new string[][] { ["status"], ["export", "documents"], ["check"] })
        {
            CliResult result = _cli.Run([.. command, "--db", database]);
            Assert.True(result.ExitCode == 0, $"{command[0]}: {result.Output}{result.Error}");
        }
        return clusters.Lines;
    }

    private void RequireNotWritable(string database)
    {
        foreach (string[] command in new string[][] { ["ingest", "page.txt"], ["rebuild"], ["serve", "."] })
            Message.RequireClear(_cli.Run([.. command, "--db", database]), database, command[0]);
    }

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
