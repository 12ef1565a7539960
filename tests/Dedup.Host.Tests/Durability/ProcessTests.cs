using Dedup.Host.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dedup.Host.Tests.Durability;

/// <summary>Several processes and one database: one writer, many readers.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int BatchPages = 8;

    private static readonly string[] FromInput = ["ingest", "-", "--db", "dedup.db", "--set", "Ingest:BatchPages=8", "--json"];

    private readonly Cli _cli = new();

    private readonly string[] _lines;

    public ProcessTests()
    {
        MadeCrawl.Write(_cli.File("crawl"), copies: 2, flaws: false);
        _lines = [.. new[] { "a", "z" }.SelectMany(name => File.ReadLines(_cli.File($"crawl/{name}.jsonl"))).Take(10 * BatchPages)];
        File.WriteAllLines(_cli.File("lines.jsonl"), _lines);
        Assert.Equal(0, _cli.Run("ingest", "lines.jsonl", "--db", "whole.db").ExitCode);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_second_writer_is_told_who_holds_the_database_and_harms_nothing()
    {
        using StartedProgram first = _cli.Start(FromInput);
        Feed(first, 0, 5);
        foreach (string[] command in new string[][] { ["ingest", "crawl"], ["serve", "crawl"], ["rebuild"] })
        {
            CliResult second = _cli.Run([.. command, "--db", "dedup.db"]);

            Message.RequireClear(second, "dedup.db", command[0]);
            Assert.Contains($"process {first.Id} (dedup ingest)", second.Error, StringComparison.Ordinal);
        }
        Feed(first, 5, 10);
        first.Input.Close();

        Assert.Equal(0, first.Wait().ExitCode);
        RequireWhole();
    }

    [Fact]
    public void A_killed_writer_holds_nobody_up()
    {
        using StartedProgram first = _cli.Start(FromInput);
        Feed(first, 0, 5);
        first.Kill();

        CliResult status = _cli.Run("status", "--db", "dedup.db");
        Assert.Contains($"process {first.Id}, was killed", status.Output, StringComparison.Ordinal);
        CliResult next = _cli.Run("ingest", "lines.jsonl", "--db", "dedup.db", "--json");

        Assert.True(next.ExitCode == 0, next.Error);
        Assert.Equal(5 * BatchPages, next.Json.GetProperty("counts").GetProperty("unchanged").GetInt32());
        RequireWhole();
    }

    [Fact]
    public void Readers_beside_an_ingest_see_whole_batches_only()
    {
        string page = Path.Combine(Checkout.SamplePages, "calder-1014.txt");
        using StartedProgram first = _cli.Start(FromInput);
        Feed(first, 0, 1);
        string[][] commands =
        [
            ["clusters"], ["show", "1"], ["match", page], ["export", "documents"], ["export", "links"], ["status"], ["check"], ["rejections"],
        ];
        var seen = new HashSet<long>();
        for (int line = BatchPages, reading = 0; line < _lines.Length || reading < 3 * commands.Length; reading++)
        {
            // A few lines at a time, so that batches are stored while others read.
            for (int i = 0; i < 3 && line < _lines.Length; i++) first.Input.WriteLine(_lines[line++]);
            first.Input.Flush();
            string[] command = commands[reading % commands.Length];
            CliResult result = _cli.Run([.. command, "--db", "dedup.db"]);
            Assert.True(result.ExitCode is 0 or 1, $"{command[0]}: exit {result.ExitCode}: {result.Output}{result.Error}");
            Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
            (long documents, long faults) = Look();
            Assert.True(documents % BatchPages == 0 && faults == 0, $"{documents} documents, {faults} without their page, variant or mark");
            seen.Add(documents);
        }
        first.Input.Close();

        Assert.Equal(0, first.Wait().ExitCode);
        Assert.True(seen.Count >= 5, $"the readers saw {string.Join(", ", seen)} documents: no ingest went on beside them");
        RequireWhole();
    }

    [Fact]
    public void A_backup_beside_an_ingest_is_sound_and_an_ingest_goes_on_from_it()
    {
        using StartedProgram first = _cli.Start(FromInput);
        Feed(first, 0, 5);
        first.Input.WriteLine(_lines[5 * BatchPages]);

        CliResult backup = _cli.Run("backup", "backup.db", "--db", "dedup.db");

        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Equal(0, _cli.Run("check", "--db", "backup.db").ExitCode);
        Assert.Equal(5 * BatchPages, _cli.Run("status", "--db", "backup.db", "--json").Json.GetProperty("documents").GetInt32());
        Assert.Equal(0, _cli.Run("ingest", "lines.jsonl", "--db", "backup.db").ExitCode);
        RequireWhole("backup.db");
        for (int line = 5 * BatchPages + 1; line < _lines.Length; line++) first.Input.WriteLine(_lines[line]);
        first.Input.Close();
        Assert.Equal(0, first.Wait().ExitCode);
        RequireWhole();
    }

    [Theory]
    [InlineData("Interrupt")]
    [InlineData("Terminate")]
    public void A_stopped_ingest_of_an_idle_input_stores_and_clusters_what_came(string signal)
    {
        using StartedProgram first = _cli.Start(FromInput);
        Feed(first, 0, 5);

        first.Send(Enum.Parse<Signal>(signal));
        CliResult stopped = first.Wait();

        Assert.True(stopped.ExitCode == 3, $"exit {stopped.ExitCode}: {stopped.Error}");
        Assert.Contains("interrupted; what was stored stays", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(5 * BatchPages, _cli.Run("export", "documents", "--db", "dedup.db").Lines.Length);
        StoredState.RequireSound(_cli, "dedup.db", "after the stop");
        Assert.Equal(0, _cli.Run("ingest", "lines.jsonl", "--db", "dedup.db").ExitCode);
        RequireWhole();
    }

    /// <summary>Gives whole batches to an ingest and waits until they are stored; it then waits for more.</summary>
    private void Feed(StartedProgram ingest, int fromBatch, int toBatch)
    {
        foreach (string line in _lines[(fromBatch * BatchPages)..(toBatch * BatchPages)]) ingest.Input.WriteLine(line);
        ingest.Input.Flush();
        Poll.Until(
            () => _cli.Run("status", "--db", "dedup.db", "--json") is { ExitCode: 0 } status && status.Json.GetProperty("documents").GetInt64() == toBatch * BatchPages,
            () => ingest.ErrorSoFar);
    }

    private (long Documents, long Faults) Look()
    {
        using var connection = new SqliteConnection($"Data Source={_cli.File("dedup.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT count(*), count(*) FILTER (WHERE p.document_id IS NULL OR v.id IS NULL OR (v.cluster_id IS NULL AND w.variant_id IS NULL))
            FROM documents d LEFT JOIN pages p ON p.document_id = d.id LEFT JOIN variants v ON v.id = d.variant_id LEFT JOIN pending w ON w.variant_id = v.id
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private void RequireWhole(string database = "dedup.db")
    {
        StoredState.Read(_cli, "whole.db").RequireSame(StoredState.Read(_cli, database), database);
        StoredState.RequireSound(_cli, database, database);
    }
}
