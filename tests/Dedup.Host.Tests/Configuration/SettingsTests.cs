using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_fault_is_reported_at_once_with_its_key()
    {
        _cli.Environment["Dedup__Verification__NearResemblance"] = "7";
        _cli.Environment["Dedup__Nonsense"] = "1";
        _cli.Environment["Dedup__Ingest__Workers"] = "many";

        CliResult result = _cli.Run("ingest", Checkout.SamplePages, "--set", "Sketch:Hashes=20", "--set", "Sketch:Colour=red", "--set", "nothing");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.All(new[] { "Dedup:Verification:NearResemblance is 7", "Dedup:Nonsense", "Dedup:Ingest:Workers is 'many'", "Dedup:Sketch:Hashes is 20", "Dedup:Sketch:Colour", "--set nothing" },
            fault => Assert.Contains(fault, result.Error, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_cli.Folder));
    }

    [Fact]
    public void Faults_of_watched_folders_are_reported_with_their_place()
    {
        _cli.Environment["Dedup__Watch__Folders__0__Path"] = "inbox";
        _cli.Environment["Dedup__Watch__Folders__0__Colour"] = "red";
        _cli.Environment["Dedup__Watch__Folders__1__Fields__body"] = "content";
        _cli.Environment["Dedup__Watch__PollSeconds"] = "soon";

        CliResult result = _cli.Run("serve");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.All(new[] { "Dedup:Watch:Folders:0:Colour is no setting", "Dedup:Watch:Folders:1:Path is empty", "Dedup:Watch:PollSeconds is 'soon'; it must be a number" },
            fault => Assert.Contains(fault, result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_level_that_is_none_exits_2()
    {
        _cli.Environment["Logging__LogLevel__Default"] = "Bogus";

        CliResult result = _cli.Run("serve", ".");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("dedup: Logging: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_is_named_by_file_then_environment_then_flag()
    {
        string page = _cli.Write("page.txt", "A page.");

        Assert.Equal(0, _cli.Run("ingest", page).ExitCode);
        _cli.Environment["Dedup__Database"] = "environment.db";
        Assert.Equal(0, _cli.Run("ingest", page).ExitCode);
        Assert.Equal(0, _cli.Run("ingest", page, "--set", "Database=set.db").ExitCode);
        Assert.Equal(0, _cli.Run("ingest", page, "--db", "flag.db").ExitCode);

        Assert.All(new[] { "dedup.db", "environment.db", "set.db", "flag.db" }, name => Assert.True(File.Exists(_cli.File(name)), name));
    }

    [Fact]
    public void A_setting_changes_the_result()
    {
        string copies = _cli.Write("pages.jsonl", Two("The lighthouse keeper of Olm has sold his boat."));

        Assert.Equal(0, _cli.Run("ingest", copies, "--db", "a.db", "--set", "Ingest:MaxPageBytes=1024").ExitCode);
        CliResult refused = _cli.Run("ingest", _cli.Write("long.txt", new string('x', 2000)), "--db", "a.db", "--set", "Ingest:MaxPageBytes=1024", "--json");

        Assert.Equal((0, 1), (refused.ExitCode, refused.Json.GetProperty("counts").GetProperty("rejected").GetInt32()));
    }

    [Fact]
    public void Other_settings_on_an_old_database_exit_3_and_name_the_setting()
    {
        string page = _cli.Write("page.txt", "A page.");
        _cli.Run("ingest", page);

        CliResult result = _cli.Run("ingest", page, "--set", "Verification:NearResemblance=0.6");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("NearResemblance", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Verification:NearResemblance=7", "Dedup:Verification:NearResemblance is 7")]
    [InlineData("Verification:MinimumWords=few", "Dedup:Verification:MinimumWords is 'few'")]
    [InlineData("Verification:Nearness=0.5", "Dedup:Verification:Nearness")]
    [InlineData("=5", "KEY=VALUE")]
    public void A_bad_override_is_refused(string pair, string fault)
    {
        CliResult result = _cli.Run("clusters", "--set", pair);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(fault, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_override_counts_whatever_the_case_of_its_key() =>
        Assert.Equal(0, _cli.Run("ingest", _cli.Write("page.txt", "A page."), "--set", "Sketch:Hashes=20", "--set", "sketch:hashes=64").ExitCode);

    [Fact]
    public void A_number_is_read_the_same_in_every_culture()
    {
        _cli.Environment["LANG"] = "de_DE.UTF-8";
        _cli.Environment["LC_ALL"] = "de_DE.UTF-8";

        Assert.Equal(0, _cli.Run("ingest", _cli.Write("page.txt", "A page."), "--set", "Verification:NearResemblance=0.6").ExitCode);
    }

    private static string Two(string text) => $$"""
        {"id":"a","text":"{{text}}"}
        {"id":"b","text":"{{text}}"}
        """;
}
