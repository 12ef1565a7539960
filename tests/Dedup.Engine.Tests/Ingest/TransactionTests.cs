using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>When what was stored is committed.</summary>
public sealed class TransactionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;
    private readonly List<int> _committed = [];

    public TransactionTests()
    {
        _options = Crawl.Options(_folder);
        _options.PagesTogether = 2;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Each commit waits for the disk, and writes pages of the file anew that the next one writes too.</summary>
    [Fact]
    public void Pages_are_committed_together_where_more_are_there()
    {
        Take(Pages(0, 60));
        Assert.InRange(_committed.Count, 1, 29);
        Assert.Equal(60, _committed[^1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_transaction_has_as_many_pages_as_it_may_have(int most)
    {
        _options.Ingest.BatchPages = most;
        Take(Pages(0, 60));
        Assert.All(_committed.Prepend(0).Zip(_committed), pair => Assert.InRange(pair.Second - pair.First, 1, most));
    }

    /// <summary>Standard input may say nothing for an hour.</summary>
    [Fact]
    public void What_is_stored_is_committed_before_the_source_is_waited_for()
    {
        using var stored = new ManualResetEventSlim();
        IEnumerable<SourceItem> Items()
        {
            foreach (SourceItem item in Pages(0, 8)) yield return item;
            Assert.True(stored.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken), "what was read first was never committed");
            foreach (SourceItem item in Pages(8, 10)) yield return item;
        }
        Take(Items(), count =>
        {
            if (count == 8) stored.Set();
        });
        Assert.Contains(8, _committed);
        Assert.Equal(10, _committed[^1]);
    }

    private static IEnumerable<SourceItem> Pages(int from, int to) =>
        Enumerable.Range(from, to - from).Select(i => SourceItem.Of(Crawl.Page($"k{i}", $"Page {i} tells of harbour {i * 7} and of nothing else.")));

    private void Take(IEnumerable<SourceItem> items, Action<int>? stored = null)
    {
        using var session = new WriteSession(_options, TimeProvider.System, "ingest");
        IngestRun run;
        using (var transaction = new WriteTransaction(session.Connection))
        {
            run = session.Runs.Start("ingest", ["test"], null, session.Now());
            transaction.Commit();
        }
        session.Take(items, _ => run, null, null, () =>
        {
            // As others see it.
            _committed.Add(Crawl.Scalar<int>(_options, "SELECT count(*) FROM documents"));
            stored?.Invoke(_committed[^1]);
        }, TestContext.Current.CancellationToken);
    }
}
