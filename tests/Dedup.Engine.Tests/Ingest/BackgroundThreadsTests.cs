using System.Globalization;
using Dedup.Engine.Ingest;

namespace Dedup.Engine.Tests.Ingest;

public sealed class BackgroundThreadsTests
{
    [Fact]
    public async Task Their_work_gives_way_to_the_thread_that_starts_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "priorities of threads are read from /proc");
        int own = Nice();
        using var threads = new BackgroundThreads(2, 3);
        int[] theirs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => threads.Run(Nice)));
        Assert.All(theirs, nice => Assert.Equal(Math.Min(19, own + 3), nice));
        Assert.Equal(own, Nice());
    }

    [Fact]
    public async Task What_their_work_begins_is_done_there_too()
    {
        using var threads = new BackgroundThreads(2, 0);
        Assert.Same(threads, await threads.Run(() => TaskScheduler.Current));
        Assert.Equal("background", await threads.Run(() => Task.Factory.StartNew(() => Thread.CurrentThread.Name, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current).GetAwaiter().GetResult()));
    }

    /// <summary>The nineteenth figure of the thread's line; its name, in brackets, may hold blanks.</summary>
    private static int Nice()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
