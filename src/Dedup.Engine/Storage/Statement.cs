using System.Data.Common;

namespace Dedup.Engine.Storage;

/// <summary>
/// A statement that runs often, prepared once, without the provider's commands: of SQLite these took longer for a
/// row than SQLite itself, and left a fifth of all garbage. Everything that runs seldom goes through Dapper.
/// </summary>
internal abstract class Statement : IDisposable
{
    /// <summary>Prepares SQL with numbered parameters ?1, ?2, …; several statements run one after another with the same values.</summary>
    /// <exception cref="DbException">It is no SQL, or the database failed.</exception>
    public static Statement Prepare(DbConnection connection, string sql) => ((IStoreConnection)connection).Prepare(sql);

    /// <summary>Runs to its end.</summary>
    public abstract void Execute(params ReadOnlySpan<SqlValue> values);

    /// <summary>First column of the first row as an integer, or null.</summary>
    public abstract long? Scalar(params ReadOnlySpan<SqlValue> values);

    /// <summary>The first row as <paramref name="read"/> gives it, or null where there is none.</summary>
    public abstract T? First<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class;

    /// <summary>Every row, read as it is asked for or before; one enumeration at a time.</summary>
    public abstract IEnumerable<T> Each<T>(Func<SqlRow, T> read, params SqlValue[] values);

    /// <summary>Every row of what may be as much as the whole database: read as it is asked for, whatever else is asked of the connection between.</summary>
    public virtual IEnumerable<T> Scan<T>(Func<SqlRow, T> read, params SqlValue[] values) => Each(read, values);

    /// <summary>The rows of each of several questions, in their order and each once: a server is asked all of them at once, a file as they are read.</summary>
    public virtual IEnumerable<IEnumerable<T>> EachOf<T>(Func<SqlRow, T> read, IEnumerable<SqlValue[]> questions) => questions.Select(values => Each(read, values));

    /// <summary>Every row of a query that runs once.</summary>
    public static IEnumerable<T> Each<T>(DbConnection connection, string sql, Func<SqlRow, T> read, params SqlValue[] values)
    {
        using Statement statement = Prepare(connection, sql);
        foreach (T row in statement.Each(read, values)) yield return row;
    }

    /// <summary>Every row of a query that runs once and may give as much as the whole database.</summary>
    public static IEnumerable<T> Scan<T>(DbConnection connection, string sql, Func<SqlRow, T> read, params SqlValue[] values)
    {
        using Statement statement = Prepare(connection, sql);
        foreach (T row in statement.Scan(read, values)) yield return row;
    }

    public abstract void Dispose();
}
