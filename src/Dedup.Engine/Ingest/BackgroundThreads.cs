using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Ingest;

/// <summary>Threads for work that others must not wait for: whoever does not run on them has the processors first.</summary>
/// <remarks>
/// What runs here begins its own parallel work here too, by <see cref="TaskScheduler.Current"/>. .NET has no priorities of threads on Linux; the system has
/// (nice(2): of a single thread there, whatever POSIX says; what a thread starts begins with its own). With 300 matches and 1,000 pages a second on two cores, matches at the 99th percentile took
/// 148 ms with 0, 33 with 10 and 22 with 19, and as many pages were stored.
/// </remarks>
public sealed class BackgroundThreads : TaskScheduler, IDisposable
{
    [ThreadStatic]
    private static BackgroundThreads? t_own;

    private readonly BlockingCollection<Task> _waiting = [];
    private readonly int _nice;

    /// <summary>Starts them.</summary>
    /// <param name="threads">How many, at least 1.</param>
    /// <param name="nice">How far they give way to the thread that starts them, 0–19.</param>
    public BackgroundThreads(int threads, int nice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _nice = nice;
        for (int i = 0; i < threads; i++) new Thread(Work) { IsBackground = true, Name = "background" }.Start();
    }

    /// <summary>Does something on one of the threads.</summary>
    public Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>The threads end when all that waits is done.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [.. _waiting];

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _waiting.Add(task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => t_own == this && TryExecuteTask(task);

    private void Work()
    {
        t_own = this;
        if (OperatingSystem.IsLinux()) _ = Nice(_nice);
        else if (_nice > 0) Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        foreach (Task task in _waiting.GetConsumingEnumerable()) TryExecuteTask(task);
    }

    [DllImport("libc", EntryPoint = "nice")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Nice(int more);
}
