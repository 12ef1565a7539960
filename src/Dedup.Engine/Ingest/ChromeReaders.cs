using System.Data.Common;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Those who read outlines for a pass: the writer by its own connection, or threads beside it by others, which see what is committed.</summary>
internal sealed class ChromeReaders : IDisposable
{
    /// <summary>Results that wait for the writer.</summary>
    private const int MostWaiting = 4;

    private readonly List<DbConnection> _connections = [];
    private readonly List<ChromeReader> _readers = [];

    private ChromeReaders()
    {
    }

    /// <summary>How many they are.</summary>
    public int Count => _readers.Count;

    /// <summary>Whether they are others than the writer's thread.</summary>
    public bool AreBeside => _connections.Count > 0;

    /// <summary>The writer itself.</summary>
    public static ChromeReaders Of(DbConnection connection)
    {
        var readers = new ChromeReaders();
        readers._readers.Add(new ChromeReader(connection));
        return readers;
    }

    /// <summary>Threads beside it.</summary>
    /// <param name="options">The store.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static ChromeReaders Beside(DedupOptions options, int count)
    {
        var readers = new ChromeReaders();
        try
        {
            for (int i = 0; i < count; i++)
            {
                readers._connections.Add(options.Store.OpenForReading(once: true));
                readers._readers.Add(new ChromeReader(readers._connections[^1]));
            }
            return readers;
        }
        catch
        {
            readers.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (ChromeReader reader in _readers) reader.Dispose();
        foreach (DbConnection connection in _connections) connection.Dispose();
    }

    /// <summary>Documents of some groups, each once and in order.</summary>
    public IReadOnlyCollection<long> Members(IEnumerable<long> groups) => _readers[0].Members(groups);

    /// <summary>What comes of all items: in their order by the writer itself, in no order by others.</summary>
    /// <param name="items">The items, asked for as some reader is free.</param>
    /// <param name="work">What a reader makes of one.</param>
    public IEnumerable<TResult> Spread<TItem, TResult>(IEnumerable<TItem> items, Func<ChromeReader, TItem, IEnumerable<TResult>> work)
    {
        if (!AreBeside) return items.SelectMany(item => work(_readers[0], item));
        IEnumerator<TItem> next = items.GetEnumerator();
        return Ahead.OfAll([.. _readers.Select(Work)], MostWaiting);

        IEnumerable<TResult> Work(ChromeReader reader)
        {
            while (true)
            {
                TItem item;
                lock (next)
                {
                    if (!next.MoveNext()) yield break;
                    item = next.Current;
                }
                foreach (TResult result in work(reader, item)) yield return result;
            }
        }
    }
}
