using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Storage;

public sealed class StoredIndexTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;
    private readonly List<Page> _pages = Crawl.SamplePages();

    public StoredIndexTests()
    {
        _options = Crawl.Options(_folder);
        _options.Ingest.SaveIndexAfterBodies = 1;
        Crawl.Ingest(_options, _pages.Take(60));
    }

    private string IndexPath => _options.Database + ".index";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_and_what_came_and_went_since_is_what_is_stored()
    {
        Assert.Equal(Held(afresh: true), Held(afresh: false));
        byte[] saved = File.ReadAllBytes(IndexPath);
        _options.Ingest.SaveIndexAfterBodies = 1_000_000;

        // Pages come, pages change and so lose their bodies, pages go.
        Crawl.Ingest(_options, _pages.Skip(60));
        Crawl.Ingest(_options, _pages.Take(20).Select(page => page with { Text = Stories.Text(Stories.Ferry[..4]) }));
        new Deleter(_options, TimeProvider.System).Run(new DeleteRequest([.. _pages.Skip(30).Take(10).Select(page => page.Key)], null), null, TestContext.Current.CancellationToken);

        Assert.Equal(saved, File.ReadAllBytes(IndexPath));
        Assert.NotEqual(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM gone_sketches"));
        Assert.Equal(Held(afresh: true), Held(afresh: false));
        Faultless();
        _options.Ingest.SaveIndexAfterBodies = 1;
        Crawl.Ingest(_options, Crawl.Page("one more", Stories.Text(Stories.Orchard)));
        Assert.NotEqual(saved, File.ReadAllBytes(IndexPath));
        Assert.Equal(0, Crawl.Scalar<long>(_options, "SELECT count(*) FROM gone_sketches"));
        Assert.Equal(Held(afresh: true), Held(afresh: false));
        Faultless();
    }

    [Fact]
    public void It_is_taken_up_and_not_made_again()
    {
        // If it were made of the stored sketches, it would not find what is only in the file.
        Crawl.Execute(_options, "DELETE FROM sketches; DELETE FROM gone_sketches");

        Assert.NotEqual(0, Count());
        Crawl.Execute(_options, "UPDATE index_snapshot SET token = zeroblob(16)");
        Assert.Equal(0, Count());
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("another database's")]
    public void A_file_that_cannot_be_believed_is_made_again(string what)
    {
        string expected = Held(afresh: true);
        byte[] bytes = File.ReadAllBytes(IndexPath);
        if (what == "missing") File.Delete(IndexPath);
        else File.WriteAllBytes(IndexPath, what == "empty" ? [] : what == "cut" ? bytes[..^1] : Other());

        Assert.Equal(expected, Held(afresh: false));
        Crawl.Ingest(_options, _pages.Skip(60));

        Assert.Equal(Held(afresh: true), Held(afresh: false));
        Assert.Equal(Crawl.Scalar<long>(_options, "SELECT count(*) FROM sketches"), Crawl.Scalar<long>(_options, "SELECT bodies FROM index_snapshot"));
        Faultless();
    }

    /// <summary>Whatever byte is wrong: who writes does not take it, who reads is told or never comes by it, and check names it.</summary>
    [Fact]
    public void No_damaged_byte_is_believed()
    {
        byte[] bytes = File.ReadAllBytes(IndexPath);
        string expected = Held(afresh: true);
        var random = new Random(17);
        int found = 0;
        for (int i = 0; i < 24; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(IndexPath, damaged);
            using (var reader = new Reader(_options.Store))
            using (var store = new VariantStore(reader.Connection))
            using (BodyComparer writer = BodyComparer.ForWriting(store, _options))
            {
                Assert.Equal(expected, Held(store, writer));
            }
            found += DatabaseCheck.Run(_options, TimeProvider.System, null).Faults > 0 ? 1 : 0;
        }
        // A damaged head, directory or outline makes it a file that is not used, which is no fault; most bytes are blocks.
        Assert.InRange(found, 12, 24);
    }

    /// <summary>The head has no check sum of its own: what it leads to has.</summary>
    [Fact]
    public void No_damaged_bit_of_the_head_is_believed()
    {
        byte[] bytes = File.ReadAllBytes(IndexPath);
        using var reader = new Reader(_options.Store);
        using var store = new VariantStore(reader.Connection);
        byte[] token = store.Snapshot()!.Token;
        for (int bit = 0; bit < 8 * 48; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            File.WriteAllBytes(IndexPath, damaged);
            using IndexFile? file = IndexFile.Open(_options.Database, token);
            Assert.True(file is null, $"bit {bit}");
        }
    }

    [Fact]
    public void A_question_that_comes_by_a_damaged_block_names_the_file()
    {
        byte[] bytes = File.ReadAllBytes(IndexPath);
        // All blocks behind the first, which is read at once, and before the directory, which says where they are.
        long directory = BitConverter.ToInt64(bytes, 24);
        bytes.AsSpan((int)(directory / 2), (int)(directory / 2)).Fill(7);
        File.WriteAllBytes(IndexPath, bytes);

        DatabaseException damaged = Assert.Throws<DatabaseException>(() =>
        {
            using var reader = new Reader(_options.Store);
            using var matcher = new Matcher(reader, _options);
            foreach (Page page in _pages) matcher.Match(page);
        });

        Assert.Contains(".index: is damaged; delete it", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_has_none()
    {
        string backup = _folder.File("backup.db");
        Backup.Write(_options.Store, backup, replace: false);
        DedupOptions copy = Crawl.Options(_folder, "backup.db");

        Assert.Equal(0, Crawl.Scalar<long>(copy, "SELECT (SELECT count(*) FROM index_snapshot) + (SELECT count(*) FROM gone_sketches)"));
        Assert.Equal(0, DatabaseCheck.Run(copy, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void What_a_killed_writer_was_saving_goes_with_the_next_one()
    {
        File.WriteAllText(IndexPath + ".partial", "half");
        Crawl.Ingest(_options, Crawl.Page("one more", Stories.Text(Stories.Orchard)));
        Assert.False(File.Exists(IndexPath + ".partial"));
    }

    [Fact]
    public void A_page_is_matched_by_what_was_saved()
    {
        using var reader = new Reader(_options.Store);
        using var matcher = new Matcher(reader, _options);
        using var fresh = new Matcher(reader, Unsaved());
        foreach (Page page in _pages) Assert.Equal(fresh.Match(page).Matches, matcher.Match(page).Matches);
    }

    [Fact]
    public void Where_there_is_no_room_the_run_goes_on_without()
    {
        File.Delete(IndexPath);
        Directory.CreateDirectory(IndexPath);

        Crawl.Ingest(_options, _pages.Skip(60));

        Assert.Equal(Held(afresh: true), Held(afresh: false));
        Assert.False(File.Exists(IndexPath + ".partial"));
    }

    private DedupOptions Unsaved()
    {
        File.Copy(_options.Database, _folder.File("copy.db"));
        return Crawl.Options(_folder, "copy.db");
    }

    /// <summary>The index file of another database with the same pages.</summary>
    private byte[] Other()
    {
        DedupOptions other = Crawl.Options(_folder, "other.db");
        other.Ingest.SaveIndexAfterBodies = 1;
        Crawl.Ingest(other, _pages.Take(60));
        return File.ReadAllBytes(other.Database + ".index");
    }

    private int Count()
    {
        using var reader = new Reader(_options.Store);
        using var store = new VariantStore(reader.Connection);
        using StoredIndex index = StoredIndex.Open(store, _options, whole: true);
        return index.Index.Count;
    }

    private string Held(bool afresh)
    {
        using var reader = new Reader(_options.Store);
        using var store = new VariantStore(reader.Connection);
        using BodyComparer comparer = afresh ? BodyComparer.Afresh(store, _options) : BodyComparer.ForReading(store, _options);
        return Held(store, comparer);
    }

    /// <summary>What an index holds and proposes.</summary>
    private static string Held(VariantStore store, BodyComparer comparer) => string.Join('\n', store.Sketches(counted: true).Select(body =>
        $"{body.Variant} of {comparer.Index.Count}: {string.Join(", ", comparer.Compare(body, comparer.Shingles(body.Variant)).Select(c => $"{c.Variant} {c.By} {c.Verdict.Relation}"))}"))
        + string.Join('\n', comparer.Crowds().Select(crowd => $"{crowd.Leader} {crowd.Keys} {crowd.Bodies}"));

    private void Faultless()
    {
        CheckReport report = DatabaseCheck.Run(_options, TimeProvider.System, null);
        Assert.Empty(report.Parts.SelectMany(part => part.Examples));
        Assert.NotEqual(0, report.Parts.Single(part => part.Name.StartsWith("the saved index", StringComparison.Ordinal)).Checked);
    }
}
