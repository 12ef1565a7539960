using Dedup.Engine.Jobs;
using Dedup.Engine.Posts;
using Dedup.Engine.Tests.Support;
using Dedup.Engine.Watch;

namespace Dedup.Engine.Tests.Jobs;

public sealed class JobStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PostQueue _queue;
    private readonly JobStore _store;

    public JobStoreTests()
    {
        _queue = new PostQueue(_folder.File("test.db"), _folder.File("queue"), 1 << 20, TimeProvider.System);
        _store = new JobStore(_queue, new JobFolder(_folder.File("jobs")));
    }

    public void Dispose()
    {
        _queue.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_waits_until_its_record_is_written_and_the_newest_is_listed_first()
    {
        JobRecord first = await _store.Ask(new Job(JobKind.Check, "2024-01-01T00:00:00Z") { By = "me" });
        JobRecord second = await _store.Ask(new Job(JobKind.Delete, "2024-01-01T00:00:01Z") { Keys = ["a", "b"], Site = "s" });
        Assert.Equal([second.Number, first.Number], _store.List(9).Select(job => job.Number));
        Assert.All(_store.List(9), job => Assert.Equal(JobRecord.Waiting, job.State));
        Assert.Equal(["a", "b"], _store.Find(second.Number)!.Job.Keys);

        _store.Record(first with { State = JobRecord.Done, Result = "proved" });

        Assert.Equal("proved", _store.Find(first.Number)!.Result);
        Assert.Equal([JobRecord.Waiting, JobRecord.Done], _store.List(9).Select(job => job.State));
        Assert.Single(_store.List(1));
        Assert.Null(_store.Find(1));
    }

    [Fact]
    public async Task Jobs_and_posts_are_done_in_the_order_in_which_they_came_and_a_damaged_job_fails()
    {
        await _queue.Post([Crawl.Page("a", Stories.Text(Stories.Ferry))]);
        JobRecord delete = await _store.Ask(new Job(JobKind.Delete, "") { Keys = ["a"] });
        await _queue.Post([Crawl.Page("a", Stories.Text(Stories.Orchard))]);
        long damaged = await _queue.AddJob("{"u8.ToArray());
        JobRecord unknown = await _store.Ask(new Job("nonsense", ""));
        DedupOptions options = Crawl.Options(_folder);
        using var session = new WatchSession(options, TimeProvider.System, _queue, _store);

        for (int look = 0; look < 6; look++) session.Cycle(TestContext.Current.CancellationToken);

        Assert.Equal(1, _store.Find(delete.Number)!.Documents);
        Assert.Contains("apple", Crawl.Body(options, "a"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([JobRecord.Failed, JobRecord.Failed, JobRecord.Done], _store.List(9).Select(job => job.State));
        Assert.Equal("the file of the job is damaged", _store.Find(damaged)!.Result);
        Assert.Contains("nonsense", _store.Find(unknown.Number)!.Result, StringComparison.Ordinal);
        Assert.Equal(new QueueState(0, 0, 0), _queue.State);
    }
}
