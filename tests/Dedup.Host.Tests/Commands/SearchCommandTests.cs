using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>search over the sample crawl: it makes the index that it needs.</summary>
public sealed class SearchCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Documents_and_clusters_are_found_by_words()
    {
        CliResult documents = _cli.Run("search", "wildfire", "chile", "--db", sample.Path, "--json");
        CliResult table = _cli.Run("search", "wildfire", "chile", "--db", sample.Path);
        CliResult clusters = _cli.Run("search", "wildfire", "chile", "--clusters", "--db", sample.Path, "--json");

        Assert.Equal((0, 0, 0, ""), (documents.ExitCode, table.ExitCode, clusters.ExitCode, table.Error));
        Assert.Equal(documents.Json.GetArrayLength() + 1, table.Lines.Length);
        Assert.InRange(clusters.Json.GetArrayLength(), 1, documents.Json.GetArrayLength());
        Assert.NotEqual("", documents.Json[0].GetProperty("lead").GetString());
        Assert.True(documents.Json[0].GetProperty("document").GetProperty("cluster").GetInt64() > 0);
    }

    [Fact]
    public void Nothing_found_exits_1_and_says_so()
    {
        CliResult result = _cli.Run("search", "nobody-writes-this", "--db", sample.Path, "--json");

        Assert.Equal((1, 0), (result.ExitCode, result.Json.GetArrayLength()));
        Assert.Contains("nothing is found", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("search", "x", "--from", "yesterday", "--db", sample.Path).ExitCode);
        Assert.Equal(3, _cli.Run("search", "x", "--db", "none.db").ExitCode);
    }

    [Fact]
    public void Words_that_only_leave_out_list_everything_and_say_so()
    {
        CliResult result = _cli.Run("search", "--limit", "3", "--db", sample.Path, "--", "-wildfire");

        Assert.Equal((0, 4), (result.ExitCode, result.Lines.Length));
        Assert.Contains("everything is listed", result.Error, StringComparison.Ordinal);
    }
}
