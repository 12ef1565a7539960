using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>An interrupted run goes on where it stopped, and ends as if it had never been interrupted.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;
    private readonly string _file;

    public ResumeTests()
    {
        _options = Crawl.Options(_folder);
        _options.Ingest.BatchPages = 5;
        _options.Ingest.LearnAfterPages = 7;
        _options.Ingest.SaveIndexAfterBodies = 1;
        _options.BodiesTogether = 8;
        // Every seventh line is broken, and every ninth repeats the key of the third with another text.
        _file = _folder.Write("crawl/pages.jsonl", string.Concat(Enumerable.Range(1, 60).Select(i =>
            i % 7 == 0 ? "broken\n" : $"{{\"id\":\"{(i % 9 == 0 ? 3 : i)}\",\"text\":\"{Story(i)}\"}}\n")));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(11, 5)]
    [InlineData(1, 2)]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    public void The_same_request_goes_on_behind_its_last_stored_page(int transactions, int together)
    {
        // Several that are prepared together make a transaction, or fewer where the next ones are not there yet.
        _options.PagesTogether = together;
        DedupOptions once = Crawl.Options(_folder, "once.db");
        IngestSummary whole = Run(once);

        Assert.ThrowsAny<OperationCanceledException>(() => Run(_options, stopAfter: transactions));
        long stored = Crawl.Scalar<long>(_options, "SELECT pages FROM runs");
        IngestSummary rest = Run(_options);

        Assert.InRange(stored, together * transactions, 59);
        Assert.Equal((stored, 1L), (rest.Resumed, rest.Run));
        Assert.Equal((whole.Counts.Pages, whole.Counts.Added, whole.Counts.Rejected), (rest.Counts.Pages, rest.Counts.Added, rest.Counts.Rejected));
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
        Assert.Equal(Rejections(once), Rejections(_options));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT (SELECT count(*) FROM files) + (SELECT count(*) FROM unchanged) + (SELECT count(*) FROM runs WHERE finished IS NULL)"));
    }

    /// <summary>Clusters are committed some at a time: what fails in the middle leaves those that are done, each whole, and the next run does the others.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void Clusters_that_are_done_stay_when_the_rest_fails(int clusters)
    {
        TestStore.RequireFile();
        List<Page> pages = MadeWorld.Pages(seed: 8, stories: 30);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        Crawl.Ingest(_options, pages[..1]);
        Crawl.Execute(_options, $"CREATE TRIGGER full BEFORE INSERT ON clusters WHEN (SELECT count(*) FROM clusters) >= {clusters} BEGIN SELECT RAISE(ABORT, 'no room'); END");
        Assert.Contains("no room", Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, pages)).Message, StringComparison.Ordinal);
        long done = Crawl.Scalar<long>(_options, "SELECT count(*) FROM clusters");
        Assert.InRange(done, 1, clusters);
        Assert.Equal(pages.Count, Crawl.Scalar<long>(_options, "SELECT count(*) FROM documents"));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM variants WHERE (cluster_id IS NULL) <> (id IN (SELECT variant_id FROM pending))"));

        Crawl.Execute(_options, "DROP TRIGGER full");
        Crawl.Ingest(_options);
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM pending"));
    }

    /// <summary>Where others read beside the writer, that pages stand among those of their groups is committed before anything is learned from them: what fails then leaves groups that wait.</summary>
    [Fact]
    public void What_waits_to_be_learned_is_learned_by_the_next_run()
    {
        TestStore.RequireFile();
        List<Page> pages = MadeWorld.Pages(seed: 9, stories: 30);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, pages);
        Assert.NotEqual(0, Crawl.Scalar<long>(once, "SELECT count(*) FROM chrome_lines"));
        Crawl.Ingest(_options, pages[..1]);
        Crawl.Execute(_options, "CREATE TRIGGER full BEFORE INSERT ON chrome_lines BEGIN SELECT RAISE(ABORT, 'no room'); END");
        Assert.Contains("no room", Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, pages)).Message, StringComparison.Ordinal);
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM chrome_joining"));
        Assert.NotEqual(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM chrome_pending"));

        Crawl.Execute(_options, "DROP TRIGGER full");
        Crawl.Ingest(_options, pages);
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM chrome_pending"));
    }

    [Fact]
    public void A_key_that_came_unchanged_before_the_interruption_is_still_taken()
    {
        Run(_options);
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Run(once);
        IngestSummary whole = Run(once);

        Assert.ThrowsAny<OperationCanceledException>(() => Run(_options, stopAfter: 2));
        IngestSummary rest = Run(_options);

        Assert.True(rest.Resumed > 0);
        Assert.Equal((whole.Counts.Unchanged, whole.Counts.Changed, whole.Counts.Rejected), (rest.Counts.Unchanged, rest.Counts.Changed, rest.Counts.Rejected));
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
    }

    [Fact]
    public void A_folder_goes_on_by_file()
    {
        string[] names = [.. Enumerable.Range(1, 30).Select(i => $"crawl/{i:00}.txt")];
        foreach ((string name, int i) in names.Select((name, i) => (name, i))) _folder.Write(name, Story(i));
        Assert.ThrowsAny<OperationCanceledException>(() => Run(_options, stopAfter: 3, path: _folder.File("crawl")));
        long stored = Crawl.Scalar<long>(_options, "SELECT pages FROM runs");

        var pages = new PageSource(new SourceOptions());
        IngestSummary rest = Run(_options, path: _folder.File("crawl"), pages: pages);

        Assert.Equal(stored, rest.Resumed);
        Assert.True(pages.BytesRead < names.Append("crawl/pages.jsonl").Sum(name => new FileInfo(_folder.File(name)).Length), "files that were done are not read");
    }

    [Fact]
    public void A_file_that_two_paths_name_is_read_once()
    {
        for (int i = 0; i < 20; i++) _folder.Write($"more/sub/{i:00}.txt", Story(i));
        string[] paths = [_folder.File("more"), _folder.File("more/sub")];
        var request = new IngestRequest(paths, PageSource.List(paths), new SourceOptions());
        using var stop = new CancellationTokenSource();
        IngestSummary Ingest(Action<long>? progress) =>
            new Ingestor(_options, TimeProvider.System).Run(request, new PageSource(new SourceOptions()), () => Stream.Null, progress, stop.Token);

        Assert.Equal(20, request.Files.Count);
        Assert.ThrowsAny<OperationCanceledException>(() => Ingest(_ => stop.Cancel()));
        using var go = new CancellationTokenSource();
        new Ingestor(_options, TimeProvider.System).Run(request, new PageSource(new SourceOptions()), () => Stream.Null, null, go.Token);

        Assert.Equal(20, Crawl.Documents(_options).Count);
    }

    [Fact]
    public async Task A_store_that_fails_is_said_while_standard_input_waits()
    {
        TestStore.RequireFile();
        Crawl.Ingest(_options, Crawl.Page("a", "One."));
        Crawl.Execute(_options, "CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        using var input = new System.IO.Pipes.AnonymousPipeClientStream(System.IO.Pipes.PipeDirection.In, pipe.ClientSafePipeHandle);
        pipe.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 25).Select(i => $"{{\"id\":\"k{i}\",\"text\":\"Page {i}.\"}}\n"))));

        // The pipe stays open: only the failure can end the run.
        await Assert.ThrowsAsync<DatabaseException>(() => Task.Run(() => new Ingestor(_options, TimeProvider.System).Run(
            new IngestRequest(["-"], PageSource.List(["-"]), new SourceOptions()), new PageSource(new SourceOptions()), () => input, null, CancellationToken.None)));
    }

    [Fact]
    public void Where_a_file_has_changed_everything_is_read_again()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Run(_options, stopAfter: 4));
        File.WriteAllText(_file, "{\"id\":\"new\",\"text\":\"A line at the top.\"}\n" + File.ReadAllText(_file));
        DedupOptions once = Crawl.Options(_folder, "once.db");
        Run(once);

        IngestSummary rest = Run(_options);

        Assert.Equal((0L, 2L), (rest.Resumed, rest.Run));
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
        Assert.Equal(Rejections(once), Rejections(_options));
        Assert.Equal(0, Run(_options).Resumed);
    }

    [Fact]
    public void Another_request_begins_a_run_of_its_own()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Run(_options, stopAfter: 4));

        Assert.Equal(0, Run(_options, path: _folder.File("crawl")).Resumed);
        Assert.True(Run(_options).Resumed > 0);
    }

    [Fact]
    public void A_run_that_was_done_is_not_gone_on_with()
    {
        Run(_options);

        IngestSummary again = Run(_options);

        Assert.Equal((0L, 2L, 0L), (again.Resumed, again.Run, again.Counts.Added));
        Assert.Equal(Crawl.Scalar<long>(_options, "SELECT count(*) FROM documents"), again.Counts.Unchanged);
    }

    [Fact]
    public void Rejections_are_those_of_the_last_reading()
    {
        Run(_options);
        Assert.Equal(8, Rejections(_options).Split('\n').Count(r => r.Contains("broken JSON", StringComparison.Ordinal)));
        Run(_options);
        Assert.Equal(8, Rejections(_options).Split('\n').Count(r => r.Contains("broken JSON", StringComparison.Ordinal)));

        File.WriteAllText(_file, File.ReadAllText(_file).Replace("broken\n", "{\"id\":\"mended\",\"text\":\"Mended.\"}\n", StringComparison.Ordinal));
        Run(_options);

        Assert.DoesNotContain("broken JSON", Rejections(_options), StringComparison.Ordinal);
    }

    private static string Story(int i) => string.Join(' ', Stories.Ferry.Skip(i % 4).Take(6).Append($"Number {i * 37} was painted on boat {i % 5} of the harbour."));

    private IngestSummary Run(DedupOptions options, int stopAfter = 0, string? path = null, PageSource? pages = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int batches = 0;
        return new Ingestor(options, TimeProvider.System).Run(
            new IngestRequest([path ?? _file], PageSource.List([path ?? _file]), new SourceOptions()), pages ?? new PageSource(new SourceOptions()), () => Stream.Null,
            _ =>
            {
                if (++batches == stopAfter) stop.Cancel();
            }, stop.Token);
    }

    private static string Rejections(DedupOptions options) =>
        Crawl.Scalar<string>(options, "SELECT coalesce(group_concat(source || ':' || coalesce(line || '', '-') || ' ' || reason, '\n'), '') FROM (SELECT * FROM rejections ORDER BY source, line) AS ordered");
}
