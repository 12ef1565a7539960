using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_command_has_help_with_examples()
    {
        Assert.All(Help.Commands(_cli), command =>
        {
            CliResult help = _cli.Run(command, "--help");

            Assert.Equal((0, ""), (help.ExitCode, help.Error));
            Assert.NotEmpty(Help.Examples(help.Output));
            Assert.Contains("--db", help.Output, StringComparison.Ordinal);
            Assert.Contains("--json", help.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Help_of_the_program_names_every_exit_code() =>
        Assert.Contains("0 done, 1 nothing found, 2 wrong use or configuration, 3 failed", _cli.Run("--help").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("no command", "")]
    [InlineData("unknown command", "digest")]
    [InlineData("unknown flag", "clusters --bigger")]
    [InlineData("unknown flag of ingest", "ingest . --recursive")]
    [InlineData("missing path", "ingest")]
    [InlineData("missing id", "show")]
    [InlineData("missing file", "match")]
    [InlineData("missing page", "explain")]
    [InlineData("key and file", "explain page.txt --key --file")]
    [InlineData("one id only", "diff 1")]
    [InlineData("three ids", "diff 1 2 3")]
    [InlineData("missing cluster", "history")]
    [InlineData("a cluster that is no number", "history page.txt")]
    [InlineData("missing gold", "eval")]
    [InlineData("missing kind", "export")]
    [InlineData("unknown kind", "export everything")]
    [InlineData("unknown format", "export documents --format xml")]
    [InlineData("body of links", "export links --with-body")]
    [InlineData("two formats", "export links --json --format csv")]
    [InlineData("bad number", "clusters --min-size many")]
    [InlineData("bad optional number", "clusters --max-size many")]
    [InlineData("bad number of errors", "eval gold.jsonl --errors many")]
    [InlineData("negative number", "clusters --min-sites -3")]
    [InlineData("negative limit", "clusters --limit -1")]
    [InlineData("bad date", "clusters --from 2025-02-30")]
    [InlineData("bad form of date", "clusters --to 14.4.2025")]
    [InlineData("bad order", "clusters --sort best")]
    [InlineData("missing value", "clusters --site")]
    [InlineData("missing database value", "clusters --db")]
    [InlineData("bad mapping", "ingest . --field body=content")]
    [InlineData("bad mapping form", "ingest . --field text")]
    [InlineData("missing input", "ingest no-such-folder")]
    [InlineData("nothing to do", "serve --listen none")]
    [InlineData("others can reach it", "serve --listen http://0.0.0.0:0")]
    [InlineData("bad address", "serve --listen here")]
    [InlineData("bad role", "keys add x --role god")]
    [InlineData("no role", "keys add x")]
    [InlineData("missing folder to watch", "serve no-such-folder")]
    [InlineData("folder in a folder", "serve . ./")]
    [InlineData("folder to move to that is the folder", "serve . --move-to .")]
    [InlineData("negative clusters to show", "ingest . --show -1")]
    [InlineData("negative runs", "status --runs -1")]
    [InlineData("bad run", "rejections --run last")]
    [InlineData("negative rejections", "rejections --limit -2")]
    [InlineData("missing file to back up to", "backup")]
    [InlineData("nothing to delete", "delete")]
    [InlineData("nothing to delete but a wish", "delete --dry-run")]
    [InlineData("missing site to delete", "delete --site")]
    [InlineData("missing file of keys", "delete --from no-such-file")]
    [InlineData("unknown flag of delete", "delete a --force")]
    [InlineData("one key only", "rekey a")]
    [InlineData("the key that it has", "rekey a a")]
    [InlineData("neither same nor different", "link a b --why x")]
    [InlineData("same and different", "link a b --same --different --why x")]
    [InlineData("no grounds", "link a b --same")]
    [InlineData("grounds missing", "link a b --same --why")]
    [InlineData("who missing", "link a b --same --why x --by")]
    [InlineData("one document twice", "link a a --same --why x")]
    [InlineData("one document only", "link a --same --why x")]
    [InlineData("one document to unlink", "unlink a")]
    [InlineData("unknown argument of links", "links a")]
    [InlineData("policy of judgements", "export judgements --policy origin")]
    public void Wrong_use_exits_2_with_a_message(string what, string arguments)
    {
        CliResult result = _cli.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.True(result.ExitCode == 2, $"{what}: exit {result.ExitCode}: {result.Error}");
        Assert.StartsWith("dedup: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Empty(Directory.GetFiles(_cli.Folder));
    }

    [Fact]
    public void The_path_that_is_missing_is_named() => Assert.Contains("no-such-folder", _cli.Run("ingest", "no-such-folder").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("clusters")]
    [InlineData("show 1")]
    [InlineData("match page.txt")]
    [InlineData("explain page.txt --key")]
    [InlineData("diff 1 2")]
    [InlineData("history 1")]
    [InlineData("export documents")]
    [InlineData("eval gold.jsonl")]
    [InlineData("status")]
    [InlineData("rejections")]
    [InlineData("check")]
    [InlineData("backup copy.db")]
    [InlineData("rebuild")]
    [InlineData("delete a")]
    [InlineData("delete a --dry-run")]
    [InlineData("rekey a b")]
    [InlineData("link a b --same --why x")]
    [InlineData("unlink a b")]
    [InlineData("links")]
    [InlineData("export judgements")]
    public void A_missing_database_exits_3_with_the_remedy_and_is_not_made(string arguments)
    {
        _cli.Write("page.txt", "A page.");
        _cli.Write("gold.jsonl", "");

        CliResult result = _cli.Run([.. arguments.Split(' '), "--db", "missing.db"]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("missing.db", result.Error, StringComparison.Ordinal);
        Assert.Contains("--db", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_cli.Folder), file => file.Contains("missing.db", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_database_exits_3()
    {
        string file = _cli.Write("notes.db", new string('x', 3000));

        Assert.Equal(3, _cli.Run("clusters", "--db", file).ExitCode);
        Assert.Equal(3, _cli.Run("ingest", Checkout.SamplePages, "--db", file).ExitCode);
        Assert.Equal(3000, new FileInfo(file).Length);
    }

    [Fact]
    public void A_second_writer_exits_3_and_works_when_the_first_is_done()
    {
        using (new FileStream(_cli.File("dedup.db.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            CliResult refused = _cli.Run("ingest", Checkout.SamplePages);

            Assert.Equal(3, refused.ExitCode);
            Assert.Contains("is writing it", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, _cli.Run("ingest", Checkout.SamplePages).ExitCode);
    }

    [Fact]
    public void Without_unicode_data_the_program_refuses_to_start()
    {
        _cli.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";

        CliResult result = _cli.Run("ingest", Checkout.SamplePages);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cli.Folder));
    }
}
