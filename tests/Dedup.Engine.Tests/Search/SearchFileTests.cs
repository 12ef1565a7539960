using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Search;

/// <summary>The search index as a file of its own beside a SQLite file.</summary>
public sealed class SearchFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public SearchFileTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options,
            Crawl.Page("f1", Stories.Text(Stories.Ferry), "North Post", "Ferry adrift", "2025-03-04T10:00:00"),
            Crawl.Page("f2", Stories.Text(Stories.Ferry), "North Post", "Ferry adrift", "2025-03-05"),
            Crawl.Page("f3", Stories.Text(Stories.Ferry), "East Echo", "Towed home", "2025-03-20"),
            Crawl.Page("r1", Stories.Text(Stories.FerryReaction), "West Wind", "Unions want a law"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_of_a_site_are_counted_as_they_come_move_and_go()
    {
        Searched.CatchUp(_options);
        Assert.Equal("North Post 2, East Echo 1, West Wind 1", Sites());
        new Deleter(_options, TimeProvider.System).Run(new DeleteRequest(["f1"], null), null, TestContext.Current.CancellationToken);
        new Rekeyer(_options, TimeProvider.System).Run("f2", "ferry");
        Crawl.Ingest(_options, Crawl.Page("f3", Stories.Text(Stories.Ferry), "West Wind", "Towed home", "2025-03-20"), Crawl.Page("n1", "Another page.", "Far Field", "Brandy"));
        Searched.CatchUp(_options);
        Assert.Equal("West Wind 2, Far Field 1, North Post 1", Sites());
    }

    [Fact]
    public void The_index_of_another_life_is_left_alone_and_made_anew()
    {
        string backup = _folder.File("backup.db");
        Backup.Write(_options.Store, backup, replace: false);
        Crawl.Ingest(_options, Crawl.Page("n1", "Another page.", "West Wind", "Brandy"));
        Searched.CatchUp(_options);
        File.Copy(backup, _options.Database, overwrite: true);

        Assert.Equal(SearchIndexHealth.Unusable, Searched.Documents(_options, new DocumentFilter { Query = "ferry" }).Search.Health);
        Assert.Equal("f1 f2", Searched.Keys(_options, new DocumentFilter { Query = "ferry" }));
        Crawl.Ingest(_options, Crawl.Page("n2", "A third page.", "West Wind", "Perry"));
        Assert.Equal(SearchIndexHealth.Unusable, Searched.Documents(_options, new DocumentFilter { Query = "ferry" }).Search.Health);

        Searched.CatchUp(_options);
        Assert.Equal(SearchIndexHealth.Usable, Searched.Documents(_options, new DocumentFilter()).Search.Health);
        Assert.Equal("n2", Searched.Keys(_options, new DocumentFilter { Query = "perry" }));
        Assert.Equal("", Searched.Keys(_options, new DocumentFilter { Query = "brandy" }));
        Assert.Equal("North Post 2, West Wind 2, East Echo 1", Sites());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("format")]
    [InlineData("damaged")]
    public void A_file_that_is_no_index_is_left_alone_and_made_anew(string what)
    {
        string path = SearchFile.Of(_options.Database);
        if (what == "text") File.WriteAllText(path, new string('x', 5_000));
        else if (what == "empty") File.WriteAllText(path, "");
        else
        {
            Searched.CatchUp(_options);
            using var index = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
            Dapper.SqlMapper.Execute(index, what == "format" ? "UPDATE mark SET format = 99" : "PRAGMA wal_checkpoint(TRUNCATE)");
            index.Close();
            if (what == "damaged")
            {
                using var file = new FileStream(path, FileMode.Open);
                file.Position = 100;
                file.Write(new byte[3_000]);
            }
        }

        Assert.Equal(SearchIndexHealth.Unusable, Searched.Documents(_options, new DocumentFilter { Query = "ferry" }).Search.Health);
        Assert.Equal("f1 f2", Searched.Keys(_options, new DocumentFilter { Query = "ferry" }));
        Searched.CatchUp(_options);
        Assert.Equal("f1 f2 f3 r1", Searched.Keys(_options, new DocumentFilter { Query = "ferry" }));
    }

    [Fact]
    public void A_backup_has_no_index_and_the_one_of_what_it_replaces_goes()
    {
        Searched.CatchUp(_options);
        DedupOptions copy = Crawl.Options(_folder, "copy.db");
        Backup.Write(_options.Store, copy.Database, replace: false);
        Assert.False(File.Exists(SearchFile.Of(copy.Database)));
        using (SearchIndexer indexer = SearchIndexer.TryOpen(copy)!) indexer.CatchUp(1_000, CancellationToken.None);

        Backup.Write(_options.Store, copy.Database, replace: true);

        Assert.False(File.Exists(SearchFile.Of(copy.Database)));
        Assert.True(SqliteFile.Owns(_options.Database, SearchFile.Of(_options.Database) + "-wal"));
    }

    private string Sites()
    {
        using var index = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={SearchFile.Of(_options.Database)};Pooling=False");
        return Dapper.SqlMapper.ExecuteScalar<string>(index, "SELECT group_concat(s, ', ') FROM (SELECT name || ' ' || documents AS s FROM sites WHERE documents > 0 ORDER BY documents DESC, name)")!;
    }
}
