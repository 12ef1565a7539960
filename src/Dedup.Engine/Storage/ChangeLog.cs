using System.Data.Common;
using Dapper;

namespace Dedup.Engine.Storage;

/// <summary>A place in the table of changes: behind a row, which its salt proves to be the one that was seen.</summary>
/// <param name="Seq">The row; 0 where nothing was seen yet.</param>
/// <param name="Salt">Its salt.</param>
internal readonly record struct ChangePosition(long Seq, long Salt);

/// <summary>The table of changes, which triggers fill (see the migration that makes it).</summary>
internal static class ChangeLog
{
    /// <summary>The place behind the last change.</summary>
    public static ChangePosition End(DbConnection connection)
    {
        (long seq, long salt) = connection.QueryFirstOrDefault<(long, long)>("SELECT seq, salt FROM changes ORDER BY seq DESC LIMIT 1");
        return new ChangePosition(seq, salt);
    }

    /// <summary>Whether a place is one of this database's life; that before the first change is one of every life.</summary>
    public static bool Knows(DbConnection connection, ChangePosition position) => position.Seq == 0
        || connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM changes WHERE seq = @Seq AND salt = @Salt)", new { position.Seq, position.Salt }) != 0;
}
