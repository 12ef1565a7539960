using Dedup.Engine.Check;
using Dedup.Engine.Storage;
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

        Backup.Write(_options.Database, copy.Database, replace: false);

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
        using var writer = Database.OpenForWriting(_options.Database);
        using (var transaction = new WriteTransaction(writer))
        {
            Dapper.SqlMapper.Execute(writer, "UPDATE documents SET title = 'half'");
            Backup.Write(_options.Database, copy.Database, replace: false);
        }

        Assert.Equal(before, Crawl.Export(copy));
    }

    [Fact]
    public void Another_file_is_replaced_only_where_asked()
    {
        string target = _folder.Write("monday.db", "precious");

        Assert.Contains("--replace", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Database, target, replace: false)).Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(target));
        Backup.Write(_options.Database, target, replace: true);
        Assert.Equal(Crawl.Export(_options), Crawl.Export(Crawl.Options(_folder, "monday.db")));
    }

    [Fact]
    public void The_database_itself_and_a_missing_folder_are_refused()
    {
        Assert.Contains("itself", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Database, _options.Database, replace: true)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<DatabaseException>(() => Backup.Write(_options.Database, _folder.File("nowhere/a.db"), replace: false)).Message, StringComparison.Ordinal);
        Assert.Contains("no such database", Assert.Throws<DatabaseException>(() => Backup.Write(_folder.File("missing.db"), _folder.File("a.db"), replace: false)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("a.db")));
    }
}
