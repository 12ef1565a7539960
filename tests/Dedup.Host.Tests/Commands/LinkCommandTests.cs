using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>link, unlink, links and rekey over the sample crawl.</summary>
public sealed class LinkCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public LinkCommandTests() => Assert.Equal(0, _cli.Run("ingest", Checkout.SamplePages).ExitCode);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void What_an_analyst_says_is_done_shown_and_taken_back()
    {
        string before = _cli.Run("export", "documents").Output;

        CliResult link = _cli.Run("link", "inkwell-0276.txt", "calder-1014.txt", "--same", "--why", "one press release", "--by", "R. Quell");

        Assert.Equal((0, ""), (link.ExitCode, link.Error));
        Assert.StartsWith("calder-1014.txt and inkwell-0276.txt are the same, said by R. Quell on 20", link.Lines[0], StringComparison.Ordinal);
        Assert.Contains("holds: both are in cluster", link.Lines[1], StringComparison.Ordinal);
        JsonElement document = _cli.Run("show", "inkwell-0276.txt", "--json").Json;
        string cluster = document.GetProperty("document").GetProperty("cluster").GetInt64().ToString();
        Assert.Equal("linked", document.GetProperty("document").GetProperty("relation").GetString());
        foreach (string[] view in new string[][] { ["show", cluster], ["show", "calder-1014.txt"], ["explain", "inkwell-0276.txt"], ["history", cluster], ["links"], ["export", "judgements"] })
        {
            CliResult result = _cli.Run(view);
            Assert.True(result.ExitCode == 0, result.Error);
            Assert.True(result.Output.Contains("one press release", StringComparison.Ordinal) && result.Output.Contains("R. Quell", StringComparison.Ordinal), string.Join(' ', view));
        }
        Assert.Equal("same", Assert.Single(_cli.Run("links", "--json").Json.EnumerateArray()).GetProperty("verdict").GetString());
        Assert.Equal(0, _cli.Run("check").ExitCode);
        Assert.Equal("link", _cli.Run("status", "--json").Json.GetProperty("runs")[0].GetProperty("command").GetString());

        CliResult unlink = _cli.Run("unlink", "calder-1014.txt", "inkwell-0276.txt", "--json");

        Assert.Equal((0, "taken back"), (unlink.ExitCode, unlink.Json.GetProperty("judgement").GetProperty("state").GetString()));
        CliResult none = _cli.Run("links");
        Assert.Equal((1, ""), (none.ExitCode, none.Output));
        Assert.Equal(1, _cli.Run("unlink", "calder-1014.txt", "inkwell-0276.txt").ExitCode);
        Assert.Equal(Relations(before), Relations(_cli.Run("export", "documents").Output));
    }

    [Fact]
    public void Two_stories_part_and_stay_so_through_rebuild()
    {
        Assert.Equal(0, _cli.Run("link", "elmsworth-0144.txt", "danforth-0688.txt", "--different", "--why", "another day").ExitCode);

        Assert.Equal(0, _cli.Run("rebuild").ExitCode);

        long Cluster(string key) => _cli.Run("show", key, "--json").Json.GetProperty("document").GetProperty("cluster").GetInt64();
        Assert.NotEqual(Cluster("elmsworth-0144.txt"), Cluster("danforth-0688.txt"));
        Assert.Equal(Cluster("elmsworth-0144.txt"), Cluster("calder-1014.txt"));
        Assert.Equal(0, _cli.Run("check").ExitCode);
    }

    [Fact]
    public void A_word_that_takes_the_place_of_another_says_so()
    {
        Assert.Equal(0, _cli.Run("link", "calder-1014.txt", "inkwell-0276.txt", "--same", "--why", "one press release", "--by", "R. Quell").ExitCode);

        CliResult second = _cli.Run("link", "inkwell-0276.txt", "calder-1014.txt", "--same", "--why", "one event", "--by", "T. Marsh", "--json");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("takes the place of what was said before: calder-1014.txt and inkwell-0276.txt are the same, said by R. Quell", second.Error, StringComparison.Ordinal);
        Assert.Equal("one press release", second.Json.GetProperty("replaced").GetProperty("why").GetString());
        Assert.Equal("one event", second.Json.GetProperty("judgement").GetProperty("why").GetString());
    }

    [Fact]
    public void Contradictions_exit_3_and_unknown_documents_exit_1()
    {
        Assert.Equal(0, _cli.Run("link", "elmsworth-0144.txt", "inkwell-0276.txt", "--same", "--why", "so it is").ExitCode);

        CliResult contradiction = _cli.Run("link", "inkwell-0276.txt", "elmsworth-0144.txt", "--different", "--why", "or not");
        CliResult body = _cli.Run("link", "calder-1014.txt", "haigang-0206.txt", "--different", "--why", "no");
        CliResult unknown = _cli.Run("link", "nobody", "inkwell-0276.txt", "--same", "--why", "x");

        Assert.Equal((3, 3, 1), (contradiction.ExitCode, body.ExitCode, unknown.ExitCode));
        Assert.Contains("so it is", contradiction.Error, StringComparison.Ordinal);
        Assert.Contains("dedup unlink", contradiction.Error, StringComparison.Ordinal);
        Assert.Contains("carry the same body", body.Error, StringComparison.Ordinal);
        Assert.Contains("'nobody'", unknown.Error, StringComparison.Ordinal);
        Assert.Equal("", contradiction.Output + body.Output + unknown.Output);
    }

    [Fact]
    public void A_document_gets_another_key()
    {
        CliResult result = _cli.Run("rekey", "calder-1014.txt", "calder/1014");

        Assert.Equal((0, "", "document calder-1014.txt is now calder/1014"), (result.ExitCode, result.Error, result.Lines[0]));
        Assert.Equal(1, _cli.Run("show", "calder-1014.txt").ExitCode);
        Assert.Equal("calder/1014", _cli.Run("show", "calder/1014", "--json").Json.GetProperty("document").GetProperty("key").GetString());
        Assert.Equal(0, _cli.Run("check").ExitCode);
        Assert.Equal("skimmer", _cli.Run("rekey", "skimmer-0508.txt", "skimmer", "--json").Json.GetProperty("after").GetString());
        CliResult taken = _cli.Run("rekey", "skimmer", "haigang-0206.txt");
        Assert.Equal(3, taken.ExitCode);
        Assert.Contains("is the key of another document", taken.Error, StringComparison.Ordinal);
        Assert.Equal(1, _cli.Run("rekey", "nobody", "somebody").ExitCode);
    }

    private static List<string> Relations(string export) => [.. export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
        .Select(d => $"{d.GetProperty("key")} {d.GetProperty("relation")} {d.GetProperty("resemblance")} {d.GetProperty("origin")} {d.GetProperty("representative")}")];
}
