using System.Data.Common;
using Dapper;
using Dedup.Core.Verification;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Export;

/// <summary>Which documents to keep and which to drop, for everything that a database holds at one moment.</summary>
/// <remarks>
/// Decisions are worked out cluster by cluster and wait as numbers in a temporary table, which spills to disk, until they are
/// read by key: memory is bounded by the largest cluster. <see cref="DecisionRule"/> says what is dropped and for what; digests and
/// excerpts are clusters of their own and need no rule but one: an excerpt may be dropped for a kept document of its story,
/// so stories are decided on before their excerpts.
/// </remarks>
public sealed class DecisionList : IDisposable
{
    private readonly DbConnection _connection;
    private DecisionList(Reader reader) => _connection = reader.Connection;

    /// <summary>How many documents were kept and dropped.</summary>
    public DecisionCounts Counts { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Decides on every document that has a cluster; those that wait for one are left out.</summary>
    /// <param name="reader">The database; it must outlive the list.</param>
    /// <param name="policy">Which copies are kept before others.</param>
    /// <param name="withExcerpts">Whether excerpts are dropped for their stories.</param>
    public static DecisionList Make(Reader reader, DecisionPolicy policy, bool withExcerpts)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var list = new DecisionList(reader);
        try
        {
            list.Work(policy, withExcerpts);
            return list;
        }
        catch
        {
            list.Dispose();
            throw;
        }
    }

    /// <summary>A row for each document, by key, streamed.</summary>
    public IEnumerable<DecisionRow> Rows() => Statement.Scan(
        _connection,
        // The documents are walked by the index of their keys; all else is found by id.
        """
        SELECT d.key, k.key, t.relation, round(t.resemblance, 4), round(t.containment_of_dropped, 4), round(t.containment_of_kept, 4), c.representative
        FROM documents d
        CROSS JOIN temp.decisions t ON t.document_id = d.id
        CROSS JOIN clusters c ON c.id = t.cluster_id
        LEFT JOIN documents k ON k.id = t.kept_id
        ORDER BY d.key
        """,
        row =>
        {
            bool dropped = !row.IsNull(1);
            return new DecisionRow
            {
                Key = row.Text(0),
                Decision = dropped ? "drop" : "keep",
                Kept = dropped ? row.Text(1) : null,
                Relation = dropped ? row.Text(2) : null,
                Resemblance = dropped ? row.Real(3) : null,
                ContainmentOfDropped = dropped ? row.Real(4) : null,
                ContainmentOfKept = dropped ? row.Real(5) : null,
                Story = row.Text(6),
            };
        });

    /// <summary>Drops the temporary table.</summary>
    public void Dispose() => _connection.Execute("DROP TABLE IF EXISTS temp.decisions");

    private void Work(DecisionPolicy policy, bool withExcerpts)
    {
        _connection.Execute(
            """
            CREATE TEMP TABLE decisions(
                document_id INTEGER PRIMARY KEY,
                variant_id  INTEGER NOT NULL,
                cluster_id  INTEGER NOT NULL,
                place       INTEGER NOT NULL,     -- in the order of the policy
                kept_id     INTEGER,              -- null: it is kept itself
                relation    TEXT,
                resemblance REAL,
                containment_of_dropped REAL,
                containment_of_kept    REAL);
            CREATE INDEX kept_by_variant ON decisions(variant_id) WHERE kept_id IS NULL;
            """);
        using var links = new DecisionLinks(_connection);
        var rule = new DecisionRule(policy, links.CloseTo,
            member => withExcerpts && member.ExcerptOf is long story ? links.Holder(member, story, policy == DecisionPolicy.PerSite) : null);
        using Statement add = Statement.Prepare(_connection, "INSERT INTO temp.decisions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        var dropped = new long[Enum.GetValues<Relation>().Length];
        long kept = 0;
        foreach (bool excerpts in new[] { false, true })
        {
            foreach ((long cluster, IReadOnlyList<Member> members) in ClusterMembers.Read(_connection, excerpts))
            {
                foreach (Decision decision in rule.Decide(members))
                {
                    Closeness? closeness = decision.Removal?.Closeness;
                    add.Execute(decision.Member.Id, decision.Member.Variant, cluster, decision.Place, decision.Removal?.Kept,
                        closeness?.Relation.Word(), closeness?.Resemblance, closeness?.ContainmentOfDropped, closeness?.ContainmentOfKept);
                    if (closeness is Closeness c) dropped[(int)c.Relation]++;
                    else kept++;
                }
            }
        }
        Counts = new DecisionCounts(kept, dropped[(int)Relation.Exact], dropped[(int)Relation.Near] + dropped[(int)Relation.Corrected], dropped[(int)Relation.Truncated], dropped[(int)Relation.Excerpt]);
    }
}
