using System.Data.Common;
using Dedup.Core.Verification;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Export;

/// <summary>
/// Answers from the stored links what is verified close to a body, and from the decisions so far who of them was kept. Prepared
/// once and asked often: it needs the temporary table of <see cref="DecisionList"/>.
/// </summary>
internal sealed class DecisionLinks : IDisposable
{
    private readonly Statement _close;
    private readonly Statement _holders;

    public DecisionLinks(DbConnection connection)
    {
        _close = Statement.Prepare(connection,
            """
            SELECT b, relation, resemblance, containment_b, containment_a FROM links WHERE a = ?1 AND relation IN ('near', 'corrected', 'truncated')
            UNION ALL
            SELECT a, relation, resemblance, containment_a, containment_b FROM links WHERE b = ?1 AND relation IN ('near', 'corrected', 'truncated')
            """);
        _holders = Statement.Prepare(connection,
            """
            SELECT t.document_id, l.relation, l.resemblance, l.of_excerpt, l.of_other, d.site
            FROM (SELECT b AS other, relation, resemblance, containment_a AS of_excerpt, containment_b AS of_other FROM links WHERE a = ?1
                  UNION ALL
                  SELECT a, relation, resemblance, containment_b, containment_a FROM links WHERE b = ?1) l
            CROSS JOIN temp.decisions t ON t.variant_id = l.other AND t.cluster_id = ?2 AND t.kept_id IS NULL
            CROSS JOIN documents d ON d.id = t.document_id
            WHERE l.relation IN ('near', 'corrected', 'truncated', 'excerpt')
            ORDER BY t.place
            """);
    }

    public void Dispose()
    {
        _close.Dispose();
        _holders.Dispose();
    }

    /// <summary>The bodies that a kept body is linked with as near (or corrected) or truncated, with the measures of each as the dropped one.</summary>
    public IEnumerable<(long Variant, Closeness Closeness)> CloseTo(long variant)
    {
        return _close.Each(row => (row.Integer(0), Measures(row)), variant);
    }

    /// <summary>The first kept document of a story that an excerpt is linked with, or null.</summary>
    /// <param name="excerpt">A document that carries the excerpt.</param>
    /// <param name="story">Id of the story's cluster, which has been decided on.</param>
    /// <param name="sameSite">Whether only documents of the excerpt's own site count.</param>
    public Removal? Holder(Member excerpt, long story, bool sameSite)
    {
        // Letters of ASCII alone are compared without regard to case by SQLite, so that is done here.
        return _holders.Each(row => (Site: row.TextOrNull(5), Removal: new Removal(row.Integer(0), Measures(row))), excerpt.Variant, story)
            .FirstOrDefault(holder => !sameSite || string.Equals(holder.Site, excerpt.Site, StringComparison.OrdinalIgnoreCase)).Removal;
    }

    private static Closeness Measures(SqlRow row) => new(RelationWords.Parse(row.Text(1)), row.Real(2), row.Real(3), row.Real(4));
}
