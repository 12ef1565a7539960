using System.Data.Common;
using Dapper;

namespace Dedup.Engine.Storage;

/// <summary>A write transaction around every statement on the connection; rolled back unless committed.</summary>
/// <remarks>BEGIN IMMEDIATE takes the write lock at once, so that no statement in the middle finds the database busy.</remarks>
internal sealed class WriteTransaction : IDisposable
{
    private readonly DbConnection _connection;
    private bool _ended;

    public WriteTransaction(DbConnection connection)
    {
        _connection = connection;
        Begin();
    }

    public void Commit()
    {
        _connection.Execute("COMMIT");
        _ended = true;
    }

    /// <summary>Commits what was written, and begins another transaction in its place.</summary>
    public void CommitAndGoOn()
    {
        Commit();
        Begin();
        _ended = false;
    }

    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (DbException)
        {
            // SQLite has rolled back by itself, after a full disk for example; the first error is the one to report.
        }
    }

    private void Begin() => _connection.Execute("BEGIN IMMEDIATE");
}
