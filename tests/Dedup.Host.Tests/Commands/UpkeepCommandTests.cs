using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>The commands that look after a database: status, rejections, check, backup, rebuild.</summary>
public sealed class UpkeepCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public UpkeepCommandTests()
    {
        _cli.Write("pages.jsonl", "{\"id\":\"a\",\"text\":\"A page.\"}\nbroken\n\n{\"id\":\"b\"}\n");
        Assert.Equal(0, _cli.Run("ingest", Checkout.SamplePages, "pages.jsonl").ExitCode);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Status_says_what_there_is_and_who_wrote_it()
    {
        CliResult status = _cli.Run("status");

        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.StartsWith("dedup.db: 96 documents, 78 distinct bodies, 39 clusters, 2 rejections", status.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  nobody writes it; last was dedup ingest, until 20", status.Lines[1], StringComparison.Ordinal);
        Assert.Contains("98", status.Lines[3], StringComparison.Ordinal);
        JsonElement json = _cli.Run("status", "--json").Json;
        Assert.Equal((96, false, "ingest"), (json.GetProperty("documents").GetInt32(), json.GetProperty("writing").GetBoolean(), json.GetProperty("writer").GetProperty("command").GetString()));
        Assert.Equal(2, Assert.Single(json.GetProperty("runs").EnumerateArray()).GetProperty("rejected").GetInt32());
    }

    [Fact]
    public void Rejections_are_listed_with_source_line_and_reason()
    {
        CliResult list = _cli.Run("rejections");
        JsonElement[] json = [.. _cli.Run("rejections", "--json").Json.EnumerateArray()];

        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.Contains("no string field \"text\"", list.Output, StringComparison.Ordinal);
        Assert.Equal([(2, true), (4, false)], json.Select(r => (r.GetProperty("line").GetInt32(), r.GetProperty("reason").GetString()!.StartsWith("broken JSON", StringComparison.Ordinal))));
        Assert.All(json, r => Assert.Equal(Path.GetFileName(_cli.File("pages.jsonl")), Path.GetFileName(r.GetProperty("source").GetString())));
        Assert.Single(_cli.Run("rejections", "--limit", "1", "--json").Json.EnumerateArray());
        Assert.Contains("--limit 0", _cli.Run("rejections", "--limit", "1").Error, StringComparison.Ordinal);
        Assert.Equal(1, _cli.Run("rejections", "--source", "other").ExitCode);
        Assert.Equal(1, _cli.Run("rejections", "--run", "7").ExitCode);
    }

    [Fact]
    public void Check_passes_a_sound_database_and_exits_3_on_a_damaged_one()
    {
        CliResult sound = _cli.Run("check");
        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.All(sound.Lines[..^1], line => Assert.StartsWith("agree ", line, StringComparison.Ordinal));
        Assert.Equal(0, _cli.Run("check", "--json").Json.GetProperty("faults").GetInt32());

        using (FileStream file = File.OpenWrite(_cli.File("dedup.db")))
        {
            file.Position = 50 * 4096;
            file.Write(new byte[6 * 4096].Select((_, i) => (byte)(i * 11)).ToArray());
        }
        CliResult damaged = _cli.Run("check");

        Assert.Equal(3, damaged.ExitCode);
        Assert.Contains("FAULT", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("backup", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_is_a_database_of_its_own()
    {
        Assert.Equal(0, _cli.Run("backup", "copy.db").ExitCode);

        Assert.Equal(0, _cli.Run("check", "--db", "copy.db").ExitCode);
        Assert.Equal(_cli.Run("export", "documents").Output, _cli.Run("export", "documents", "--db", "copy.db").Output);
        CliResult again = _cli.Run("backup", "copy.db");
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("--replace", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run("backup", "copy.db", "--replace", "--json").ExitCode);
    }

    [Theory]
    [InlineData("dedup.db")]
    [InlineData("./dedup.db")]
    [InlineData("dedup.db-wal")]
    [InlineData("dedup.db.lock")]
    public void Neither_export_nor_backup_writes_over_the_database(string target)
    {
        byte[] before = File.ReadAllBytes(_cli.File("dedup.db"));

        Assert.Equal(2, _cli.Run("export", "documents", "--out", target).ExitCode);
        Assert.Equal(3, _cli.Run("backup", target, "--replace").ExitCode);

        Assert.Equal(before, File.ReadAllBytes(_cli.File("dedup.db")));
        Assert.Equal(0, _cli.Run("check").ExitCode);
    }

    [Fact]
    public void Rebuild_takes_a_database_to_other_settings()
    {
        string[] other = ["--set", "Verification:NearResemblance=0.8"];
        Assert.Equal(3, _cli.Run(["check", .. other]).ExitCode);

        CliResult rebuilt = _cli.Run(["rebuild", .. other]);

        Assert.Equal((0, ""), (rebuilt.ExitCode, rebuilt.Error));
        Assert.Contains("NearResemblance was 0.5 and is now 0.8", rebuilt.Output, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run(["check", .. other]).ExitCode);
        Assert.Equal(96, _cli.Run("rebuild", "--json").Json.GetProperty("documents").GetInt32());
        Assert.Equal(0, _cli.Run("check").ExitCode);
    }
}
