using System.Collections.Concurrent;

namespace Dedup.Engine.Ingest;

/// <summary>One thread works out what another writes: neither waits for the other as long as there is something to write, and room.</summary>
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
        using var ahead = new BlockingCollection<T>(most);
        using var stop = new CancellationTokenSource();
        int working = sources.Count;
        Task[] threads = [.. sources.Select(items => Task.Factory.StartNew(() =>
        {
            try
            {
                foreach (T item in items) ahead.Add(item, stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
            finally
            {
                if (Interlocked.Decrement(ref working) == 0) ahead.CompleteAdding();
            }
        }, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current))];
        bool isWhole = false;
        try
        {
            foreach (T item in ahead.GetConsumingEnumerable(CancellationToken.None)) yield return item;
            isWhole = true;
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll(threads).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
            // Of one who leaves early its own reason is what counts; of sources that fail that of the first, and not that the others were stopped.
            if (isWhole) (threads.FirstOrDefault(thread => thread.Exception?.InnerException is not (null or OperationCanceledException)) ?? threads[0]).GetAwaiter().GetResult();
        }
    }
}
