using Dedup.Engine.Extraction;
using Dedup.Engine.Posts;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Tests.Posts;

public sealed class PostQueueTests : IDisposable
{
    private const int Seed = 20261127;

    private readonly string _folder = Directory.CreateTempSubdirectory("dedup-posts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_acknowledged_is_read_again_as_it_was_posted()
    {
        Page[] pages =
        [
            new("a", "line:1", "Title\n\nWords “of” every script: слова 言葉 \u0001 \"quoted\"\\", new PageHints("https://a.example/1", "A", "T", "2026-01-02", null, "en", "R. Quell"), "2026-01-03T00:00:00Z"),
            new("b/2", "line:2", "<html><body><p>Markup</p></body></html>", new PageHints(MediaType: "text/html"), null),
        ];
        using PostQueue queue = Open("queue");

        long number = await queue.Post(pages);

        Assert.Equal("waiting", queue.Progress(number));
        QueueEntry entry = Assert.Single(queue.Seal());
        Assert.Equal((number, false), (entry.Number, entry.IsJob));
        Page[] read = [.. Read(entry.Path)];
        Assert.Equal(pages.Select(page => page with { Place = "" }), read.Select(page => page with { Place = "" }));
        Assert.Equal(pages.Select(page => page.Hash()), read.Select(page => page.Hash()));
        queue.Remove(entry.Path);
        Assert.Equal("stored", queue.Progress(number));
        queue.Settled();
        Assert.Equal("settled", queue.Progress(number));
        Assert.Equal(default, queue.State);
    }

    [Fact]
    public async Task Whatever_happens_between_everything_acknowledged_is_taken_once_and_in_order()
    {
        var random = new Random(Seed);
        var posted = new List<string>();
        var taken = new List<string>();
        int folder = 0;
        PostQueue queue = Open($"q{folder}");
        try
        {
            for (int step = 0; step < 300; step++)
            {
                switch (random.Next(10))
                {
                    case < 6:
                        // Several at once are synced together; each on its own place in the order.
                        Task<long>[] posts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => queue.Post([PageOf($"k{step}-{i}"), PageOf($"k{step}-{i}b")]))];
                        await Task.WhenAll(posts);
                        posted.AddRange(posts.SelectMany((_, i) => new[] { $"k{step}-{i}", $"k{step}-{i}b" }));
                        break;
                    case 6:
                        await queue.AddJob("{\"kind\":\"check\"}"u8.ToArray());
                        posted.Add("job");
                        break;
                    case 7:
                        // A killed process: the folder as it lies there, opened by another.
                        string next = Path.Combine(_folder, $"q{++folder}");
                        CopyOpen(Path.Combine(_folder, $"q{folder - 1}"), next);
                        queue.Dispose();
                        queue = Open($"q{folder}");
                        break;
                    default:
                        foreach (QueueEntry entry in queue.Seal().Take(random.Next(1, 3)))
                        {
                            taken.AddRange(entry.IsJob ? ["job"] : Read(entry.Path).Select(page => page.Key));
                            queue.Remove(entry.Path);
                        }
                        break;
                }
            }
            foreach (QueueEntry entry in queue.Seal()) taken.AddRange(entry.IsJob ? ["job"] : Read(entry.Path).Select(page => page.Key));
        }
        finally
        {
            queue.Dispose();
        }

        Assert.True(folder > 5, $"seed {Seed}: {folder} kills");
        Assert.Equal(posted, taken);
    }

    [Fact]
    public async Task A_torn_end_of_any_length_costs_only_what_was_not_acknowledged()
    {
        using (PostQueue queue = Open("whole"))
        {
            await queue.Post([PageOf("first")]);
            await queue.Post([PageOf("second")]);
            CopyOpen(Path.Combine(_folder, "whole"), Path.Combine(_folder, "copied"));
        }
        string partial = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "copied"), "*.partial"));
        byte[] bytes = await File.ReadAllBytesAsync(partial, TestContext.Current.CancellationToken);
        int firstLine = Array.IndexOf(bytes, (byte)'\n') + 1;
        for (int length = 0; length <= bytes.Length; length++)
        {
            string torn = Directory.CreateDirectory(Path.Combine(_folder, $"torn-{length}")).FullName;
            // What a disk leaves behind the last synced byte.
            await File.WriteAllBytesAsync(Path.Combine(torn, Path.GetFileName(partial)), [.. bytes[..length], .. length < bytes.Length ? new byte[3] : []], TestContext.Current.CancellationToken);
            using PostQueue queue = Open($"torn-{length}");
            int whole = length < firstLine ? 0 : length < bytes.Length ? 1 : 2;
            Assert.Equal(whole, queue.State.Pages);
            Assert.Equal(new[] { "first", "second" }[..whole], queue.Seal().SelectMany(entry => Read(entry.Path)).Select(page => page.Key));
        }
    }

    [Fact]
    public async Task A_key_that_comes_again_comes_in_another_file()
    {
        using PostQueue queue = Open("queue");

        await queue.Post([PageOf("same")]);
        await queue.Post([PageOf("other")]);
        await queue.Post([PageOf("same")]);

        Assert.Equal([["same", "other"], ["same"]], queue.Seal().Select(entry => Read(entry.Path).Select(page => page.Key).ToArray()));
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_and_not_kept()
    {
        using PostQueue queue = Open("queue", mostBytes: 2_000);
        await queue.Post([PageOf("fits")]);

        QueueFullException e = await Assert.ThrowsAsync<QueueFullException>(() => queue.Post([PageOf("too much", new string('x', 3_000))]));

        Assert.Contains("come again later", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, queue.State.Pages);
        QueueEntry entry = Assert.Single(queue.Seal());
        queue.Remove(entry.Path);
        await queue.Post([PageOf("fits again")]);
    }

    [Fact]
    public void One_process_at_a_time_has_it_open()
    {
        using PostQueue queue = Open("queue");

        DatabaseException e = Assert.Throws<DatabaseException>(() => Open("queue"));

        Assert.Contains("is writing it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_grow_from_one_process_to_the_next()
    {
        long before;
        using (PostQueue queue = Open("queue")) before = await queue.Post([PageOf("a")]);
        using PostQueue next = Open("queue");

        Assert.True(await next.Post([PageOf("b")]) > before);
        Assert.Equal(["a", "b"], next.Seal().SelectMany(entry => Read(entry.Path)).Select(page => page.Key));
    }

    private PostQueue Open(string folder, long mostBytes = 1 << 30) => new(Path.Combine(_folder, "x.db"), Path.Combine(_folder, folder), mostBytes, TimeProvider.System);

    private static Page PageOf(string key, string text = "Words of a page") => new(key, "test", text, new PageHints(), null);

    private static IEnumerable<Page> Read(string path) => new PageSource(new SourceOptions()).Read(PageSource.List([path]), () => Stream.Null).Select(item => item.Page!);

    /// <summary>The files as another process would find them, without the lock.</summary>
    private static void CopyOpen(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using FileStream target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
