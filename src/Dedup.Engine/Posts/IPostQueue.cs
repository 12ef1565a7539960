using Dedup.Engine.Sources;

namespace Dedup.Engine.Posts;

/// <summary>No room for a post: what waits must be stored first.</summary>
public sealed class QueueFullException(string message) : Exception(message);

/// <summary>What waits in the queue.</summary>
/// <param name="Pages">Pages of posts that are acknowledged and not stored yet.</param>
/// <param name="Bytes">Bytes of all that waits.</param>
/// <param name="Jobs">Jobs.</param>
public readonly record struct QueueState(long Pages, long Bytes, int Jobs);

/// <summary>An entry of the queue: pages of posts, or a job.</summary>
/// <param name="Number">Its number, growing.</param>
/// <param name="Path">Its file.</param>
/// <param name="IsJob">Whether it is a job.</param>
public readonly record struct QueueEntry(long Number, string Path, bool IsJob);

/// <summary>Posts and jobs that wait for the one writer: on this machine's disk, or where several hosts see them. What is acknowledged is not lost. Safe for concurrent use.</summary>
public interface IPostQueue : IDisposable
{
    /// <summary>What waits.</summary>
    QueueState State { get; }

    /// <summary>Bytes that may wait.</summary>
    long MostBytes { get; }

    /// <summary>The folder of the entries' files.</summary>
    string Folder { get; }

    /// <summary>Takes pages; done when they are safe.</summary>
    /// <param name="pages">The pages, no key twice.</param>
    /// <returns>The number of their entry: they are stored when the queue is beyond it.</returns>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="Storage.DatabaseException">The server that takes them cannot be reached.</exception>
    Task<long> Post(IReadOnlyList<Page> pages);

    /// <summary>Takes a job; done when it is safe.</summary>
    /// <param name="job">What is to be done, as JSON.</param>
    /// <returns>The number of its entry.</returns>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    Task<long> AddJob(ReadOnlyMemory<byte> job);

    /// <summary>Returns when something has come since this was last awaited, or after a time.</summary>
    Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation);

    /// <summary>What waits, in order, as files that do not change any more; for the writer alone.</summary>
    IReadOnlyList<QueueEntry> Seal();

    /// <summary>How far an entry has come: waiting, stored (readable, without its cluster) or settled; null for a number that was not given yet.</summary>
    string? Progress(long number);

    /// <summary>A job that waits, as JSON, or null.</summary>
    byte[]? FindJob(long number);

    /// <summary>Numbers of the jobs that wait.</summary>
    IEnumerable<long> Jobs();

    /// <summary>Forgets an entry: what it holds is stored, or done.</summary>
    void Remove(string path);

    /// <summary>The clusters of all that is stored are worked out.</summary>
    void Settled();
}
