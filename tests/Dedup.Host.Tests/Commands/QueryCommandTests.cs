using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>clusters, show, match and eval over the sample crawl, from a working directory of their own.</summary>
public sealed class QueryCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", 15)]
    [InlineData("--min-size 1 --limit 100", 38)]
    [InlineData("--min-size 8", 2)]
    [InlineData("--min-size 1 --max-size 1 --limit 100", 23)]
    [InlineData("--limit 3", 3)]
    [InlineData("--site tickerlane", 1)]
    [InlineData("--words wildfire chile", 1)]
    [InlineData("--sort newest --limit 1", 1)]
    [InlineData("--sort Sites --limit 2", 2)]
    public void Clusters_are_listed_by_filter(string filter, int count)
    {
        string[] arguments = ["clusters", "--db", sample.Path, .. filter.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        CliResult json = _cli.Run([.. arguments, "--json"]);
        CliResult table = _cli.Run(arguments);

        Assert.Equal((0, 0, ""), (json.ExitCode, table.ExitCode, table.Error));
        Assert.Equal(count, json.Json.GetArrayLength());
        Assert.Equal(count + 1, table.Lines.Length);
    }

    [Theory]
    [InlineData("--min-sites", "6")]
    [InlineData("--agency", "bloomberg")]
    [InlineData("--from", "2025-06-01")]
    [InlineData("--to", "2023-06-01")]
    public void Each_filter_takes_some_and_leaves_some(string name, string value)
    {
        CliResult result = _cli.Run("clusters", "--db", sample.Path, name, value, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.Json.GetArrayLength(), 1, 14);
    }

    [Fact]
    public void No_cluster_exits_1_with_a_message_and_an_empty_list()
    {
        CliResult table = _cli.Run("clusters", "--db", sample.Path, "--site", "Nobody's");
        CliResult json = _cli.Run("clusters", "--db", sample.Path, "--site", "Nobody's", "--json");

        Assert.Equal((1, "", 1, 0), (table.ExitCode, table.Output, json.ExitCode, json.Json.GetArrayLength()));
        Assert.Contains("no cluster", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_made_up_date_is_shown_beside_the_copy_that_was_seen_before()
    {
        const string Body = "The harbour ferry Aurelia drifted for six hours off Skarholm on Monday after both of its engines failed in heavy fog.\n\n"
            + "Two tugs from the mainland brought its 212 passengers ashore late in the evening, and nobody was hurt, the harbour master Ines Valdorf said.\n\n"
            + "The company that runs the ferry promised to pay the fares back and to have the engines looked at before it sails again.";
        string Page(string id, string date, string fetched) => JsonSerializer.Serialize(new
        {
            id,
            text = $"Ferry drifts for hours off Skarholm\n\n{date}\n\n{Body}",
            url = $"https://{id}.example/story",
            fetched,
        });
        _cli.Write("pages.jsonl", Page("early", "April 12, 2023", "2023-04-13T08:00:00Z") + "\n" + Page("late", "April 14, 2025", "2025-04-15T08:00:00Z") + "\n");
        Assert.Equal(0, _cli.Run("ingest", "pages.jsonl", "--db", "dates.db").ExitCode);
        string cluster = _cli.Run("clusters", "--db", "dates.db", "--json").Json[0].GetProperty("cluster").ToString();

        string shown = _cli.Run("show", cluster, "--db", "dates.db").Output;
        JsonElement conflict = Assert.Single(_cli.Run("show", cluster, "--db", "dates.db", "--json").Json.GetProperty("conflicts").EnumerateArray());

        Assert.Contains("claims 2025-04-14, and the story was seen elsewhere on 2023-04-13", shown, StringComparison.Ordinal);
        Assert.Equal("seen_elsewhere_before", conflict.GetProperty("kind").GetString());
    }

    [Fact]
    public void A_cluster_is_shown_with_members_excerpts_links_and_why()
    {
        JsonElement cluster = _cli.Run("clusters", "--db", sample.Path, "--words", "wildfire", "--json").Json[0];
        string id = cluster.GetProperty("cluster").GetInt64().ToString();

        CliResult json = _cli.Run("show", id, "--db", sample.Path, "--json");
        CliResult text = _cli.Run("show", id, "--db", sample.Path);

        Assert.Equal((0, 0), (json.ExitCode, text.ExitCode));
        Assert.Equal((8, 1), (json.Json.GetProperty("members").GetArrayLength(), json.Json.GetProperty("excerpts").GetArrayLength()));
        Assert.True(json.Json.GetProperty("links").GetArrayLength() >= 7);
        Assert.All(new[] { "likely origin", "representative", "excerpts, linked and not members", "near", "newsbasket-0660.txt" },
            words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_is_shown_with_the_words_that_show_its_fields()
    {
        CliResult json = _cli.Run("show", "tradewinds-0977.txt", "--db", sample.Path, "--json");
        CliResult text = _cli.Run("show", "tradewinds-0977.txt", "--db", sample.Path);

        Assert.Equal((0, 0), (json.ExitCode, text.ExitCode));
        Assert.Equal(("Tradewinds 365", "Date:2023-10-18 22:50:36"), (json.Json.GetProperty("document").GetProperty("site").GetString(), json.Json.GetProperty("evidence").GetProperty("published").GetString()));
        Assert.Contains("Insights", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody.txt")]
    [InlineData("999999")]
    [InlineData("99999999999999999999999")]
    public void An_unknown_id_exits_1(string id)
    {
        CliResult result = _cli.Run("show", id, "--db", sample.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(id, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_whose_key_is_a_number_can_be_shown()
    {
        _cli.RunWithInput("""{"id":1,"text":"A page."}""", "ingest", "-");

        Assert.True(_cli.Run("show", "1", "--document", "--json").Json.TryGetProperty("document", out _));
        Assert.True(_cli.Run("show", "1", "--json").Json.TryGetProperty("cluster", out _));
    }

    [Fact]
    public void A_page_is_matched_from_a_file_and_from_standard_input()
    {
        string page = Path.Combine(Checkout.SamplePages, "calder-1014.txt");

        CliResult file = _cli.Run("match", page, "--db", sample.Path);
        CliResult input = _cli.RunWithInput(File.ReadAllText(page), "match", "-", "--db", sample.Path, "--json");

        Assert.Equal((0, 0), (file.ExitCode, input.ExitCode));
        Assert.Contains("exact", file.Output, StringComparison.Ordinal);
        JsonElement best = input.Json.GetProperty("matches")[0];
        Assert.Equal(("exact", 1.0), (best.GetProperty("relation").GetString(), best.GetProperty("resemblance").GetDouble()));
        Assert.Equal("AP", input.Json.GetProperty("agency").GetString());
    }

    [Fact]
    public void A_page_that_matches_nothing_exits_1()
    {
        CliResult result = _cli.RunWithInput("A page about nothing that anybody has ever written before.", "match", "-", "--db", sample.Path, "--json");

        Assert.Equal((1, 0), (result.ExitCode, result.Json.GetProperty("matches").GetArrayLength()));
    }

    [Theory]
    [InlineData("no-such-page.txt")]
    [InlineData("empty.txt")]
    public void What_holds_no_page_exits_2(string name)
    {
        _cli.Write("empty.txt", "");

        CliResult result = _cli.Run("match", name, "--db", sample.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(name, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_pages_are_matched_a_line_each()
    {
        string text = JsonSerializer.Serialize(File.ReadAllText(Path.Combine(Checkout.SamplePages, "calder-1014.txt")));
        _cli.Write("new.jsonl", $"{{\"doc\":\"a\",\"text\":{text}}}\nbroken\n{{\"doc\":\"b\",\"text\":\"Nothing that anybody has ever written before.\"}}\n");

        CliResult lines = _cli.Run("match", "new.jsonl", "--field", "id=doc", "--db", sample.Path);
        CliResult json = _cli.Run("match", "new.jsonl", "--field", "id=doc", "--db", sample.Path, "--json");
        CliResult none = _cli.RunWithInput("{\"text\":\"one\"}\n{\"text\":\"two\"}\n", "match", "-", "--db", sample.Path);
        CliResult wrong = _cli.Run("match", "new.jsonl", "--field", "nothing=doc", "--db", sample.Path);

        Assert.Equal((0, 0, 1, 2), (lines.ExitCode, json.ExitCode, none.ExitCode, wrong.ExitCode));
        Assert.StartsWith("a: exact, cluster ", lines.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("rejected new.jsonl:2: broken JSON", lines.Lines[1], StringComparison.Ordinal);
        Assert.Equal("b: no match", lines.Lines[2]);
        Assert.StartsWith("2 pages, of which 1 match; 1 rejected; ", lines.Lines[3], StringComparison.Ordinal);
        JsonElement[] objects = [.. json.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["a", "b"], new[] { objects[0], objects[2] }.Select(o => o.GetProperty("key").GetString()));
        Assert.Equal("exact", objects[0].GetProperty("matches")[0].GetProperty("relation").GetString());
        Assert.Equal(0, objects[2].GetProperty("matches").GetArrayLength());
        Assert.Equal("new.jsonl:2", objects[1].GetProperty("place").GetString());
        // One page in a file of pages is a line too, and nothing but rejected ones is wrong use.
        Assert.Single(_cli.RunWithInput($"{{\"id\":\"a\",\"text\":{text}}}\n", "match", "-", "--db", sample.Path, "--json").Lines);
        _cli.Write("broken.jsonl", "{broken\n{broken\n");
        Assert.Equal(2, _cli.Run("match", "broken.jsonl", "--db", sample.Path).ExitCode);
        // A folder is of many pages, whatever its files.
        Assert.Equal(96, _cli.Run("match", Checkout.SamplePages, "--db", sample.Path).Lines.Length);
        Assert.Contains("--field nothing=doc", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_crawl_is_measured_against_its_truth()
    {
        CliResult json = _cli.Run("eval", Checkout.SampleGold, "--db", sample.Path, "--json");
        CliResult table = _cli.Run("eval", Checkout.SampleGold, "--db", sample.Path);

        Assert.Equal((0, 0), (json.ExitCode, table.ExitCode));
        Assert.Equal((95, 1.0, 1.0), (json.Json.GetProperty("pages").GetInt32(), json.Json.GetProperty("clusters").GetProperty("pair_f1").GetDouble(), json.Json.GetProperty("excerpt_recall").GetDouble()));
        Assert.All(new[] { "pair precision", "B-cubed F1", "adjusted Rand", "stories of 2-5 copies", "site", "agency", "body word F1" },
            measure => Assert.Contains(measure, table.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bad_or_missing_truth_exits_2_and_one_about_other_pages_exits_1()
    {
        CliResult bad = _cli.Run("eval", _cli.Write("bad.jsonl", "{\"key\":\"a\"}"), "--db", sample.Path);

        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.jsonl:1", bad.Error, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("eval", "missing.jsonl", "--db", sample.Path).ExitCode);
        Assert.Equal(1, _cli.Run("eval", _cli.Write("other.jsonl", "{\"key\":\"a\",\"story\":\"1\"}"), "--db", sample.Path).ExitCode);
    }

    [Fact]
    public void A_title_cannot_drive_the_terminal()
    {
        _cli.RunWithInput(JsonSerializer.Serialize(new { id = "a", title = "Red \u001b[31m[bold]alert[/]", text = "A page." }), "ingest", "-");

        CliResult result = _cli.Run("clusters", "--min-size", "1");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[bold]alert[/]", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }
}
