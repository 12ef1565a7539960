using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

/// <summary>sites and networks over the sample crawl.</summary>
public sealed class SitesCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Sites_are_listed_up_to_a_limit()
    {
        CliResult all = _cli.Run("sites", "--db", sample.Path, "--limit", "0", "--json");
        CliResult few = _cli.Run("sites", "--db", sample.Path, "--limit", "3");
        CliResult large = _cli.Run("sites", "--db", sample.Path, "--min-documents", "4", "--sort", "name", "--json");

        Assert.Equal((0, 0, 0), (all.ExitCode, few.ExitCode, large.ExitCode));
        Assert.InRange(all.Json.GetArrayLength(), 25, 100);
        Assert.Equal(4, few.Lines.Length);
        Assert.Contains("more than 3 sites", few.Error, StringComparison.Ordinal);
        string?[] names = [.. large.Json.EnumerateArray().Select(site => site.GetProperty("site").GetString())];
        Assert.Equal(all.Json.EnumerateArray().Count(site => site.GetProperty("documents").GetInt64() >= 4), names.Length);
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public void A_site_is_shown_in_any_case_with_its_partners()
    {
        CliResult json = _cli.Run("sites", "NEWSBASKET", "--db", sample.Path, "--json");
        CliResult text = _cli.Run("sites", "newsbasket", "--db", sample.Path);

        Assert.Equal((0, 0, ""), (json.ExitCode, text.ExitCode, text.Error));
        JsonElement profile = json.Json;
        Assert.Equal(("Newsbasket", 4), (profile.GetProperty("figures").GetProperty("site").GetString(), profile.GetProperty("figures").GetProperty("documents").GetInt32()));
        Assert.True(profile.GetProperty("partners").GetArrayLength() > 5);
        Assert.All(new[] { "site Newsbasket", "of two sites or more", "agencies   AP 1", "something speaks against", "carries the same", "by chance" },
            words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Nobody's")]
    [InlineData(" ")]
    public void An_unknown_site_exits_1(string name)
    {
        CliResult result = _cli.Run("sites", name, "--db", sample.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("no stored page is of a site", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_farm_is_shown_as_a_network_and_as_pairs()
    {
        string[] words = [.. Enumerable.Range(0, 4_000).Select(i => $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}ol")];
        string Body(int story) => "The " + string.Join(' ', Enumerable.Range(0, 90).Select(i => words[((story * 90) + i) * 7 % 4_000])) + ".";
        var lines = new List<string>();
        void Page(int story, string site) => lines.Add(JsonSerializer.Serialize(new { id = $"p{lines.Count}", site, text = Body(story) }));
        for (int story = 0; story < 8; story++)
        {
            foreach (string farm in new[] { "Farm A", "Farm B", "Farm C" }) Page(story, farm);
        }
        for (int story = 8; story < 40; story++)
        {
            Page(story, $"Paper {story % 16}");
            Page(story, $"Paper {((story * 5) + 3) % 16}");
        }
        _cli.Write("pages.jsonl", string.Join('\n', lines) + "\n");
        Assert.Equal(0, _cli.Run("ingest", "pages.jsonl", "--db", "farm.db").ExitCode);

        CliResult json = _cli.Run("networks", "--db", "farm.db", "--json");
        CliResult text = _cli.Run("networks", "--db", "farm.db");
        CliResult pairs = _cli.Run("networks", "--db", "farm.db", "--pairs", "--limit", "2");

        Assert.Equal((0, 0, 0), (json.ExitCode, text.ExitCode, pairs.ExitCode));
        JsonElement network = Assert.Single(json.Json.GetProperty("networks").EnumerateArray());
        Assert.Equal(["Farm A", "Farm B", "Farm C"], network.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()));
        Assert.Equal(8, network.GetProperty("stories").GetInt32());
        Assert.StartsWith("3 sites, 8 shared stories, ", text.Output, StringComparison.Ordinal);
        Assert.Contains("Farm B", text.Output, StringComparison.Ordinal);
        Assert.Equal(4, pairs.Lines.Length);
        Assert.Contains("1 more", pairs.Error, StringComparison.Ordinal);
        Assert.Equal(2, _cli.Run("networks", "--min-sites", "1", "--db", "farm.db").ExitCode);
    }

    [Fact]
    public void That_there_is_no_network_is_an_answer_and_that_no_story_is_shared_is_none()
    {
        _cli.RunWithInput(JsonSerializer.Serialize(new { id = "a", site = "A", text = "A page." }), "ingest", "-", "--db", "one.db");
        CliResult some = _cli.Run("networks", "--db", sample.Path);
        CliResult none = _cli.Run("networks", "--db", "one.db");

        Assert.Equal((0, 1), (some.ExitCode, none.ExitCode));
        Assert.StartsWith("0 networks", some.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 networks", none.Output, StringComparison.Ordinal);
    }
}
