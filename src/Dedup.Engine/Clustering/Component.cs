using System.Data.Common;
using Dapper;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Clustering;

/// <summary>Variants with everything that is connected with them by links and an analyst's words, and the documents that carry them.</summary>
/// <param name="Variants">By id.</param>
/// <param name="Links">Every link between them.</param>
/// <param name="Documents">Every document that carries one of them.</param>
/// <param name="Judgements">What an analyst has said of them.</param>
internal sealed record Component(
    IReadOnlyList<Variant> Variants, IReadOnlyList<Link> Links, IReadOnlyList<CopyRow> Documents, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>Links of which it is stored that some site shows both of their bodies.</summary>
    public IReadOnlySet<(long A, long B)> SameSite { get; init; } = new HashSet<(long, long)>();

    /// <summary>Seeds for every variant there is.</summary>
    public const string Everything = "SELECT id FROM variants";

    /// <summary>Seeds for the variants that wait for their clusters.</summary>
    public const string Pending = "SELECT variant_id FROM pending";

    /// <summary>Seed for one variant, the parameter <c>variant</c>.</summary>
    public const string Single = "SELECT @variant";

    /// <summary>Ends at the first row that is left.</summary>
    internal const string IsAnythingLeft = "SELECT EXISTS (SELECT 1 FROM variants v WHERE NOT EXISTS (SELECT 1 FROM component c WHERE c.variant_id = v.id))";

    /// <summary>Reads what is connected with the seeds; their ids stand in the temporary table <c>component</c> afterwards.</summary>
    /// <param name="connection">May be read-only: temporary tables are the connection's own.</param>
    /// <param name="seeds">A query for ids of variants.</param>
    /// <param name="parameters">Its parameters.</param>
    public static Component Read(DbConnection connection, string seeds, object? parameters = null)
    {
        Reach(connection, seeds, parameters);
        return Load(connection);
    }

    /// <summary>Fills the temporary table <c>component</c> with the ids of what is connected with the seeds.</summary>
    public static void Reach(DbConnection connection, string seeds, object? parameters = null)
    {
        JudgementStore.ReadVariants(connection);
        connection.Execute(
            $"""
            CREATE TEMP TABLE IF NOT EXISTS component(variant_id INTEGER PRIMARY KEY, step INTEGER NOT NULL DEFAULT 0);
            CREATE INDEX IF NOT EXISTS component_by_step ON component(step);
            DELETE FROM component;
            INSERT INTO component(variant_id) SELECT id FROM (SELECT NULL AS id WHERE false UNION {seeds}) AS seeds;
            """, parameters);
        // After a first run everything waits, and nothing is left that a step might reach.
        if (connection.ExecuteScalar<long>(IsAnythingLeft) == 0) return;
        // What a step reaches that none before it has. One recursive query does it in SQLite, and cannot be written for PostgreSQL.
        using Statement onward = Statement.Prepare(connection,
            """
            INSERT INTO component(variant_id, step) SELECT l.b, ?2 FROM component c CROSS JOIN links l ON l.a = c.variant_id WHERE c.step = ?1 ON CONFLICT DO NOTHING;
            INSERT INTO component(variant_id, step) SELECT l.a, ?2 FROM component c CROSS JOIN links l ON l.b = c.variant_id WHERE c.step = ?1 ON CONFLICT DO NOTHING;
            INSERT INTO component(variant_id, step) SELECT j.b, ?2 FROM component c CROSS JOIN judged j ON j.a = c.variant_id AND j.same = 1 WHERE c.step = ?1 ON CONFLICT DO NOTHING;
            """);
        using Statement reached = Statement.Prepare(connection, "SELECT EXISTS (SELECT 1 FROM component WHERE step = ?1)");
        for (long step = 0; reached.Scalar(step) == 1; step++) onward.Execute(step, step + 1);
    }

    /// <summary>Reads the variants of the temporary table <c>component</c> with all that is between them.</summary>
    /// <remarks>CROSS JOIN is SQLite's word for an order of its loops: it knows nothing of how large a temporary table is, and read all links and documents in their own order, each time, to find the few that are wanted.</remarks>
    public static Component Load(DbConnection connection)
    {
        List<Variant> variants = [.. Statement.Each(connection,
            """
            SELECT v.id, v.body_hash, (SELECT count(*) FROM documents d WHERE d.variant_id = v.id), v.words
            FROM component c CROSS JOIN variants v ON v.id = c.variant_id ORDER BY c.variant_id
            """, row => new Variant(row.Integer(0), Blobs.ToHash(row.Bytes(1)), (int)row.Integer(2), (int)row.Integer(3)))];
        Dictionary<long, int> words = variants.ToDictionary(v => v.Id, v => v.Words);
        var sameSite = new HashSet<(long, long)>();
        List<Link> links = [.. Statement.Each(connection,
            "SELECT l.a, l.b, l.relation, l.shared, l.shingles_a, l.shingles_b, l.hamming, l.same_site FROM component c CROSS JOIN links l ON l.a = c.variant_id ORDER BY c.variant_id, l.b",
            row =>
            {
                if (row.Integer(7) != 0) sameSite.Add((row.Integer(0), row.Integer(1)));
                return new Link(row.Integer(0), row.Integer(1), new PairVerdict(
                    RelationWords.Parse(row.Text(2)), (int)row.Integer(3), (int)row.Integer(4), (int)row.Integer(5), words[row.Integer(0)], words[row.Integer(1)], (int)row.Integer(6)));
            })];
        List<CopyRow> documents = [.. Statement.Each(connection,
            """
            SELECT d.id, d.key, d.variant_id, d.url, d.site, d.agency, d.published, d.fetched
            FROM component c CROSS JOIN documents d ON d.variant_id = c.variant_id ORDER BY d.id
            """, row => new CopyRow
            {
                Id = row.Integer(0),
                Key = row.Text(1),
                VariantId = row.Integer(2),
                Url = row.TextOrNull(3),
                Site = row.TextOrNull(4),
                Agency = row.TextOrNull(5),
                Published = row.TextOrNull(6),
                Fetched = row.TextOrNull(7),
            })];
        return new Component(variants, links, documents, JudgementStore.OfComponent(connection)) { SameSite = sameSite };
    }

    /// <summary>The cluster that each document of the component that was read last is stored in; none where it waits for one.</summary>
    public static Dictionary<long, long> FormerClusters(DbConnection connection) => Statement.Each(
            connection, "SELECT d.id, v.cluster_id FROM component c CROSS JOIN variants v ON v.id = c.variant_id CROSS JOIN documents d ON d.variant_id = v.id WHERE v.cluster_id IS NOT NULL",
            row => (Document: row.Integer(0), Cluster: row.Integer(1)))
        .ToDictionary(row => row.Document, row => row.Cluster);
}

/// <summary>What choosing an origin reads of a document.</summary>
internal sealed record CopyRow
{
    public long Id { get; init; }

    public required string Key { get; init; }

    public long VariantId { get; init; }

    public string? Url { get; init; }

    public string? Site { get; init; }

    public string? Agency { get; init; }

    public string? Published { get; init; }

    public string? Fetched { get; init; }

    /// <summary>The document as the origin rule sees it.</summary>
    /// <param name="variant">Its body.</param>
    /// <param name="relation">What that is to the representative.</param>
    /// <param name="representativeWords">Words of the representative.</param>
    public Copy ToCopy(Variant variant, Relation relation, int representativeWords) => new(
        Key, variant.BodyHash, variant.Words, relation != Relation.Truncated || variant.Words >= representativeWords, Agency,
        Agency is not null && AgencyCredit.IsOwnSite(Agency, Site, Url), Fetched, Published);
}
