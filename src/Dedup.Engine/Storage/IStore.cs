using System.Data.Common;

namespace Dedup.Engine.Storage;

/// <summary>Where a database is, and how it is opened: a SQLite file, or a database of a PostgreSQL server.</summary>
public interface IStore
{
    /// <summary>What messages call it: a path, or host and database, never a password.</summary>
    string Name { get; }

    /// <summary>A path that the names of files begin with that belong to it on this machine: locks, queues, indexes.</summary>
    string Files { get; }

    /// <summary>Whether there is one: an empty file is none, nor is a server's database without our tables.</summary>
    /// <exception cref="DatabaseException">The server cannot be reached.</exception>
    bool Exists();

    /// <summary>Bytes that it takes; 0 where there is none.</summary>
    long Bytes();

    /// <summary>Refuses another program's database, or a newer one, before anything is made in it or beside it.</summary>
    /// <exception cref="DatabaseException">It is one.</exception>
    void RequireOurs();

    /// <summary>Becomes the one writer, until disposed.</summary>
    /// <exception cref="DatabaseException">Another process is; the message names it.</exception>
    IDisposable TakeWriter();

    /// <summary>Opens it for writing, and makes it where it is missing. The caller is the writer.</summary>
    /// <exception cref="DatabaseException">It cannot be used.</exception>
    DbConnection OpenForWriting();

    /// <summary>Opens it for reading; readers and the one writer do not wait for each other.</summary>
    /// <param name="once">Whether rows are mostly read once, so that little memory is to be spent on them.</param>
    /// <exception cref="DatabaseException">It is missing or cannot be used.</exception>
    DbConnection OpenForReading(bool once = false);

    /// <summary>Checks what holds the rows, not what they say.</summary>
    StoreCheck Check(DbConnection connection);

    /// <summary>What an error of its engine means, and what to do.</summary>
    DatabaseException Explain(DbException error);
}

/// <summary>What was checked of a store.</summary>
/// <param name="Name">In words.</param>
/// <param name="Checked">How many pieces of it.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record StoreCheck(string Name, long Checked, IReadOnlyList<string> Faults);

/// <summary>What a connection to a store gives beside what every connection does.</summary>
internal interface IStoreConnection
{
    /// <summary>Prepares a statement; see <see cref="Statement.Prepare"/>.</summary>
    Statement Prepare(string sql);

    /// <summary>Whether every question waits for a server: much is then better asked at once.</summary>
    bool IsRemote { get; }

    /// <summary>Whether its triggers note new documents and bodies that were placed in the table of changes; where not, who writes them does (<see cref="ChangeLog"/>).</summary>
    bool NotesPlaced { get; }

    /// <summary>The id that a new row of a table is to be given.</summary>
    long NextId(string table);

    /// <summary>Rows were stored with ids of their own: no new one is given an id that any has had.</summary>
    void TakeIds();

    /// <summary>Ends the query that another thread is waiting for: it fails there.</summary>
    void Interrupt();
}

/// <summary>What is the same of every store.</summary>
internal static class StoreExtensions
{
    /// <summary>Does some work; an error of the store's engine is explained.</summary>
    public static T Guard<T>(this IStore store, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException e)
        {
            throw store.Explain(e);
        }
    }

    /// <summary>Does some work; an error of the store's engine is explained.</summary>
    public static void Guard(this IStore store, Action work) => store.Guard(() =>
    {
        work();
        return 0;
    });
}
