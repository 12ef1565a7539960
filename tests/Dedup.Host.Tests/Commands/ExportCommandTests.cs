using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

public sealed class ExportCommandTests(SampleDatabase sample) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("documents", 95)]
    [InlineData("clusters", 38)]
    [InlineData("links", null)]
    public void Every_kind_is_written_as_jsonl_and_csv_to_output_and_to_a_file(string kind, int? rows)
    {
        CliResult jsonl = _cli.Run("export", kind, "--db", sample.Path);
        CliResult csv = _cli.Run("export", kind, "--db", sample.Path, "--format", "csv");
        CliResult file = _cli.Run("export", kind, "--db", sample.Path, "--out", "rows.jsonl");

        Assert.Equal((0, 0, 0, ""), (jsonl.ExitCode, csv.ExitCode, file.ExitCode, file.Output));
        if (rows is not null) Assert.Equal(rows, jsonl.Lines.Length);
        Assert.Equal(jsonl.Output, File.ReadAllText(_cli.File("rows.jsonl")));
        Assert.Equal(jsonl.Lines.Length + 1, csv.Lines.Length);
        Assert.Equal(csv.Lines[0].Split(','), JsonDocument.Parse(jsonl.Lines[0]).RootElement.EnumerateObject().Select(p => p.Name));
        Assert.All(jsonl.Lines, line => JsonDocument.Parse(line));
        Assert.Equal(["rows.jsonl"], Directory.GetFiles(_cli.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Json_is_another_word_for_jsonl() =>
        Assert.Equal(_cli.Run("export", "links", "--db", sample.Path).Output, _cli.Run("export", "links", "--db", sample.Path, "--json").Output);

    [Fact]
    public void Bodies_come_where_they_are_asked_for()
    {
        JsonElement without = JsonDocument.Parse(_cli.Run("export", "documents", "--db", sample.Path).Lines[0]).RootElement;
        JsonElement with = JsonDocument.Parse(_cli.Run("export", "documents", "--db", sample.Path, "--with-body").Lines[0]).RootElement;

        Assert.False(without.TryGetProperty("body", out _));
        Assert.Contains("Montevideo", with.GetProperty("body").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_document_has_a_cluster_and_one_representative_and_origin_stand_in_each()
    {
        var rows = _cli.Run("export", "documents", "--db", sample.Path).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.All(rows.GroupBy(row => row.GetProperty("cluster").GetInt64()), cluster =>
        {
            Assert.Single(cluster, row => row.GetProperty("representative").GetBoolean());
            Assert.Single(cluster, row => row.GetProperty("origin").GetBoolean());
        });
        Assert.Equal(8, rows.Count(row => row.GetProperty("excerpt_of").ValueKind == JsonValueKind.Number));
    }

    [Fact]
    public void An_old_file_is_replaced_whole()
    {
        string file = _cli.Write("rows.jsonl", new string('x', 10_000_000));

        Assert.Equal(0, _cli.Run("export", "clusters", "--db", sample.Path, "--out", file).ExitCode);

        Assert.DoesNotContain("xxx", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_exits_3() =>
        Assert.Equal(3, _cli.Run("export", "clusters", "--db", sample.Path, "--out", _cli.File("nowhere/rows.jsonl")).ExitCode);

    [Fact]
    public void An_empty_database_exits_1_and_csv_still_has_its_header()
    {
        Directory.CreateDirectory(_cli.File("empty"));
        _cli.Run("ingest", "empty");

        CliResult csv = _cli.Run("export", "documents", "--format", "csv");

        Assert.Equal((1, 1), (csv.ExitCode, csv.Lines.Length));
    }
}
