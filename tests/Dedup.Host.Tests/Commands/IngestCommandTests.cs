using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Commands;

public sealed class IngestCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_sample_crawl_is_taken_in_and_a_second_run_changes_nothing()
    {
        CliResult first = _cli.Run("ingest", Checkout.SamplePages);
        string export = _cli.Run("export", "documents", "--with-body").Output;
        CliResult second = _cli.Run("ingest", Checkout.SamplePages);

        Assert.Equal((0, 0, ""), (first.ExitCode, second.ExitCode, first.Error));
        Assert.Contains("95 pages: 95 new, 0 changed, 0 unchanged, 0 rejected", first.Output, StringComparison.Ordinal);
        Assert.Contains("95 documents", first.Output, StringComparison.Ordinal);
        Assert.Contains("95 pages: 0 new, 0 changed, 95 unchanged, 0 rejected", second.Output, StringComparison.Ordinal);
        Assert.Equal(export, _cli.Run("export", "documents", "--with-body").Output);
    }

    [Fact]
    public void The_summary_can_be_read_by_a_program()
    {
        JsonElement summary = _cli.Run("ingest", Checkout.SamplePages, "--json").Json;

        Assert.Equal((95, 95), (summary.GetProperty("counts").GetProperty("added").GetInt32(), summary.GetProperty("documents").GetInt32()));
        Assert.True(summary.GetProperty("clusters").GetInt32() < summary.GetProperty("variants").GetInt32());
        Assert.True(summary.GetProperty("pages_per_second").GetDouble() > 0);
    }

    [Fact]
    public void A_rejected_page_is_listed_and_changes_no_exit_code()
    {
        string pages = _cli.Write("pages.jsonl", "{\"id\":\"a\",\"text\":\"A page.\"}\nbroken\n{\"id\":\"a\",\"text\":\"Another page.\"}\n");

        CliResult result = _cli.Run("ingest", pages);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("3 pages: 1 new, 0 changed, 0 unchanged, 2 rejected", result.Output, StringComparison.Ordinal);
        Assert.Contains("rejected " + pages + ":2: broken JSON", result.Output, StringComparison.Ordinal);
        Assert.Contains("rejected " + pages + ":3: key 'a'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_field_names_and_a_source_name()
    {
        CliResult result = _cli.RunWithInput("{\"doc\":\"a\",\"content\":\"Eine Seite über Äpfel.\"}\n", "ingest", "-", "--field", "text=content", "--field", "id=doc", "--source", "feed");

        Assert.Equal(0, result.ExitCode);
        JsonElement row = JsonDocument.Parse(_cli.Run("export", "documents", "--with-body").Lines.Single()).RootElement;
        Assert.Equal("feed/a", row.GetProperty("key").GetString());
    }

    [Fact]
    public void A_glob_is_expanded_by_the_program()
    {
        CliResult result = _cli.Run("ingest", Path.Combine(Checkout.SamplePages, "tickerlane-*.txt"), "--json");

        Assert.Equal(2, result.Json.GetProperty("documents").GetInt32());
    }

    [Fact]
    public void The_largest_clusters_are_shown_with_the_reason_for_every_link()
    {
        CliResult result = _cli.Run("ingest", Checkout.SamplePages, "--show", "2");

        Assert.Equal(2, result.Lines.Count(line => line.StartsWith("cluster ", StringComparison.Ordinal)));
        Assert.Contains("likely origin", result.Output, StringComparison.Ordinal);
        Assert.Contains("bands", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_without_pages_exits_1()
    {
        Directory.CreateDirectory(_cli.File("empty"));

        Assert.Equal(1, _cli.Run("ingest", "empty").ExitCode);
    }

    [Fact]
    public void A_database_in_a_missing_folder_exits_3_and_names_it()
    {
        CliResult result = _cli.Run("ingest", Checkout.SamplePages, "--db", "nowhere/x.db");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("nowhere/x.db", result.Error, StringComparison.Ordinal);
    }
}
