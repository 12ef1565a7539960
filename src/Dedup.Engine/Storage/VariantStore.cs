using System.Buffers.Binary;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Ingest;

namespace Dedup.Engine.Storage;

/// <summary>A variant as the candidate index sees it.</summary>
/// <param name="Variant">Its id.</param>
/// <param name="Sketch">Its sketch.</param>
/// <param name="Rank">Bits of its body's hash, by which bodies are put into an order that does not depend on their coming.</param>
internal sealed record SketchedBody(long Variant, Sketch Sketch, ulong Rank)
{
    /// <summary>As it is indexed.</summary>
    public IndexedBody Indexed => new(StoredIndex.Id(Variant), Sketch, Rank);
}

/// <summary>A body that a document carries no more.</summary>
/// <param name="Variant">Its id.</param>
/// <param name="Body">It with its sketch; null where it is too short for one.</param>
/// <param name="IsCounted">Whether links have been made with regard to it: its own, or those of others before it.</param>
/// <param name="IsUsed">Whether some document carries it still.</param>
internal sealed record LeavingBody(long Variant, SketchedBody? Body, bool IsCounted, bool IsUsed);

/// <summary>Which state of the bodies the saved index is of.</summary>
/// <param name="Token">The one that its file carries.</param>
/// <param name="Highest">Variants beyond are not in it.</param>
/// <param name="Bodies">How many bodies are in it.</param>
/// <param name="Gone">How many of these are gone.</param>
internal sealed record IndexSnapshot(byte[] Token, long Highest, long Bodies, long Gone);

/// <summary>Reads and writes variants, their sketches and links.</summary>
internal sealed class VariantStore(DbConnection connection) : IDisposable
{
    /// <summary>Rows that are asked for at once.</summary>
    private const int Together = 500;

    private readonly Statement _find = Statement.Prepare(connection, "SELECT id FROM variants WHERE body_hash = ?1");

    private readonly Lazy<Statement> _add = new(() => Statement.Prepare(connection, "INSERT INTO variants(body_hash, words, id) VALUES (?1, ?2, ?3)"));

    // What was asked ahead of the pages of a batch, with what was added since.
    private readonly Dictionary<UInt128, long?> _ahead = [];

    private readonly Lazy<Statement> _addSketch = new(() => Statement.Prepare(connection,
        "INSERT INTO sketches(variant_id, fingerprint, signature, samples, facts) VALUES (?1, ?2, ?3, ?4, ?5); INSERT INTO unlinked(variant_id) VALUES (?1)"));

    private readonly Lazy<Statement> _linked = new(() => Statement.Prepare(connection, "DELETE FROM unlinked WHERE variant_id IN (SELECT value FROM json_each(?1))"));

    private readonly Lazy<Statement> _addLink = new(() => Statement.Prepare(connection,
        """
        INSERT INTO links(a, b, relation, resemblance, containment_a, containment_b, shared, shingles_a, shingles_b, hamming, proposed_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT(a, b) DO UPDATE SET relation = ?3, resemblance = ?4, containment_a = ?5, containment_b = ?6, shared = ?7, shingles_a = ?8, shingles_b = ?9,
            hamming = ?10, proposed_by = ?11, same_site = 0
        """));

    private readonly Lazy<Statement> _body = new(() => Statement.Prepare(connection,
        $"SELECT {StoredBody.Columns} FROM documents d JOIN pages p ON p.document_id = d.id WHERE d.variant_id = ?1 ORDER BY d.key LIMIT 1"));

    private readonly Lazy<Statement> _bodies = new(() => Statement.Prepare(connection,
        $"""
        SELECT j.value, {StoredBody.Columns} FROM json_each(?1) j JOIN documents d ON d.id = (SELECT x.id FROM documents x WHERE x.variant_id = j.value ORDER BY x.key LIMIT 1)
        JOIN pages p ON p.document_id = d.id
        """));

    private readonly Lazy<Statement> _leaving = new(() => Statement.Prepare(connection,
        """
        SELECT v.id, s.fingerprint, s.signature, s.samples, s.facts, v.body_hash, EXISTS (SELECT 1 FROM documents d WHERE d.variant_id = v.id),
               EXISTS (SELECT 1 FROM unlinked u WHERE u.variant_id = v.id AND u.counted = 0)
        FROM json_each(?1) j JOIN variants v ON v.id = j.value LEFT JOIN sketches s ON s.variant_id = v.id ORDER BY v.id
        """));

    private readonly Lazy<Statement> _sketch = new(() => Statement.Prepare(connection, SelectSketches + " WHERE s.variant_id = ?1"));

    private readonly Lazy<Statement> _isUsed = new(() => Statement.Prepare(connection, "SELECT EXISTS (SELECT 1 FROM documents WHERE variant_id = ?1)"));

    private readonly Lazy<Statement> _remove = new(() => Statement.Prepare(connection,
        """
        INSERT INTO pending(variant_id) SELECT b FROM links WHERE a = ?1 UNION SELECT a FROM links WHERE b = ?1 ON CONFLICT DO NOTHING;
        INSERT INTO pending(variant_id) SELECT m.id FROM variants v JOIN variants m ON m.cluster_id = v.cluster_id WHERE v.id = ?1 ON CONFLICT DO NOTHING;
        INSERT INTO pending_clusters(cluster_id) SELECT cluster_id FROM variants WHERE id = ?1 AND cluster_id IS NOT NULL ON CONFLICT DO NOTHING;
        DELETE FROM pending WHERE variant_id = ?1;
        DELETE FROM variants WHERE id = ?1;
        """));

    private readonly Lazy<Statement> _inherit = new(() => Statement.Prepare(connection,
        """
        UPDATE variants SET cluster_id = (SELECT cluster_id FROM variants WHERE id = ?1)
        WHERE id = ?2 AND cluster_id IS NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE variant_id = ?1);
        UPDATE pending_clusters SET heir = ?2 WHERE heir = ?1;
        INSERT INTO pending_clusters(cluster_id, heir) SELECT cluster_id, ?2 FROM variants WHERE id = ?1 AND cluster_id IS NOT NULL
        ON CONFLICT(cluster_id) DO UPDATE SET heir = excluded.heir;
        """));

    private readonly Lazy<Statement> _isClustered = new(() => Statement.Prepare(connection, "SELECT cluster_id FROM variants WHERE id = ?1"));

    private readonly Lazy<Statement> _markPending = new(() => Statement.Prepare(connection, "INSERT INTO pending(variant_id) VALUES (?1) ON CONFLICT DO NOTHING"));

    private const string SelectSketches =
        "SELECT s.variant_id, s.fingerprint, s.signature, s.samples, s.facts, v.body_hash FROM sketches s JOIN variants v ON v.id = s.variant_id";

    public void Dispose()
    {
        _find.Dispose();
        foreach (Lazy<Statement> statement in new[] { _add, _addSketch, _linked, _addLink, _body, _bodies, _leaving, _sketch, _isUsed, _remove, _inherit, _isClustered, _markPending })
        {
            if (statement.IsValueCreated) statement.Value.Dispose();
        }
    }

    /// <summary>Stored sketches with their variants, in order of id.</summary>
    /// <param name="counted">Those with regard to which links have been made, or all others (<see cref="CountUnlinked"/>).</param>
    /// <param name="after">Only those of greater ids.</param>
    public IEnumerable<SketchedBody> Sketches(bool counted, long after = 0) => Statement.Scan(
        connection, SelectSketches + $" WHERE s.variant_id > ?1 AND s.variant_id {(counted ? "NOT " : "")}IN (SELECT variant_id FROM unlinked WHERE counted = 0) ORDER BY s.variant_id", ReadSketch, after);

    /// <summary>The bodies that links have been made with regard to, in no order.</summary>
    public IEnumerable<int> Counted() => Statement.Scan(
        connection, "SELECT variant_id FROM sketches WHERE variant_id NOT IN (SELECT variant_id FROM unlinked WHERE counted = 0)", row => StoredIndex.Id(row.Integer(0)));

    /// <summary>The state that the index was saved in; null where it is not saved.</summary>
    public IndexSnapshot? Snapshot() => Statement.Each(
        connection, "SELECT token, highest, bodies, gone FROM index_snapshot", row => new IndexSnapshot(row.Blob(0), row.Integer(1), row.Integer(2), row.Integer(3))).FirstOrDefault();

    /// <summary>Sketches that are gone since.</summary>
    public IEnumerable<SketchedBody> Gone() => Statement.Each(
        connection, "SELECT variant_id, fingerprint, signature, samples, facts, zeroblob(16) FROM gone_sketches", ReadSketch);

    /// <summary>The sketch of a variant; null where its body is too short to have one.</summary>
    public SketchedBody? Sketch(long variant) => _sketch.Value.First(ReadSketch, variant);

    /// <summary>The sketches of bodies that have one, in the order in which they are named, some at a time.</summary>
    public IEnumerable<SketchedBody> Sketches(IEnumerable<long> variants)
    {
        if (!((IStoreConnection)connection).IsRemote)
        {
            foreach (long variant in variants) yield return Sketch(variant)!;
            yield break;
        }
        foreach (long[] part in variants.Chunk(Together))
        {
            var sketches = Statement.Each(connection, SelectSketches + " JOIN json_each(?1) j ON j.value = s.variant_id", ReadSketch, JsonSerializer.Serialize(part)).ToDictionary(body => body.Variant);
            foreach (long variant in part) yield return sketches[variant];
        }
    }

    /// <summary>Stored bodies to be compared, in the order in which they are named.</summary>
    public IEnumerable<ComparedBody> Compared(IEnumerable<long> variants) => Sketches(variants).Select(body => new ComparedBody(body, null));

    /// <summary>Bodies of some documents that carry the variants, as they are stored.</summary>
    public IEnumerable<(long Variant, StoredBody Body)> Bodies(IReadOnlyList<long> variants) => variants.Count == 0 ? []
        : !((IStoreConnection)connection).IsRemote ? variants.Select(variant => (variant, Body(variant)))
        : variants.Chunk(Together).SelectMany(part => _bodies.Value.Each(row => (row.Integer(0), StoredBody.Read(row, 1)), JsonSerializer.Serialize(part)));

    /// <summary>
    /// Body of some document that carries the variant, as it is stored; all have the same tokens and names.
    /// </summary>
    public StoredBody Body(long variant) => _body.Value.First(row => Tuple.Create(StoredBody.Read(row, 0)), variant)!.Item1;

    /// <summary>Id of the variant with this body hash, or null.</summary>
    public long? Find(UInt128 bodyHash) => _ahead.TryGetValue(bodyHash, out long? known) ? known : _find.Scalar(Blobs.FromHash(bodyHash));

    /// <summary>Asks for bodies that <see cref="Find"/> will be asked for, where each question would wait for a server.</summary>
    public void FindAhead(IEnumerable<UInt128> hashes)
    {
        _ahead.Clear();
        if (!((IStoreConnection)connection).IsRemote) return;
        foreach (UInt128 hash in hashes) _ahead[hash] = null;
        foreach ((byte[] hash, long id) in Statement.Each(connection, "SELECT v.body_hash, v.id FROM json_each(?1) j JOIN variants v ON v.body_hash = unhex(j.atom)",
            row => (row.Blob(0), row.Integer(1)), JsonSerializer.Serialize(_ahead.Keys.Select(hash => Convert.ToHexString(Blobs.FromHash(hash)))))) _ahead[Blobs.ToHash(hash)] = id;
    }

    public long Add(UInt128 bodyHash, int words)
    {
        long id = ((IStoreConnection)connection).NextId("variants");
        _add.Value.Execute(Blobs.FromHash(bodyHash), words, id);
        if (_ahead.ContainsKey(bodyHash)) _ahead[bodyHash] = id;
        return id;
    }

    /// <summary>Stores the sketch of a body, which waits for its links from then on.</summary>
    public void AddSketch(long variant, Sketch sketch) => _addSketch.Value.Execute(variant, unchecked((long)sketch.Fingerprint),
        Blobs.FromValues<uint>(sketch.Signature), Blobs.FromValues<ulong>(sketch.Samples), Blobs.FromHash(sketch.Facts));

    /// <summary>What is to be known of bodies that documents carry no more.</summary>
    public IReadOnlyList<LeavingBody> Leaving(IReadOnlyCollection<long> variants) => variants.Count == 0 ? [] : [.. _leaving.Value.Each(
        row => new LeavingBody(row.Integer(0), row.IsNull(2) ? null : ReadSketch(row), row.Integer(7) == 0, row.Integer(6) != 0), JsonSerializer.Serialize(variants))];

    /// <summary>Links are made from here on with regard to all bodies that wait for theirs.</summary>
    public void CountUnlinked() => connection.Execute("UPDATE unlinked SET counted = 1 WHERE counted = 0");

    /// <summary>Bodies that wait for their links, in order of their first sample: near copies share it more often than not, and so stand together.</summary>
    public IReadOnlyList<long> Unlinked() => [.. Statement.Each(connection, "SELECT u.variant_id, substr(s.samples, 1, 8) FROM unlinked u JOIN sketches s ON s.variant_id = u.variant_id",
            row => (Variant: row.Integer(0), Sample: BinaryPrimitives.TryReadUInt64LittleEndian(row.Bytes(1), out ulong first) ? first : 0))
        .OrderBy(row => row.Sample).ThenBy(row => row.Variant).Select(row => row.Variant)];

    /// <summary>Bodies have their links.</summary>
    public void MarkLinked(IEnumerable<long> bodies) => _linked.Value.Execute(JsonSerializer.Serialize(bodies));

    /// <summary>Stores a verified pair, the smaller id first.</summary>
    /// <param name="variant">The body that was compared.</param>
    /// <param name="other">What it was compared with; its measures have <paramref name="variant"/>'s first.</param>
    public void AddLink(long variant, VerifiedCandidate other)
    {
        PairVerdict v = other.Verdict;
        bool first = variant < other.Variant;
        _addLink.Value.Execute(
            Math.Min(variant, other.Variant), Math.Max(variant, other.Variant), v.Relation.Word(), v.Resemblance,
            first ? v.ContainmentOfA : v.ContainmentOfB, first ? v.ContainmentOfB : v.ContainmentOfA,
            v.SharedShingles, first ? v.ShinglesA : v.ShinglesB, first ? v.ShinglesB : v.ShinglesA, v.HammingDistance, (int)other.By);
    }

    /// <summary>Every link of the variants: the smaller id first, and what proposed it.</summary>
    public IReadOnlyList<(long A, long B, ProposedBy By)> Links(IEnumerable<long> variants) => [.. connection.Query<(long A, long B, long By)>(
            """
            SELECT a, b, proposed_by FROM links WHERE a IN (SELECT value FROM json_each(@ids))
            UNION SELECT a, b, proposed_by FROM links WHERE b IN (SELECT value FROM json_each(@ids))
            """, new { ids = JsonSerializer.Serialize(variants) })
        .Select(row => (row.A, row.B, (ProposedBy)row.By))];

    /// <summary>A link is proposed by other indexes now; by none, and it goes and both bodies wait for their clusters.</summary>
    public void Propose(long a, long b, ProposedBy by)
    {
        if (by != ProposedBy.None)
        {
            connection.Execute("UPDATE links SET proposed_by = @by WHERE a = @a AND b = @b", new { a, b, by = (int)by });
            return;
        }
        connection.Execute("DELETE FROM links WHERE a = @a AND b = @b", new { a, b });
        MarkPending(a);
        MarkPending(b);
    }

    /// <summary>Stores what is crowded, in the place of what was.</summary>
    public void ReplaceCrowds(IReadOnlyList<Crowd> crowds)
    {
        connection.Execute("DELETE FROM crowds");
        connection.Execute("INSERT INTO crowds(leader, keys, bodies) VALUES (@Leader, @Keys, @Bodies)", crowds);
    }

    /// <summary>Whether some document carries the body.</summary>
    public bool IsUsed(long variant) => _isUsed.Value.Scalar(variant) != 0;

    /// <summary>Removes a variant that no document carries any more and marks its neighbours for clustering.</summary>
    public void Remove(long variant)
    {
        _remove.Value.Execute(variant);
        _ahead.Clear();
    }

    /// <summary>
    /// A page whose body was edited keeps its cluster's id, where nobody else carries the old body and the new one has none yet; else
    /// the id redirects to the new body's, should it be left empty.
    /// </summary>
    public void InheritCluster(long from, long to) => _inherit.Value.Execute(from, to);

    public bool IsClustered(long variant) => _isClustered.Value.Scalar(variant) is not null;

    /// <summary>A page without a body has another key, which stands for its body.</summary>
    public void RehashIfEmpty(long variant, UInt128 bodyHash) => connection.Execute(
        "UPDATE variants SET body_hash = @hash WHERE id = @variant AND words = 0", new { variant, hash = Blobs.FromHash(bodyHash) });

    public void MarkPending(long variant) => _markPending.Value.Execute(variant);

    private static SketchedBody ReadSketch(SqlRow row) => new(
        row.Integer(0),
        new Sketch(Blobs.ToValues<uint>(row.Bytes(2)), unchecked((ulong)row.Integer(1)), Blobs.ToValues<ulong>(row.Bytes(3)), Blobs.ToHash(row.Bytes(4))),
        (ulong)Blobs.ToHash(row.Bytes(5)));
}
