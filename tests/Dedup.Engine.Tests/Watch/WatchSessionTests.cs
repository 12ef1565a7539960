using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;
using Dedup.Engine.Watch;

namespace Dedup.Engine.Tests.Watch;

public sealed class WatchSessionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SetClock _clock = new();
    private readonly DedupOptions _options;

    public WatchSessionTests()
    {
        _options = Crawl.Options(_folder);
        _options.Watch.Folders = [new WatchedFolder { Path = _folder.File("inbox") }];
        _options.PagesTogether = 2;
        Directory.CreateDirectory(_folder.File("inbox"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_file_is_taken_in_once_and_so_after_a_restart()
    {
        Drop("a.txt", Stories.Text(Stories.Ferry));
        Drop("deep/b.jsonl", "{\"id\":\"j1\",\"text\":\"One.\"}\n\n{\"id\":\"j2\",\"text\":\"Two.\"}\n");
        using (var session = new WatchSession(_options, _clock))
        {
            WatchReport first = Cycle(session);
            Assert.Equal((2L, 3L, 3L), (first.Files, first.Counts.Pages, first.Counts.Added));
            Assert.Equal((0L, 0L), (Cycle(session).Files, Cycle(session).Counts.Pages));
        }

        using var restarted = new WatchSession(_options, _clock);
        Assert.Equal(0, Cycle(restarted).Files);
        Drop("c.txt", Stories.Text(Stories.Orchard));
        Assert.Equal(1, Cycle(restarted).Counts.Added);
        Assert.Equal(["a.txt", "c.txt", "j1", "j2"], Crawl.Documents(_options).Keys.Order());
    }

    [Fact]
    public void A_file_is_taken_in_when_it_has_not_changed_for_the_settling_time()
    {
        using var session = new WatchSession(_options, _clock);
        Drop("growing.txt", "First half.", age: TimeSpan.Zero);
        Assert.Equal((0L, 1L), (Cycle(session).Files, Cycle(session).Settling));
        _clock.Advance(1.5);
        Drop("growing.txt", "First half. Second half.", age: TimeSpan.Zero);
        Assert.Equal(0, Cycle(session).Files);
        _clock.Advance(1.5);
        Assert.Equal(0, Cycle(session).Files);
        _clock.Advance(0.6);

        Assert.Equal(1, Cycle(session).Files);
        Assert.Equal(4, Crawl.Documents(_options)["growing.txt"].Words);
    }

    /// <summary>Where clusters take long, pages that come one after another do not wait for each other's; when none come any more, theirs are worked out.</summary>
    [Fact]
    public void Clusters_that_take_long_wait_until_nothing_comes()
    {
        _clock.Step = 100;
        using var session = new WatchSession(_options, _clock);
        _clock.Step = 0;
        for (int i = 0; i < 3; i++)
        {
            Drop($"{i}.txt", Stories.Text(Stories.Ferry));
            WatchReport report = Cycle(session);
            Assert.Equal((1L, true), (report.Files, report.Unsettled));
            _clock.Advance(4);
            Assert.True(Cycle(session).Unsettled);
        }

        _clock.Advance(2);

        Assert.False(Cycle(session).Unsettled);
    }

    /// <summary>Clusters are worked out between the batches of a long burst too; what comes behind them is not forgotten.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void No_batch_stays_without_its_clusters(int files)
    {
        _options.Ingest.BatchPages = 1;
        using var session = new WatchSession(_options, _clock);
        for (int i = 0; i < files; i++) Drop($"{i}.txt", Stories.Text(Stories.Ferry) + i);
        // The clusters of the first batches take longer than all that follows: a rest after them is not over at the end.
        (_clock.Step, _clock.Decay) = (1e6, .6);
        Assert.Equal(files, Cycle(session).Files);
        _clock.Step = 0;
        _clock.Advance(6);

        Assert.False(Cycle(session).Unsettled);
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM variants WHERE relation IS NULL"));
    }

    [Fact]
    public void A_file_of_the_future_is_taken_in_when_it_has_been_seen_to_rest()
    {
        using var session = new WatchSession(_options, _clock);
        Drop("ahead.txt", "A page.", age: TimeSpan.FromDays(-1));
        Assert.Equal(0, Cycle(session).Files);
        _clock.Advance(2.1);

        Assert.Equal(1, Cycle(session).Files);
    }

    [Fact]
    public void A_file_that_was_moved_in_is_taken_in_at_once()
    {
        using var session = new WatchSession(_options, _clock);
        File.SetLastWriteTimeUtc(_folder.Write("elsewhere.txt", "A page."), _clock.GetUtcNow().UtcDateTime.AddHours(-1));
        File.Move(_folder.File("elsewhere.txt"), _folder.File("inbox/moved.txt"));

        Assert.Equal(1, Cycle(session).Files);
    }

    [Fact]
    public void A_changed_file_is_taken_in_again_as_the_changed_page_that_it_is()
    {
        using var session = new WatchSession(_options, _clock);
        Drop("a.txt", Stories.Text(Stories.Ferry));
        Cycle(session);
        Drop("a.txt", Stories.Text(Stories.Orchard));

        WatchReport report = Cycle(session);

        Assert.Equal((1L, 0L, 1L), (report.Files, report.Counts.Added, report.Counts.Changed));
        Assert.Single(Crawl.Documents(_options));
    }

    [Fact]
    public void Of_files_with_one_key_the_newest_stays()
    {
        Drop("z.jsonl", "{\"id\":\"k\",\"text\":\"Old.\"}\n", age: TimeSpan.FromHours(2));
        Drop("a.jsonl", "{\"id\":\"k\",\"text\":\"New and longer.\"}\n", age: TimeSpan.FromHours(1));
        using var session = new WatchSession(_options, _clock);

        WatchReport report = Cycle(session);

        Assert.Equal((1L, 1L, 0L), (report.Counts.Added, report.Counts.Changed, report.Counts.Rejected));
        Assert.Equal(3, Crawl.Documents(_options)["k"].Words);
    }

    /// <summary>All of one batch: the second body comes and goes before its links are made, the first comes back.</summary>
    [Theory]
    [InlineData("ferry orchard")]
    [InlineData("ferry orchard ferry")]
    [InlineData("orchard ferry")]
    public void Bodies_that_come_and_go_in_one_look_leave_no_trace(string versions)
    {
        string[] told = versions.Split(' ');
        Drop("copies.jsonl", Line("c1", Text("ferry") + "\nMore follows.") + Line("c2", Text("orchard") + "\nMore follows."), age: TimeSpan.FromHours(9));
        for (int i = 0; i < told.Length; i++) Drop($"k{i}.jsonl", Line("k", Text(told[i])), age: TimeSpan.FromHours(8 - i));
        using (var session = new WatchSession(_options, _clock)) Assert.Equal(1 + told.Length, Cycle(session).Files);

        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, Crawl.Page("c1", Text("ferry") + "\nMore follows."), Crawl.Page("c2", Text("orchard") + "\nMore follows."), Crawl.Page("k", Text(told[^1])));
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
        Assert.Equal(1, Crawl.Scalar<long>(_options, "SELECT count(*) FROM links"));
        foreach (string table in (string[])["links", "variants", "sketches", "clusters", "crowds"])
            Assert.Equal(Crawl.Scalar<long>(once, $"SELECT count(*) FROM {table}"), Crawl.Scalar<long>(_options, $"SELECT count(*) FROM {table}"));

        static string Text(string story) => Stories.Text(story == "ferry" ? Stories.Ferry : Stories.Orchard);
        static string Line(string id, string text) => System.Text.Json.JsonSerializer.Serialize(new { id, text }) + "\n";
    }

    [Fact]
    public void A_key_twice_in_one_file_is_rejected_and_listed()
    {
        Drop("a.jsonl", "{\"id\":\"k\",\"text\":\"One.\"}\n{\"id\":\"k\",\"text\":\"Two.\"}\nbroken\n");
        using var session = new WatchSession(_options, _clock);

        WatchReport report = Cycle(session);

        Assert.Equal((1L, 2L), (report.Counts.Added, report.Counts.Rejected));
        Assert.Equal(2, report.Rejections.Count);
        Assert.Equal("2,3", Crawl.Scalar<string>(_options, "SELECT group_concat(line) FROM rejections"));
    }

    [Theory]
    [InlineData(".hidden.txt")]
    [InlineData(".cache/a.txt")]
    [InlineData("a.txt.part")]
    [InlineData("a.TMP")]
    public void Hidden_and_unfinished_files_are_passed_over(string name)
    {
        Drop(name, "A page.");
        using var session = new WatchSession(_options, _clock);

        Assert.Equal((0L, 0L), (Cycle(session).Files, Cycle(session).Settling));
    }

    [Fact]
    public void Files_are_moved_when_they_are_stored_and_keep_their_folders()
    {
        _options.Watch.Folders[0].MoveTo = ".done";
        using var session = new WatchSession(_options, _clock);
        Drop("a.txt", "One.");
        Drop("deep/a.txt", "Two.");
        Cycle(session);
        Drop("a.txt", "Three.");

        Assert.Equal(1, Cycle(session).Counts.Changed);

        Assert.Empty(Directory.GetFiles(_folder.File("inbox")));
        Assert.Equal("One.", File.ReadAllText(_folder.File("inbox/.done/a.txt")));
        Assert.Equal("Three.", File.ReadAllText(_folder.File("inbox/.done/a-1.txt")));
        Assert.Equal("Two.", File.ReadAllText(_folder.File("inbox/.done/deep/a.txt")));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM files"));
    }

    [Fact]
    public void A_folder_to_move_to_that_is_not_hidden_is_not_watched()
    {
        _options.Watch.Folders[0].MoveTo = "done";
        using var session = new WatchSession(_options, _clock);
        Drop("a.txt", "One.");

        Assert.Equal((1L, 0L), (Cycle(session).Files, Cycle(session).Files));
        Assert.True(File.Exists(_folder.File("inbox/done/a.txt")));
    }

    [Fact]
    public void What_was_stored_before_it_could_be_moved_is_only_moved()
    {
        Drop("a.txt", "One.");
        using (var killed = new WatchSession(_options, _clock)) Cycle(killed);
        _options.Watch.Folders[0].MoveTo = ".done";
        using var session = new WatchSession(_options, _clock);

        WatchReport report = Cycle(session);

        Assert.Equal((0L, 0L), (report.Files, report.Counts.Pages));
        Assert.True(File.Exists(_folder.File("inbox/.done/a.txt")));
    }

    [Fact]
    public void A_file_that_came_under_the_name_of_one_taken_in_is_not_moved_unread()
    {
        var inbox = new Inbox(new WatchedFolder { Path = _folder.File("inbox"), MoveTo = ".done" }, TimeSpan.Zero, _clock);
        Drop("latest.jsonl", "{\"id\":\"k1\",\"text\":\"One.\"}\n");
        SourceFile taken = Assert.Single(inbox.Look(_ => false));
        Drop("latest.jsonl", "{\"id\":\"k2\",\"text\":\"Two.\"}\n", age: TimeSpan.FromSeconds(30));

        Assert.False(inbox.Move(taken));

        Assert.Contains("k2", File.ReadAllText(_folder.File("inbox/latest.jsonl")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("inbox/.done")));
    }

    [Fact]
    public async Task A_pipe_in_the_folder_holds_nobody_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes in folders");
        using (var make = System.Diagnostics.Process.Start("mkfifo", _folder.File("inbox/pipe.txt"))!) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_folder.File("inbox/pipe.txt"), _clock.GetUtcNow().UtcDateTime.AddHours(-1));
        Drop("a.txt", "A page.");
        using var session = new WatchSession(_options, _clock);

        WatchReport report = Cycle(session);

        Assert.Equal((1L, 1L), (report.Counts.Added, report.Counts.Rejected));
    }

    [Fact]
    public void A_file_behind_one_that_cannot_be_read_is_done()
    {
        string empty = _folder.Write("b.jsonl", "");
        SourceFile[] files = [new(_folder.File("gone.txt"), "gone.txt", 1, 1), PageSource.List([empty])[0]];
        var ended = new List<string>();
        using var session = new WriteSession(_options, _clock, "ingest");
        IngestRun run = session.Runs.Start("ingest", ["x"], null, session.Now());

        session.Take(new PageSource(new SourceOptions()).ReadOn(files, () => Stream.Null, _ => 0), _ => run, null,
            (file, _) => ended.Add(file.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(["b.jsonl"], ended);
    }

    [Fact]
    public void What_another_command_has_half_read_is_left_to_it()
    {
        Drop("a.jsonl", string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"id\":\"k{i}\",\"text\":\"Page {i}.\"}}\n")));
        _options.Ingest.BatchPages = 10;
        string[] paths = [_folder.File("inbox/a.jsonl")];
        var source = new SourceOptions();
        IngestSummary Run(CancellationTokenSource stop, Action<long>? progress) => new Ingestor(_options, TimeProvider.System).Run(
            new IngestRequest(paths, PageSource.List(paths), source), new PageSource(source), () => Stream.Null, progress, stop.Token);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(stop, _ => stop.Cancel()));

        using (var session = new WatchSession(_options, _clock)) Assert.Equal(1, Cycle(session).Files);
        using var go = new CancellationTokenSource();
        IngestSummary rest = Run(go, null);

        Assert.True(rest.Resumed > 0);
        Assert.Equal((100L, 0L), (rest.Counts.Pages, rest.Counts.Rejected));
    }

    [Fact]
    public void A_session_that_cannot_begin_lets_go_of_the_database()
    {
        Assert.Throws<IOException>(() => Crawl.Ingest(_options, Crawl.Breaking(Enumerable.Range(0, 600).Select(i => Crawl.Page($"n{i}", $"Page {i}.")))));
        Crawl.Execute(_options, "CREATE TRIGGER full BEFORE INSERT ON clusters BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        Assert.Throws<DatabaseException>(() => new WatchSession(_options, _clock));
        Crawl.Execute(_options, "DROP TRIGGER full; CREATE TRIGGER full BEFORE INSERT ON writer BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        Assert.Throws<DatabaseException>(() => new WatchSession(_options, _clock));
        Crawl.Execute(_options, "DROP TRIGGER full");

        new WatchSession(_options, _clock).Dispose();

        Assert.Equal(Crawl.Scalar<int>(_options, "SELECT count(*) FROM documents"), Crawl.Documents(_options).Count);
    }

    [Fact]
    public void What_cannot_be_moved_is_said_and_tried_again()
    {
        _options.Watch.Folders[0].MoveTo = ".done";
        _folder.Write("inbox/.done", "a file where the folder should be");
        using var session = new WatchSession(_options, _clock);
        Drop("a.txt", "One.");

        WatchReport first = Cycle(session);
        Assert.Equal(1, first.Files);
        Assert.Contains("a.txt", Assert.Single(first.Problems), StringComparison.Ordinal);
        File.Delete(_folder.File("inbox/.done"));
        WatchReport second = Cycle(session);

        Assert.Equal((0L, 0), (second.Files, second.Problems.Count));
        Assert.True(File.Exists(_folder.File("inbox/.done/a.txt")));
    }

    [Fact]
    public void A_folder_that_is_gone_is_a_problem_and_no_stop()
    {
        _options.Watch.Folders.Add(new WatchedFolder { Path = _folder.File("gone") });
        Drop("a.txt", "One.");
        using var session = new WatchSession(_options, _clock);

        WatchReport report = Cycle(session);

        Assert.Equal(1, report.Files);
        Assert.Contains("gone", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_are_worked_out_and_stopping_leaves_the_rest()
    {
        foreach (string file in Directory.GetFiles(Checkout.SamplePages)) Drop(Path.GetFileName(file), File.ReadAllBytes(file));
        using var session = new WatchSession(_options, _clock);
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Equal(0, session.Cycle(stop.Token).Files);
        Assert.Equal(95, Cycle(session).Files);

        DedupOptions once = Crawl.Options(_folder, "once.db");
        Crawl.Ingest(once, Crawl.SamplePages());
        Assert.Equal(Crawl.Canonical(once), Crawl.Canonical(_options));
    }

    [Fact]
    public void Another_writer_is_refused_meanwhile()
    {
        using var session = new WatchSession(_options, _clock);

        Assert.Contains("dedup serve", Assert.Throws<DatabaseException>(() => Crawl.Ingest(_options, Crawl.Page("a", "text"))).Message, StringComparison.Ordinal);
    }

    private static WatchReport Cycle(WatchSession session) => session.Cycle(TestContext.Current.CancellationToken);

    private void Drop(string name, string text, TimeSpan? age = null) => Drop(name, System.Text.Encoding.UTF8.GetBytes(text), age);

    private void Drop(string name, byte[] bytes, TimeSpan? age = null) =>
        File.SetLastWriteTimeUtc(_folder.Write(Path.Combine("inbox", name), bytes), _clock.GetUtcNow().UtcDateTime - (age ?? TimeSpan.FromMinutes(1)));
}
