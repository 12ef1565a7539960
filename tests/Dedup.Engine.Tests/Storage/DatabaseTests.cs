using System.Data.Common;
using Dapper;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public DatabaseTests() => _options = Crawl.Options(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Verification:NearResemblance", "0.6")]
    [InlineData("Candidates:FingerprintDistance", "2")]
    [InlineData("scheme", "v4-w6-minhash128-simhash64-sample8")]
    public void Other_settings_on_an_old_database_are_refused_by_name(string setting, string shown)
    {
        Ingest();
        string before = Crawl.Export(_options);
        DedupOptions other = Crawl.Options(_folder);
        if (setting.StartsWith("Verification", StringComparison.Ordinal)) other.Verification.NearResemblance = 0.6;
        else if (setting.StartsWith("Candidates", StringComparison.Ordinal)) other.Candidates.FingerprintDistance = 2;
        else other.Sketch.ShingleWords = 6;

        DatabaseException refused = Assert.Throws<DatabaseException>(() => Crawl.Ingest(other, Crawl.Page("b", "text")));

        Assert.Contains(setting + " was", refused.Message, StringComparison.Ordinal);
        Assert.Contains(shown, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--db", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Crawl.Export(_options));
    }

    [Theory]
    [InlineData("variants", "INSERT INTO variants(body_hash, words, id) VALUES (zeroblob(16), 1, @id)")]
    [InlineData("clusters", "INSERT INTO clusters(representative, origin, origin_reasons, documents, sites, id) VALUES ('a', 'a', '[]', 1, 1, @id)")]
    public void An_id_is_given_once_though_its_row_goes(string table, string insert)
    {
        Ingest();
        long given = Next();

        Assert.Equal(Crawl.Scalar<long>(_options, $"SELECT max(id) FROM {table}") + 1, given);
        Assert.InRange(Next(), given + 1, long.MaxValue);

        long Next()
        {
            using DbConnection connection = _options.Store.OpenForWriting();
            long id = ((IStoreConnection)connection).NextId(table);
            connection.Execute(insert, new { id });
            connection.Execute($"DELETE FROM {table} WHERE id = @id", new { id });
            return id;
        }
    }

    [Fact]
    public void Settings_of_ingest_may_change()
    {
        Ingest();
        DedupOptions other = Crawl.Options(_folder);
        other.Ingest.BatchPages = 1;
        other.Ingest.CachedWords = 100_000;

        Crawl.Ingest(other, Crawl.Page("b", Stories.Text(Stories.Ferry)));

        Assert.Equal(2, Crawl.Documents(_options).Count);
    }

    [Fact]
    public void A_newer_schema_is_refused_for_reading_and_writing()
    {
        Ingest();
        Crawl.Execute(_options, "PRAGMA user_version = 99");

        Assert.Contains("schema 99", Assert.Throws<DatabaseException>(() => new Reader(_options.Store)).Message, StringComparison.Ordinal);
        Assert.Contains("schema 99", Assert.Throws<DatabaseException>(Ingest).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_alone()
    {
        Crawl.Execute(_options, "CREATE TABLE bookmarks(id INTEGER PRIMARY KEY, url TEXT); PRAGMA user_version = 1;");
        byte[] before = File.ReadAllBytes(_options.Database);

        Assert.Contains("another program's", Assert.Throws<DatabaseException>(() => new Reader(_options.Store)).Message, StringComparison.Ordinal);
        Assert.Contains("another program's", Assert.Throws<DatabaseException>(Ingest).Message, StringComparison.Ordinal);
        Crawl.Execute(_options, "PRAGMA user_version = 0");
        Assert.Contains("another program's", Assert.Throws<DatabaseException>(Ingest).Message, StringComparison.Ordinal);
        Crawl.Execute(_options, "PRAGMA user_version = 1");
        Assert.Equal(before.Length, File.ReadAllBytes(_options.Database).Length);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        string text = new('x', 5000);
        File.WriteAllText(_options.Database, text);

        Assert.Contains("not a SQLite database", Assert.Throws<DatabaseException>(() => new Reader(_options.Store)).Message, StringComparison.Ordinal);
        Assert.Contains("not a SQLite database", Assert.Throws<DatabaseException>(Ingest).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_options.Database));
    }

    [Fact]
    public void An_empty_file_is_not_made_a_database_by_a_reader()
    {
        File.WriteAllText(_options.Database, "");

        Assert.Contains("is empty", Assert.Throws<DatabaseException>(() => new Reader(_options.Store)).Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(_options.Database).Length);
        Ingest();
        Assert.Single(Crawl.Documents(_options));
    }

    [Fact]
    public void No_lock_is_left_beside_a_file_that_is_refused()
    {
        File.WriteAllText(_options.Database, new string('x', 5000));

        Assert.Throws<DatabaseException>(Ingest);

        Assert.Equal([_options.Database], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_missing_file_is_not_made_by_a_reader()
    {
        DatabaseException missing = Assert.Throws<DatabaseException>(() => new Reader(_options.Store));

        Assert.Contains("no such database", missing.Message, StringComparison.Ordinal);
        Assert.Contains("dedup ingest", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_options.Database));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        DedupOptions options = Crawl.Options(_folder, "nowhere/test.db");

        Assert.Contains(options.Database, Assert.Throws<DatabaseException>(() => Crawl.Ingest(options, Crawl.Page("a", "text"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_writer_is_refused_by_name_until_the_first_is_done()
    {
        Ingest();
        using (WriterLock.Take(_options.Database))
        {
            DatabaseException refused = Assert.Throws<DatabaseException>(Ingest);
            Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("wait", refused.Message, StringComparison.Ordinal);
        }

        Ingest();
    }

    [Fact]
    public void Readers_do_not_wait_for_the_writer()
    {
        Ingest();
        using WriterLock held = WriterLock.Take(_options.Database);

        Assert.Single(Crawl.Documents(_options));
    }

    [Fact]
    public void Write_ahead_log_and_foreign_keys_are_on()
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = SqliteFile.OpenForWriting(_options.Database);
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT foreign_keys FROM pragma_foreign_keys) || ' ' || (SELECT synchronous FROM pragma_synchronous)";

        Assert.Equal("wal 1 2", command.ExecuteScalar());
    }

    [Fact]
    public void Pages_are_stored_as_they_came()
    {
        const string text = "\uFEFFOdd\tpage\r\n\r\nwith “marks” and 漢字 🚢\n";
        Crawl.Ingest(_options, Crawl.Page("a", text));

        Assert.Equal(text, Blobs.ToText(Crawl.Scalar<byte[]>(_options, "SELECT page FROM pages")));
    }

    private void Ingest() => Crawl.Ingest(_options, Crawl.Page("a", Stories.Text(Stories.Ferry)));
}
