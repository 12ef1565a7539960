using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>delete over the sample crawl.</summary>
public sealed class DeleteCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public DeleteCommandTests() => Assert.Equal(0, _cli.Run("ingest", Checkout.SamplePages).ExitCode);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Documents_go_with_what_is_theirs_alone_and_the_rest_is_sound()
    {
        CliResult result = _cli.Run("delete", "calder-1014.txt", "skimmer-0508.txt");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["2 documents deleted, 1 body that nobody else carries with them", "  calder-1014.txt", "  skimmer-0508.txt"], result.Lines[..3]);
        Assert.StartsWith("dedup.db: 93 documents, 78 distinct bodies", result.Lines[3], StringComparison.Ordinal);
        Assert.Equal(1, _cli.Run("show", "calder-1014.txt").ExitCode);
        Assert.Equal(0, _cli.Run("check").ExitCode);
        JsonElement run = _cli.Run("status", "--json").Json.GetProperty("runs")[0];
        Assert.Equal(("delete", 2), (run.GetProperty("command").GetString(), run.GetProperty("removed").GetInt32()));
        // Two pages fewer teach less: some others have their template lines back. They may come again.
        Assert.Contains("95 pages: 2 new", _cli.Run("ingest", Checkout.SamplePages).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_keys_and_sites_are_named_and_exit_1_and_the_rest_is_deleted()
    {
        CliResult result = _cli.Run("delete", "nobody.txt", "skimmer-0508.txt", "--site", "No such site", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no document 'nobody.txt'", result.Error, StringComparison.Ordinal);
        Assert.Contains("'No such site'", result.Error, StringComparison.Ordinal);
        Assert.Equal("skimmer-0508.txt", Assert.Single(result.Json.GetProperty("deleted").EnumerateArray()).GetString());
        Assert.Equal("nobody.txt", Assert.Single(result.Json.GetProperty("unknown").EnumerateArray()).GetString());
        Assert.Equal(1, _cli.Run("show", "skimmer-0508.txt").ExitCode);
        Assert.Equal(1, _cli.Run("delete", "skimmer-0508.txt").ExitCode);
    }

    [Fact]
    public void A_dry_run_changes_nothing()
    {
        CliResult result = _cli.Run("delete", "--site", "Newsbasket", "--dry-run");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("would be deleted", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains("95 documents", result.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("nothing was changed", result.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(95, _cli.Run("status", "--json").Json.GetProperty("documents").GetInt32());
    }

    [Fact]
    public void Keys_come_from_a_file_or_from_standard_input()
    {
        CliResult file = _cli.Run("delete", "--from", _cli.Write("keys.txt", "calder-1014.txt\r\n\nskimmer-0508.txt\n"), "--json");
        CliResult input = _cli.RunWithInput("haigang-0206.txt\n", "delete", "--from", "-", "--json");
        CliResult empty = _cli.RunWithInput("", "delete", "--from", "-");

        Assert.Equal((0, 0, 1), (file.ExitCode, input.ExitCode, empty.ExitCode));
        Assert.Equal((2, 1), (file.Json.GetProperty("deleted").GetArrayLength(), input.Json.GetProperty("deleted").GetArrayLength()));
        Assert.Contains("no key was given", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void While_another_writes_nothing_is_deleted()
    {
        using var held = new FileStream(_cli.File("dedup.db.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        CliResult result = _cli.Run("delete", "skimmer-0508.txt");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("is writing it", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run("show", "skimmer-0508.txt").ExitCode);
        // What only looks does not wait for a writer.
        Assert.Equal(0, _cli.Run("delete", "skimmer-0508.txt", "--dry-run").ExitCode);
    }
}
