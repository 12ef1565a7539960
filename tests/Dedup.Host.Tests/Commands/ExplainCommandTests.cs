using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>explain over the sample crawl, from a working directory of its own.</summary>
public sealed class ExplainCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private const string Story = "The car ferry Aurelia lost power off the island of Skarholm before dawn on Tuesday and drifted for six hours with 214 people aboard. "
        + "Passengers in life jackets gathered on the upper deck and sang to keep the children calm while the crew lowered anchors that would not hold.";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_stored_document_is_explained_in_every_section()
    {
        CliResult text = _cli.Run("explain", "elmsworth-0144.txt", "--db", sample.Path);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.All(new[]
        {
            "document elmsworth-0144.txt, stored", "lines: 14 of 37 kept; 1 blank line not shown", "dropped one of a list of other headlines or teasers",
            "agency     AP   from: VALLE HERMOSO, Chile (AP)", "body: 447 words, 443 shingles", "fingerprint  ", "48 sampled shingles",
            "candidates: 7 proposed, 7 of them verified", "calder-1014.txt, cluster 4: J 0.86 reaches 0.50", "15 of 32 bands equal, 47 of 48 samples shared, fingerprints 8 bits apart",
            "containment 0.83 reaches 0.75, and the shorter is 33 % as long, under 40 %", "cluster 4: At least 19 die", "8 documents, represented by nbxworld-0376.txt",
            "corrected: to the representative J 0.86", "other clusters it has links into", "that is a digest of several stories",
        }, words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
        Assert.All(text.Lines.Where(line => line.Contains(" kept  ", StringComparison.Ordinal) || line.Contains(" dropped ", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 1, 150));
    }

    [Fact]
    public void Json_has_everything_in_full()
    {
        JsonElement json = _cli.Run("explain", "elmsworth-0144.txt", "--db", sample.Path, "--json").Json;

        Assert.Equal((38, 7, 128, 48), (json.GetProperty("lines").GetArrayLength(), json.GetProperty("candidates").GetArrayLength(),
            json.GetProperty("body").GetProperty("signature").GetArrayLength(), json.GetProperty("body").GetProperty("samples").GetArrayLength()));
        JsonElement line = json.GetProperty("lines").EnumerateArray().First(l => l.GetProperty("kept").GetBoolean());
        Assert.Equal(("body", "part of the body", 7), (line.GetProperty("reason").GetString(), line.GetProperty("why").GetString(), line.GetProperty("number").GetInt32()));
        Assert.DoesNotContain("…", line.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("link_list", json.GetProperty("lines")[25].GetProperty("reason").GetString());
        JsonElement candidate = json.GetProperty("candidates")[0];
        Assert.Equal((15, 32, "corrected", 419), (candidate.GetProperty("equal_bands").GetInt32(), candidate.GetProperty("bands").GetInt32(),
            candidate.GetProperty("measures").GetProperty("relation").GetString(), candidate.GetProperty("measures").GetProperty("shared_shingles").GetInt32()));
        Assert.Equal((4, "corrected", 2), (json.GetProperty("cluster").GetProperty("cluster").GetInt32(), json.GetProperty("cluster").GetProperty("relation").GetString(),
            json.GetProperty("cluster").GetProperty("others").GetArrayLength()));
    }

    [Fact]
    public void A_file_is_explained_as_if_it_were_taken_in_and_is_not_stored()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.SamplePages, "elmsworth-0144.txt"));
        string file = _cli.Write("mine.txt", page.Replace("Minister Andres Larrain", "Secretary Andres Larrain", StringComparison.Ordinal));

        CliResult text = _cli.Run("explain", file, "--db", sample.Path);
        JsonElement input = _cli.RunWithInput(page, "explain", "-", "--db", sample.Path, "--json").Json;

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.All(new[] { "mine.txt, not stored", "if it were taken in:", "cluster 4: At least 19 die", "9 documents with this one" },
            words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
        Assert.Equal((4, "corrected", "elmsworth-0144.txt"), (input.GetProperty("cluster").GetProperty("cluster").GetInt32(),
            input.GetProperty("cluster").GetProperty("relation").GetString(), input.GetProperty("exact_copies")[0].GetString()));
        Assert.Equal(1, _cli.Run("show", "mine.txt", "--db", sample.Path).ExitCode);
    }

    [Fact]
    public void Without_a_database_a_file_is_explained_by_itself()
    {
        _cli.Write("page.txt", Story);

        CliResult text = _cli.Run("explain", "page.txt", "--db", "missing.db");

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("missing.db: there is no such database to compare with", text.Output, StringComparison.Ordinal);
        Assert.Contains("fingerprint", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("candidates", text.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.File("missing.db")));
    }

    [Fact]
    public void Where_a_key_is_a_file_too_the_key_is_taken_and_said()
    {
        _cli.Write("page.txt", Story);
        _cli.Run("ingest", "page.txt");
        _cli.Write("page.txt", Story + " Nobody was hurt.");

        CliResult both = _cli.Run("explain", "page.txt");
        CliResult key = _cli.Run("explain", "page.txt", "--key");
        CliResult file = _cli.Run("explain", "page.txt", "--file");

        Assert.Contains("'page.txt' is the key of a document and the name of a file", both.Error, StringComparison.Ordinal);
        Assert.Equal((both.Output, "", ""), (key.Output, key.Error, file.Error));
        Assert.StartsWith("document page.txt, stored", key.Output, StringComparison.Ordinal);
        Assert.StartsWith("page page.txt, not stored", file.Output, StringComparison.Ordinal);
        Assert.Contains("another page is stored under the key page.txt", file.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("nothing", "--key")]
    [InlineData("nothing", "--file")]
    public void What_is_neither_exits_1_with_both_remedies(params string[] arguments)
    {
        CliResult result = _cli.Run(["explain", .. arguments, "--db", sample.Path]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("'nothing'; name a key that 'dedup export documents' lists, or the path of a file with one page", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_page_of_json_lines_is_explained_and_of_several_the_key_is_asked_for()
    {
        string one = JsonSerializer.Serialize(new { id = "a", site = "Fjord Post", text = Story });
        _cli.Write("one.jsonl", one);
        _cli.Write("two.jsonl", $"{one}\n{one}");

        CliResult two = _cli.Run("explain", "two.jsonl", "--db", sample.Path);

        Assert.Equal("Fjord Post", _cli.Run("explain", "one.jsonl", "--db", sample.Path, "--json").Json.GetProperty("fields")[0].GetProperty("value").GetString());
        Assert.Equal((2, ""), (two.ExitCode, two.Output));
        Assert.Contains("two.jsonl: holds several pages; 'dedup ingest' it and explain one by its key", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_page_is_said_to_match_exactly_or_not_at_all()
    {
        CliResult result = _cli.RunWithInput("A swan closed the bridge on Monday, the harbour office said.", "explain", "-", "--db", sample.Path);

        Assert.Contains("under 40 words, too short to be sketched: it matches exactly or not at all", result.Output, StringComparison.Ordinal);
        Assert.Contains("candidates: none, as it has no sketch", result.Output, StringComparison.Ordinal);
        Assert.Contains("a new cluster", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_cannot_drive_the_terminal()
    {
        CliResult result = _cli.RunWithInput($"Red \u001b[31m[bold]alert[/]\n{Story} \u001b]0;mine\u0007", "explain", "-");

        Assert.Contains("[bold]alert[/]", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u0007', result.Output);
    }
}
