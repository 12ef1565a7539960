using Dedup.Engine.Check;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public BackupTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.SamplePages().Take(30));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_the_same_passes_the_check_and_can_be_written()
    {
        DedupOptions copy = Crawl.Options(_folder, "copy.db");

        Backup.Write(_options.Store, copy.Database, replace: false);

        Assert.Equal(Crawl.Export(_options), Crawl.Export(copy));
        Assert.Equal(0, DatabaseCheck.Run(copy, TimeProvider.System, null).Faults);
        Assert.Equal(65, Crawl.Ingest(copy, Crawl.SamplePages()).Counts.Added);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.Contains(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_writer_has_not_committed_is_not_in_it()
    {
        DedupOptions copy = Crawl.Options(_folder, "copy.db");
        string before = Crawl.Export(_options);
        using var writer = SqliteFile.OpenForWriting(_options.Database);
        using (var transaction = new WriteTransaction(writer))
        {
            Dapper.SqlMapper.Execute(writer, "UPDATE documents SET title = 'half'");
            Backup.Write(_options.Store, copy.Database, replace: false);
        }

        Assert.Equal(before, Crawl.Export(copy));
    }

    [Fact]
    public void Another_file_is_replaced_only_where_asked()
    {
        string target = _folder.Write("monday.db", "precious");

        Assert.Contains("--replace", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Store, target, replace: false)).Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(target));
        Backup.Write(_options.Store, target, replace: true);
        Assert.Equal(Crawl.Export(_options), Crawl.Export(Crawl.Options(_folder, "monday.db")));
    }

    [Fact]
    public void A_restored_backup_does_not_take_up_the_log_of_what_stood_there()
    {
        string monday = _folder.File("monday.db");
        Backup.Write(_options.Store, monday, replace: false);
        string then = Crawl.Export(_options);
        // A writer that was killed leaves its log.
        using (var killed = SqliteFile.OpenForWriting(_options.Database))
        {
            Dapper.SqlMapper.Execute(killed, "UPDATE documents SET title = 'after monday'; DELETE FROM links;");
            foreach (string file in new[] { "-wal", "-shm" }) File.Copy(_options.Database + file, _folder.File("log" + file));
        }
        foreach (string file in new[] { "-wal", "-shm" }) File.Copy(_folder.File("log" + file), _options.Database + file, overwrite: true);

        Backup.Write(new SqliteStore(monday), _options.Database, replace: true);

        Assert.Equal(then, Crawl.Export(_options));
        Assert.Equal(0, DatabaseCheck.Run(_options, TimeProvider.System, null).Faults);
    }

    [Fact]
    public void A_database_that_is_being_written_is_not_replaced()
    {
        Backup.Write(_options.Store, _folder.File("copy.db"), replace: false);
        using WriterLock held = WriterLock.Take(_options.Database);

        Assert.Contains("is writing it", Assert.Throws<DatabaseException>(() => Backup.Write(new SqliteStore(_folder.File("copy.db")), _options.Database, replace: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_itself_and_a_missing_folder_are_refused()
    {
        Assert.Contains("itself", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Store, _options.Database, replace: true)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Store, _folder.File("nowhere/a.db"), replace: false)).Message, StringComparison.Ordinal);
        Assert.Contains("no such database", Assert.Throws<DatabaseException>(() => Backup.Write(new SqliteStore(_folder.File("missing.db")), _folder.File("a.db"), replace: false)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("a.db")));
    }
}
