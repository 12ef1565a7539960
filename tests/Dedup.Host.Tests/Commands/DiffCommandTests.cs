using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>diff and history over the sample crawl, from a working directory of their own.</summary>
public sealed class DiffCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Two_documents_are_compared_word_by_word_with_marks_in_a_pipe()
    {
        CliResult text = _cli.Run("diff", "danforth-0688.txt", "elmsworth-0144.txt", "--db", sample.Path);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.DoesNotContain('\u001b', text.Output);
        Assert.All(new[]
        {
            "- danforth-0688.txt: Danforth Register, 2024-08-03T07:24:00, 284 words", "+ elmsworth-0144.txt: Elmsworth Courant", "corrected: J 0.55 reaches 0.50",
            "0.91 of the first in the second, 0.58 of the second in the first, 256 shared shingles, 65 % as long", "7 words deleted, 169 added, 274 unchanged",
            "Andes [-tore-]{+raced+} through", "at least [-19-]{+21+} people", "Flames entered Valle Hermoso, … 115 words … town, where", "east of the town.{+¶\nThe company said",
        }, words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Full_leaves_no_word_out()
    {
        string text = _cli.Run("diff", "danforth-0688.txt", "elmsworth-0144.txt", "--db", sample.Path, "--full").Output;

        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        Assert.Contains("\nMany of those who survived did so by walking into the river.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_the_header_and_all_runs()
    {
        JsonElement json = _cli.Run("diff", "danforth-0688.txt", "elmsworth-0144.txt", "--db", sample.Path, "--json").Json;

        Assert.Equal(("danforth-0688.txt", 447, "corrected", 7), (json.GetProperty("a").GetProperty("key").GetString(), json.GetProperty("b").GetProperty("words").GetInt32(),
            json.GetProperty("relation").GetString(), json.GetProperty("deleted_words").GetInt32()));
        List<JsonElement> runs = [.. json.GetProperty("runs").EnumerateArray()];
        Assert.Equal(("unchanged", "VALLE HERMOSO, Chile"), (runs[0].GetProperty("kind").GetString(), runs[0].GetProperty("text").GetString()));
        Assert.Equal(169, runs.Where(r => r.GetProperty("kind").GetString() == "added").Sum(r => r.GetProperty("words").GetInt32()));
    }

    [Fact]
    public void Words_behind_what_is_deleted_at_the_beginning_keep_their_space() =>
        Assert.Contains("\n[-COLUMBUS, Ohio (AP) —-] A federal jury", _cli.Run("diff", "7", "southland-1140.txt", "--db", sample.Path).Output, StringComparison.Ordinal);

    [Fact]
    public void A_cluster_stands_for_its_representative()
    {
        JsonElement json = _cli.Run("diff", "4", "newsbasket-0660.txt", "--db", sample.Path, "--json").Json;

        Assert.Equal(("nbxworld-0376.txt", "excerpt"), (json.GetProperty("a").GetProperty("key").GetString(), json.GetProperty("relation").GetString()));
    }

    [Fact]
    public void Equal_bodies_exit_0_and_punctuation_is_still_compared()
    {
        const string text = "A swan closed the bridge on Monday, the harbour office said.";
        _cli.RunWithInput(JsonSerializer.Serialize(new { id = "a", text }) + "\n" + JsonSerializer.Serialize(new { id = "2", text = text.Replace(',', ';') }), "ingest", "-");

        CliResult result = _cli.Run("diff", "a", "2", "--document");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("exact: the same normalised body", result.Output, StringComparison.Ordinal);
        Assert.Contains("[-Monday,-]{+Monday;+}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_cannot_drive_the_terminal()
    {
        _cli.RunWithInput(JsonSerializer.Serialize(new { id = "a", text = "A swan \u001b[31mred closed the bridge." }) + "\n" + JsonSerializer.Serialize(new { id = "b", text = "A swan closed \u0007[bold]the bridge." }), "ingest", "-");

        CliResult result = _cli.Run("diff", "a", "b", "--full");

        Assert.Contains("[bold]", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u0007', result.Output);
    }

    [Theory]
    [InlineData("nobody.txt", "5")]
    [InlineData("5", "nobody.txt")]
    public void An_unknown_id_exits_1(string a, string b)
    {
        CliResult result = _cli.Run("diff", a, b, "--db", sample.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("no cluster or document 'nobody.txt'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_of_a_cluster_is_told()
    {
        CliResult text = _cli.Run("history", "4", "--db", sample.Path);
        JsonElement json = _cli.Run("history", "4", "--db", sample.Path, "--json").Json;

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches(@"^cluster 4\n  run 1, 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ: created with 8 documents, represented by nbxworld-0376\.txt\nnow: 8 documents, At least 19 die as wildfire tears through Chilean hill town\n$",
            text.Output.ReplaceLineEndings("\n"));
        Assert.Equal(("live", 8, "created"), (json.GetProperty("state").GetString(), json.GetProperty("documents").GetInt32(), json.GetProperty("events")[0].GetProperty("event").GetString()));
    }

    [Fact]
    public void An_unknown_cluster_has_no_history()
    {
        CliResult result = _cli.Run("history", "999", "--db", sample.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("no cluster 999", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vanished_cluster_says_so()
    {
        _cli.Write("a.txt", "A swan closed the bridge on Monday, the harbour office said.");
        _cli.Run("ingest", "a.txt");
        _cli.Write("a.txt", "Apple growers have begun to pull up century-old orchards.");
        _cli.Run("ingest", "a.txt");

        Assert.Contains("now: vanished", _cli.Run("history", "1").Output, StringComparison.Ordinal);
    }
}
