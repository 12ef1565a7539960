using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

public sealed class ExportDecisionsTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private static readonly string[] Fields =
        ["key", "decision", "kept", "relation", "resemblance", "containment_of_dropped", "containment_of_kept", "story"];

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("origin", false, 38)]
    [InlineData("origin", true, 30)]
    [InlineData("longest", false, 38)]
    [InlineData("longest", true, 30)]
    [InlineData("first-seen", false, 38)]
    [InlineData("first-seen", true, 30)]
    [InlineData("per-site", false, 94)]
    [InlineData("per-site", true, 93)]
    public void Every_policy_says_the_same_as_jsonl_and_csv(string policy, bool withExcerpts, int kept)
    {
        string[] arguments = ["export", "decisions", "--db", sample.Path, "--policy", policy, .. withExcerpts ? ["--with-excerpts"] : Array.Empty<string>()];

        CliResult jsonl = _cli.Run(arguments);
        CliResult csv = _cli.Run([.. arguments, "--format", "csv"]);

        Assert.Equal((0, "", 0, ""), (jsonl.ExitCode, jsonl.Error, csv.ExitCode, csv.Error));
        List<JsonElement> rows = [.. jsonl.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(95, rows.Count);
        Assert.All(rows, row => Assert.Equal(Fields, row.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(string.Join(',', Fields), csv.Lines[0]);
        // No field of the samples needs quotes.
        Assert.Equal(rows.Select(row => row.EnumerateObject().Select(p => p.Value.ToString())), csv.Lines[1..].Select(line => line.Split(',')));
        Assert.Equal(rows.Select(Key).Order(StringComparer.Ordinal), rows.Select(Key));

        HashSet<string> keep = [.. rows.Where(row => row.GetProperty("decision").GetString() == "keep").Select(Key)];
        Assert.Equal(kept, keep.Count);
        foreach (JsonElement row in rows)
        {
            if (keep.Contains(Key(row)))
            {
                Assert.All(Fields[2..7], field => Assert.Equal(JsonValueKind.Null, row.GetProperty(field).ValueKind));
                continue;
            }
            Assert.Equal("drop", row.GetProperty("decision").GetString());
            Assert.Contains(row.GetProperty("kept").GetString()!, keep);
            Assert.Contains(row.GetProperty("relation").GetString(), new[] { "exact", "near", "corrected", "truncated", "excerpt" });
            Assert.All(Fields[4..7], field => Assert.InRange(row.GetProperty(field).GetDouble(), 0, 1));
        }
    }

    [Fact]
    public void A_file_gets_the_rows_and_standard_error_their_summary()
    {
        string[] arguments = ["export", "decisions", "--db", sample.Path, "--policy", "longest", "--with-excerpts"];

        CliResult file = _cli.Run([.. arguments, "--out", "rows.jsonl"]);

        Assert.Equal((0, ""), (file.ExitCode, file.Output));
        Assert.Equal("95 documents: 30 kept, 65 dropped (11 exact, 44 near, 2 truncated, 8 excerpts)", file.Error.TrimEnd());
        Assert.Equal(_cli.Run(arguments).Output, File.ReadAllText(_cli.File("rows.jsonl")));
        Assert.Equal(["rows.jsonl"], Directory.GetFiles(_cli.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("decisions need --policy: origin, longest, first-seen, per-site", "decisions")]
    [InlineData("decisions need --policy", "decisions", "--with-excerpts")]
    [InlineData("'best' not recognized", "decisions", "--policy", "best")]
    [InlineData("'verdicts' not recognized", "verdicts", "--with-body")]
    [InlineData("'xml' not recognized", "links", "--format", "xml", "--json")]
    [InlineData("--policy goes with decisions only", "documents", "--policy", "origin")]
    [InlineData("--policy goes with decisions only", "clusters", "--policy", "longest")]
    [InlineData("--with-excerpts goes with decisions only", "links", "--with-excerpts")]
    [InlineData("--with-body goes with documents only", "decisions", "--policy", "origin", "--with-body")]
    public void Wrong_use_exits_2_and_says_why(string message, params string[] arguments)
    {
        CliResult result = _cli.Run(["export", .. arguments, "--db", sample.Path]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_database_exits_1_and_csv_still_has_its_header()
    {
        Directory.CreateDirectory(_cli.File("empty"));
        _cli.Run("ingest", "empty");

        CliResult csv = _cli.Run("export", "decisions", "--policy", "origin", "--format", "csv", "--out", "rows.csv");

        Assert.Equal((1, "0 documents: 0 kept, 0 dropped (0 exact, 0 near, 0 truncated, 0 excerpts)"), (csv.ExitCode, csv.Error.TrimEnd()));
        Assert.Equal(string.Join(',', Fields) + "\n", File.ReadAllText(_cli.File("rows.csv")));
    }

    private static string Key(JsonElement row) => row.GetProperty("key").GetString()!;
}
