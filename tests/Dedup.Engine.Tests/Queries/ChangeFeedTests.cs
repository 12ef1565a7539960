using System.Data.Common;
using Dapper;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Queries;

public sealed class ChangeFeedTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public ChangeFeedTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    /// <summary>Somebody who follows the feed and keeps what it says.</summary>
    private sealed class Follower(Random? pageSizes = null)
    {
        public Dictionary<string, (long Cluster, string Relation)> Shown { get; } = new(StringComparer.Ordinal);

        public List<ChangedCluster> Events { get; } = [];

        public string? Cursor { get; private set; }

        public void Follow(DedupOptions options)
        {
            for (bool more = true; more;)
            {
                using var reader = new Reader(options.Store);
                ChangePage page = reader.Changes(Cursor, pageSizes?.Next(1, 12) ?? 1_000);
                Assert.False(page.IsOtherLife);
                Assert.Equal(page.Documents.Count, page.Documents.DistinctBy(d => d.Key).Count());
                // Some stop within a page and go on from there.
                int taken = pageSizes is not null && page.Documents.Count > 1 && pageSizes.Next(4) == 0 ? pageSizes.Next(1, page.Documents.Count) : page.Documents.Count;
                foreach (ChangedDocument d in page.Documents.Take(taken))
                {
                    Assert.Equal(d.Cluster is null, d.Relation is null);
                    if (d.Cluster is long cluster) Shown[d.Key] = (cluster, d.Relation!);
                    else Shown.Remove(d.Key);
                }
                if (taken < page.Documents.Count)
                {
                    Cursor = page.Documents[taken - 1].Cursor;
                    continue;
                }
                Events.AddRange(page.Clusters);
                Cursor = page.Cursor;
                more = page.More;
            }
        }

        public void RequireSame(DedupOptions options, string name)
        {
            Dictionary<string, (long, string)> stored = Crawl.Documents(options).ToDictionary(d => d.Key, d => (d.Value.Cluster, d.Value.Relation));
            Assert.True(stored.Count == Shown.Count && stored.All(d => Shown.TryGetValue(d.Key, out var shown) && shown == d.Value),
                $"{name}: {string.Join(", ", stored.Where(d => !Shown.TryGetValue(d.Key, out var shown) || shown != d.Value).Take(5))}; {string.Join(", ", Shown.Keys.Except(stored.Keys).Take(5))}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Who_follows_in_pages_of_any_size_has_what_the_database_shows(int seed)
    {
        var random = new Random(seed);
        List<Page> world = Crawl.Shuffled(MadeWorld.Pages(seed, 8), seed);
        var steady = new Follower(random);
        int next = 0;
        for (int step = 0; step < 14; step++)
        {
            string[] keys = File.Exists(_options.Database) ? [.. Crawl.Documents(_options).Keys] : [];
            int choice = keys.Length < 8 ? 0 : random.Next(7);
            switch (choice)
            {
                case 1:
                    new Deleter(_options, TimeProvider.System).Run(new DeleteRequest([.. random.GetItems(keys, 3)], null), null, TestContext.Current.CancellationToken);
                    break;
                case 2:
                    new Rekeyer(_options, TimeProvider.System).Run(random.GetItems(keys, 1)[0], $"again-{step}");
                    break;
                case 3:
                    Crawl.Rebuild(_options);
                    break;
                case 4:
                    // Another page under known keys.
                    Crawl.Ingest(_options, random.GetItems(keys, 4).Distinct().Select(key => world[random.Next(world.Count)] with { Key = key }));
                    break;
                case 5:
                    Assert.Throws<IOException>(() => Crawl.Ingest(_options, Crawl.Breaking(world.Skip(next).Take(300))));
                    break;
                default:
                    Crawl.Ingest(_options, world.Skip(next).Take(9));
                    next += 9;
                    break;
            }
            if (random.Next(2) != 0) continue;
            steady.Follow(_options);
            steady.RequireSame(_options, $"step {step} ({choice})");
        }
        steady.Follow(_options);
        steady.RequireSame(_options, "in the end");

        var late = new Follower(random);
        late.Follow(_options);
        late.RequireSame(_options, "from the beginning");
        Assert.Equal(Crawl.Scalar<long>(_options, "SELECT count(*) FROM cluster_events"), late.Events.Count);
        Assert.Equal(late.Events, steady.Events);
    }

    [Fact]
    public void It_says_what_became_of_documents_and_clusters()
    {
        Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)));
        string first = Assert.IsType<string>(Page(null).Cursor);

        Crawl.Ingest(_options, Crawl.Page("c", Stories.Text([.. Stories.Ferry, "A last line that only this page has, about the ferry."])));
        new Deleter(_options, TimeProvider.System).Run(new DeleteRequest(["b"], null), null, TestContext.Current.CancellationToken);
        new Rekeyer(_options, TimeProvider.System).Run("a", "z");

        ChangePage page = Page(first);
        Assert.False(page.More);
        Assert.Equal(["a Removed", "b Removed", "c Stored", "z Stored"], page.Documents.Select(d => $"{d.Key} {d.Kind}").Order(StringComparer.Ordinal));
        Assert.Equal(["resized 1", "vanished 2"], page.Clusters.Where(e => e.Event is "resized" or "vanished").Select(e => $"{e.Event} {e.Cluster}"));
        ChangePage end = Page(page.Cursor);
        Assert.Empty(end.Documents);
        Assert.False(end.More);
        using var reader = new Reader(_options.Store);
        Assert.Equal(page.Cursor, reader.EndOfChanges());
    }

    [Fact]
    public void A_page_that_waits_for_its_cluster_is_told_without_and_then_moves()
    {
        Assert.Throws<IOException>(() => Crawl.Ingest(_options, Crawl.Breaking(Enumerable.Range(0, 256).Select(i => Crawl.Page($"n{i}", $"Page {i}.")))));
        ChangePage waiting = Page(null);
        Assert.Equal(256, waiting.Documents.Count(d => d is { Kind: ChangeKind.Stored, Cluster: null, Relation: null }));

        Crawl.Ingest(_options, []);

        Assert.Equal(256, Page(waiting.Cursor).Documents.Count(d => d is { Kind: ChangeKind.Moved, Cluster: not null, Relation: "lone" }));
    }

    [Fact]
    public void A_body_that_many_pages_carry_is_told_in_pages()
    {
        Crawl.Ingest(_options, Enumerable.Range(0, 50).Select(i => Crawl.Page($"n{i:00}", Stories.Text(Stories.Ferry[..6]))));
        using var reader = new Reader(_options.Store);
        string before = reader.EndOfChanges();
        Crawl.Ingest(_options, Crawl.Page("whole", Stories.Text(Stories.Ferry), "Another Post"), Crawl.Page("whole2", Stories.Text(Stories.Ferry)),
            Crawl.Page("longer", Stories.Text([.. Stories.Ferry, .. Stories.Orchard[..2]])));
        // Say that the body stands as something else.
        using (_options.Store.TakeWriter())
        using (DbConnection writer = _options.Store.OpenForWriting())
        using (var notes = new ChangeNotes(writer))
        {
            foreach (string relation in new[] { "near", "truncated" })
            {
                notes.Placed(1, Crawl.Scalar<long>(_options, "SELECT cluster_id FROM variants WHERE id = 1"), relation, null);
                writer.Execute("UPDATE variants SET relation = @relation WHERE id = 1", new { relation });
            }
        }
        List<string> keys = [];
        string cursor = before;
        for (bool more = true; more;)
        {
            using var now = new Reader(_options.Store);
            ChangePage page = now.Changes(cursor, 7);
            Assert.InRange(page.Documents.Count, 0, 7);
            keys.AddRange(page.Documents.Select(d => d.Key));
            (cursor, more) = (page.Cursor, page.More);
        }

        Assert.All(Enumerable.Range(0, 50), i => Assert.Contains($"n{i:00}", keys));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"n{i:00}"), keys.TakeLast(50));
    }

    [Fact]
    public void A_cursor_of_another_life_of_the_database_is_told_and_not_followed()
    {
        TestStore.RequireFile();
        Crawl.Ingest(_options, Crawl.Page("a", "A page."));
        string inBoth = Page(null).Cursor;
        string backup = _folder.File("backup.db");
        Backup.Write(_options.Store, backup, replace: false);
        Crawl.Ingest(_options, Crawl.Page("b", "Another page."));
        string lost = Page(null).Cursor;

        File.Delete(_options.Database + "-wal");
        File.Copy(backup, _options.Database, overwrite: true);

        Assert.True(Page(lost).IsOtherLife);
        Assert.False(Page(inBoth).IsOtherLife);
        Crawl.Ingest(_options, Crawl.Page("c", "A third page."));
        ChangePage told = Page(lost);
        Assert.True(told.IsOtherLife);
        Assert.Empty(told.Documents);
        Assert.Equal(["c"], Page(inBoth).Documents.Select(d => d.Key));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bnVsbA")]
    [InlineData("e30")]
    [InlineData("%%")]
    public void What_is_no_cursor_is_refused(string cursor)
    {
        Crawl.Ingest(_options, Crawl.Page("a", "A page."));
        using var reader = new Reader(_options.Store);
        if (cursor == "e30") Assert.Equal(reader.Changes(null, 10).Documents, reader.Changes(cursor, 10).Documents);
        else Assert.Contains("begin without one", Assert.Throws<CursorException>(() => reader.Changes(cursor, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rebuild_goes_on_with_the_numbers_and_tells_only_what_is_other_by_it()
    {
        Crawl.Ingest(_options, Crawl.SamplePages().Take(40));
        long before = Crawl.Scalar<long>(_options, "SELECT max(seq) FROM changes");
        string end = Page(null).Cursor;

        Crawl.Rebuild(_options);
        Assert.Equal(before, Crawl.Scalar<long>(_options, "SELECT max(seq) FROM changes"));

        _options.Verification.NearResemblance = 0.9;
        Crawl.Rebuild(_options);
        Assert.True(Crawl.Scalar<long>(_options, "SELECT max(seq) FROM changes") > before);
        Assert.InRange(Page(end).Documents.Count, 1, 39);
    }

    private ChangePage Page(string? cursor)
    {
        using var reader = new Reader(_options.Store);
        return reader.Changes(cursor, 1_000);
    }
}
