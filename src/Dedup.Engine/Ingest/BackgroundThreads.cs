using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dedup.Engine;

namespace Dedup.Host.Serve;

/// <summary>Threads for the work behind the service: whoever waits for an answer has the processors first.</summary>
/// <remarks>
/// What runs here begins its own parallel work here too, by <see cref="TaskScheduler.Current"/>. .NET has no priorities of threads on Linux; the system has
/// (setpriority(2): of a single thread there, whatever POSIX says). With 300 matches and 1,000 pages a second on two cores, matches at the 99th percentile took
/// 148 ms with 0, 33 with 10 and 22 with 19, and as many pages were stored.
/// </remarks>
internal sealed class BackgroundThreads : TaskScheduler, IDisposable
{
    private const int OfProcess = 0;

    /// <summary>One that stores, one that indexes for searches, one that works out networks.</summary>
    private const int Others = 3;

    /// <summary>Threads that read beside the one that stores when templates are learned, however few are to prepare pages.</summary>
    private const int Readers = 4;

    [ThreadStatic]
    private static BackgroundThreads? t_own;

    private readonly BlockingCollection<Task> _waiting = [];
    private readonly int _nice;

    /// <summary>Starts them.</summary>
    public BackgroundThreads(DedupOptions options)
    {
        _nice = options.Serve.Nice;
        int threads = Math.Max(options.Ingest.Threads, Readers) + Others;
        for (int i = 0; i < threads; i++) new Thread(Work) { IsBackground = true, Name = "background" }.Start();
    }

    /// <summary>Does something on one of the threads.</summary>
    public Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public void Dispose() => _waiting.CompleteAdding();

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _waiting];

    protected override void QueueTask(Task task) => _waiting.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => t_own == this && TryExecuteTask(task);

    private void Work()
    {
        t_own = this;
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, 0, _nice);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        foreach (Task task in _waiting.GetConsumingEnumerable()) TryExecuteTask(task);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
