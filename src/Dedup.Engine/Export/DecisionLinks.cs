using Dedup.Core.Verification;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Export;

/// <summary>
/// Answers from the stored links what is verified close to a body, and from the decisions so far who of them was kept. Prepared
/// once and asked often: it needs the temporary table of <see cref="DecisionList"/>.
/// </summary>
internal sealed class DecisionLinks : IDisposable
{
    private readonly SqliteCommand _close;
    private readonly SqliteCommand _holders;

    public DecisionLinks(SqliteConnection connection)
    {
        _close = Prepare(connection,
            """
            SELECT b, relation, resemblance, containment_b, containment_a FROM links WHERE a = ?1 AND relation IN ('near', 'corrected', 'truncated')
            UNION ALL
            SELECT a, relation, resemblance, containment_a, containment_b FROM links WHERE b = ?1 AND relation IN ('near', 'corrected', 'truncated')
            """, 1);
        _holders = Prepare(connection,
            """
            SELECT t.document_id, l.relation, l.resemblance, l.of_excerpt, l.of_other, d.site
            FROM (SELECT b AS other, relation, resemblance, containment_a AS of_excerpt, containment_b AS of_other FROM links WHERE a = ?1
                  UNION ALL
                  SELECT a, relation, resemblance, containment_b, containment_a FROM links WHERE b = ?1) l
            CROSS JOIN temp.decisions t ON t.variant_id = l.other AND t.cluster_id = ?2 AND t.kept_id IS NULL
            CROSS JOIN documents d ON d.id = t.document_id
            WHERE l.relation IN ('near', 'corrected', 'truncated', 'excerpt')
            ORDER BY t.place
            """, 2);
    }

    public void Dispose()
    {
        _close.Dispose();
        _holders.Dispose();
    }

    /// <summary>The bodies that a kept body is linked with as near (or corrected) or truncated, with the measures of each as the dropped one.</summary>
    public IEnumerable<(long Variant, Closeness Closeness)> CloseTo(long variant)
    {
        _close.Parameters[0].Value = variant;
        using SqliteDataReader row = _close.ExecuteReader();
        while (row.Read()) yield return (row.GetInt64(0), Measures(row));
    }

    /// <summary>The first kept document of a story that an excerpt is linked with, or null.</summary>
    /// <param name="excerpt">A document that carries the excerpt.</param>
    /// <param name="story">Id of the story's cluster, which has been decided on.</param>
    /// <param name="sameSite">Whether only documents of the excerpt's own site count.</param>
    public Removal? Holder(Member excerpt, long story, bool sameSite)
    {
        _holders.Parameters[0].Value = excerpt.Variant;
        _holders.Parameters[1].Value = story;
        using SqliteDataReader row = _holders.ExecuteReader();
        while (row.Read())
        {
            // SQLite compares letters of ASCII only without regard to case.
            string? site = row.IsDBNull(5) ? null : row.GetString(5);
            if (!sameSite || string.Equals(site, excerpt.Site, StringComparison.OrdinalIgnoreCase)) return new Removal(row.GetInt64(0), Measures(row));
        }
        return null;
    }

    private static Closeness Measures(SqliteDataReader row) =>
        new(RelationWords.Parse(row.GetString(1)), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4));

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        command.Prepare();
        return command;
    }
}
