using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Dedup.Engine.Ingest;

/// <summary>Threads that work out what another writes: nobody waits as long as there is something to write, and room.</summary>
internal static class Ahead
{
    /// <summary>The items, worked out on a thread of where the caller runs, some ahead of it; that thread has ended when the items have, or the caller leaves them.</summary>
    /// <param name="items">The items: whatever they are made of is used by that thread alone.</param>
    /// <param name="most">How many wait.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, int most) => OfAll([items], most);

    /// <summary>The items of several sources as they come, each worked out on a thread of its own; when one fails the others end.</summary>
    /// <param name="sources">The items: whatever those of one are made of is used by its thread alone.</param>
    /// <param name="most">How many wait.</param>
    public static IEnumerable<T> OfAll<T>(IReadOnlyList<IEnumerable<T>> sources, int most)
    {
        if (sources.Count == 0) yield break;
        using var ahead = new BlockingCollection<T>(most);
        using var stop = new CancellationTokenSource();
        int working = sources.Count;
        ExceptionDispatchInfo? failure = null;
        var threads = new List<Task>();
        bool isWhole = false;
        try
        {
            foreach (IEnumerable<T> items in sources)
            {
                threads.Add(Task.Factory.StartNew(() =>
                {
                    try
                    {
                        foreach (T item in items) ahead.Add(item, stop.Token);
                    }
                    catch (Exception e)
                    {
                        // That others were stopped is no failure of theirs.
                        if (!stop.IsCancellationRequested) Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                        stop.Cancel();
                    }
                    finally
                    {
                        if (Interlocked.Decrement(ref working) == 0) ahead.CompleteAdding();
                    }
                }, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current));
            }
            foreach (T item in ahead.GetConsumingEnumerable(CancellationToken.None)) yield return item;
            isWhole = true;
        }
        finally
        {
            stop.Cancel();
            Task.WaitAll([.. threads], CancellationToken.None);
            // Of one who leaves early its own reason is what counts.
            if (isWhole) failure?.Throw();
        }
    }
}
