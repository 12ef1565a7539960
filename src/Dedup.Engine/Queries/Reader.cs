using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Core.Candidates;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Search;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Queries;

/// <summary>Answers questions about a stored database; any number may read while one process writes.</summary>
public sealed class Reader : IDisposable
{
    private const string DocumentColumns =
        """
        SELECT d.key AS Key, v.cluster_id AS Cluster, v.relation AS Relation, round(v.resemblance, 4) AS Resemblance, v.excerpt_of AS ExcerptOf,
               c.representative = d.key AS Representative, c.origin = d.key AS Origin, d.site AS Site, d.section AS Section, d.title AS Title,
               d.published AS Published, d.agency AS Agency, d.dateline AS Dateline, d.byline AS Byline, v.words AS Words, d.url AS Url,
               d.canonical AS Canonical, d.language AS Language, d.method AS Method, d.fetched AS Fetched, d.claims AS Claims
        """;

    private const string DocumentTables =
        " FROM documents d JOIN variants v ON v.id = d.variant_id JOIN clusters c ON c.id = v.cluster_id AND v.relation IS NOT NULL ";

    private const string ClusterColumns =
        """
        SELECT c.id AS Cluster, c.documents AS Documents, c.sites AS Sites,
               (SELECT count(*) FROM variants e JOIN documents x ON x.variant_id = e.id WHERE e.excerpt_of = c.id) AS Excerpts,
               EXISTS (SELECT 1 FROM variants m WHERE m.cluster_id = c.id AND m.relation = 'digest') AS Digest,
               (SELECT d.title FROM documents d WHERE d.key = c.representative) AS Title,
               (SELECT d.agency FROM variants m JOIN documents d ON d.variant_id = m.id WHERE m.cluster_id = c.id AND d.agency IS NOT NULL
                GROUP BY d.agency ORDER BY count(*) DESC, d.agency LIMIT 1) AS Agency,
               c.first_published AS FirstPublished, c.last_published AS LastPublished,
               c.representative AS Representative, c.origin AS Origin, c.origin_reasons AS OriginReasons
        FROM clusters c
        """;

    private const string LinkColumns =
        """
        SELECT (SELECT min(d.key) FROM documents d WHERE d.variant_id = l.a) AS A, (SELECT min(d.key) FROM documents d WHERE d.variant_id = l.b) AS B,
               va.cluster_id AS ClusterA, vb.cluster_id AS ClusterB, l.relation AS Relation, round(l.resemblance, 4) AS Resemblance,
               round(l.containment_a, 4) AS ContainmentA, round(l.containment_b, 4) AS ContainmentB, l.shared AS SharedShingles, l.hamming AS HammingDistance,
               l.same_site AS SameSite, l.proposed_by AS By
        FROM links l JOIN variants va ON va.id = l.a JOIN variants vb ON vb.id = l.b
        """;

    private readonly DbConnection _connection;
    private readonly IStore _store;
    private Lazy<(ISearchIndex? Index, SearchIndexState State)> _search;

    /// <summary>Opens a database, as it stands at this moment: what others write meanwhile is not seen.</summary>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public Reader(IStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _connection = store.OpenForReading();
        _connection.Execute("BEGIN DEFERRED");
        _store = store;
        _search = new(() => ISearchStore.Of(_store).Attach(_connection));
    }

    /// <summary>Opens a SQLite file, as it stands at this moment.</summary>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public Reader(string path)
        : this(new SqliteStore(path))
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>From now on the database is seen as it stands at this moment.</summary>
    public void Renew()
    {
        _connection.Execute("COMMIT");
        if (_search.IsValueCreated)
        {
            // What the index was is of the moment that is over.
            ISearchStore.Of(_store).Detach(_connection);
            _search = new(() => ISearchStore.Of(_store).Attach(_connection));
        }
        _connection.Execute("BEGIN DEFERRED");
    }

    /// <summary>Ends the query that another thread is waiting for: it fails there.</summary>
    public void Interrupt() => ((IStoreConnection)_connection).Interrupt();

    /// <summary>The clusters that pass the filter, a page at a time.</summary>
    /// <param name="filter">Which, in which order, and most of a page.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <exception cref="CursorException">The cursor is none, or of another order or filter.</exception>
    public ClusterPage Clusters(ClusterFilter filter, string? cursor = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ClusterList(_connection, ClusterColumns, () => _search.Value).Read(filter, cursor);
    }

    /// <summary>The documents that hold what a person types, a page at a time.</summary>
    /// <param name="filter">Which, in which order, and most of a page.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <exception cref="CursorException">The cursor is none, or of another order or filter.</exception>
    public DocumentPage SearchDocuments(DocumentFilter filter, string? cursor = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new DocumentSearch(_connection, DocumentColumns + DocumentTables, _search.Value).Read(filter, cursor);
    }

    /// <summary>What has changed behind a cursor.</summary>
    /// <param name="cursor">That of a page or of a row; null or empty: from the beginning.</param>
    /// <param name="limit">Most documents, and most events of clusters, from 1.</param>
    /// <exception cref="CursorException">The cursor is none.</exception>
    public ChangePage Changes(string? cursor, int limit) => ChangeFeed.Read(_connection, cursor, limit);

    /// <summary>The cursor behind all that has happened: for who has read the whole database and follows it from here.</summary>
    public string EndOfChanges() => ChangeFeed.End(_connection);

    /// <summary>How far the search index is.</summary>
    public SearchIndexState SearchState => _search.Value.State;

    /// <summary>All clusters, by id, streamed: a server answers nothing else of this reader meanwhile.</summary>
    public IEnumerable<ClusterRow> AllClusters() => _connection.Query<ClusterRow>($"{ClusterColumns} ORDER BY c.id", buffered: false);

    /// <summary>The cluster of this id or, where it was merged, its heir; null where there is none.</summary>
    public ClusterRow? Cluster(long id)
    {
        long heir = _connection.ExecuteScalar<long?>("SELECT heir_id FROM redirects WHERE cluster_id = @id", new { id }) ?? id;
        return _connection.QueryFirstOrDefault<ClusterRow>($"{ClusterColumns} WHERE c.id = @heir", new { heir });
    }

    /// <summary>Members of a cluster: the representative first, then by relation and key.</summary>
    public IReadOnlyList<DocumentRow> Members(long cluster) => [.. _connection.Query<DocumentRow>(
        $"{DocumentColumns} {DocumentTables} WHERE v.cluster_id = @cluster ORDER BY c.representative <> d.key, v.resemblance DESC, d.key", new { cluster })];

    /// <summary>Excerpts of a cluster.</summary>
    public IReadOnlyList<DocumentRow> Excerpts(long cluster) => [.. _connection.Query<DocumentRow>(
        $"{DocumentColumns} {DocumentTables} WHERE v.excerpt_of = @cluster ORDER BY d.key", new { cluster })];

    /// <summary>Links with at least one end in a cluster.</summary>
    public IReadOnlyList<LinkRow> LinksOfCluster(long cluster) =>
        Links("WHERE va.cluster_id = @cluster OR vb.cluster_id = @cluster ORDER BY l.resemblance DESC, l.a, l.b", new { cluster });

    /// <summary>Links of a document's body.</summary>
    public IReadOnlyList<LinkRow> LinksOfDocument(string key) => Links(
        "WHERE l.a = (SELECT variant_id FROM documents WHERE key = @key) OR l.b = (SELECT variant_id FROM documents WHERE key = @key) ORDER BY l.resemblance DESC, l.a, l.b",
        new { key });

    /// <summary>All links, streamed.</summary>
    public IEnumerable<LinkRow> AllLinks() =>
        _connection.Query<StoredLink>($"{LinkColumns} ORDER BY l.a, l.b", buffered: false).Select(ToRow);

    /// <summary>Whether a document of this key is stored, its cluster worked out or not.</summary>
    public bool Holds(string key) => _connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM documents WHERE key = @key)", new { key }) != 0;

    /// <summary>A document, or null.</summary>
    public DocumentRow? Document(string key) =>
        _connection.QueryFirstOrDefault<DocumentRow>($"{DocumentColumns} {DocumentTables} WHERE d.key = @key", new { key });

    /// <summary>The words of a document's page that show each field, as JSON.</summary>
    public string Evidence(string key) =>
        _connection.QueryFirst<string>("SELECT evidence FROM documents WHERE key = @key", new { key });

    /// <summary>A document's body; null for an unknown key.</summary>
    public string? Body(string key) => _connection.Query<(byte[] Page, byte[] Lines, byte[] Body)>(
            $"SELECT {StoredBody.Columns} FROM documents d JOIN pages p ON p.document_id = d.id WHERE d.key = @key", new { key })
        .Select(row => new StoredBody(row.Page, row.Lines, row.Body).Text()).FirstOrDefault();

    /// <summary>All documents by key, streamed, each with its body where asked.</summary>
    public IEnumerable<(DocumentRow Document, string? Body)> AllDocuments(bool withBody)
    {
        if (!withBody) return _connection.Query<DocumentRow>($"{DocumentColumns} {DocumentTables} ORDER BY d.key", buffered: false).Select(row => (row, default(string)));
        return _connection.Query<DocumentRow, BodyRow, (DocumentRow, string?)>(
            $"{DocumentColumns}, p.page AS Page, p.lines AS Lines, p.body AS Body {DocumentTables} JOIN pages p ON p.document_id = d.id ORDER BY d.key",
            (row, body) => (row, new StoredBody(body.Page, body.Lines, body.Body).Text()), buffered: false, splitOn: "Page");
    }

    /// <summary>What evaluation reads of every document, by key.</summary>
    public IReadOnlyDictionary<string, FoundDocument> FoundDocuments() => AllDocuments(withBody: true).ToDictionary(
        row => row.Document.Key,
        row => new FoundDocument(
            row.Document.Key, row.Document.Cluster.ToString(CultureInfo.InvariantCulture), row.Document.ExcerptOf?.ToString(CultureInfo.InvariantCulture),
            row.Document.Site, row.Document.Title, row.Document.Published, row.Document.Agency, row.Body!),
        StringComparer.Ordinal);

    /// <summary>Documents that no command shows yet, new ones and edited ones: their run goes on or was interrupted before it worked out their clusters.</summary>
    public long CountPending() => _connection.ExecuteScalar<long>(
        "SELECT count(*) FROM variants v JOIN documents d ON d.variant_id = v.id WHERE v.relation IS NULL");

    internal DbConnection Connection => _connection;

    internal IStore Store => _store;

    private sealed record BodyRow
    {
        public required byte[] Page { get; init; }

        public required byte[] Lines { get; init; }

        public required byte[] Body { get; init; }
    }

    private IReadOnlyList<LinkRow> Links(string where, object parameters) =>
        [.. _connection.Query<StoredLink>($"{LinkColumns} {where}", parameters).Select(ToRow)];

    /// <summary>The document with the smaller key is A, whichever came first.</summary>
    private static LinkRow ToRow(StoredLink l) => string.CompareOrdinal(l.A, l.B) <= 0 ? Describe(l) : Describe(new StoredLink
    {
        A = l.B,
        B = l.A,
        ClusterA = l.ClusterB,
        ClusterB = l.ClusterA,
        ContainmentA = l.ContainmentB,
        ContainmentB = l.ContainmentA,
        Relation = l.Relation,
        Resemblance = l.Resemblance,
        SharedShingles = l.SharedShingles,
        HammingDistance = l.HammingDistance,
        SameSite = l.SameSite,
        By = l.By,
    });

    private static LinkRow Describe(StoredLink l) => new()
    {
        A = l.A,
        B = l.B,
        ClusterA = l.ClusterA,
        ClusterB = l.ClusterB,
        Relation = l.Relation,
        Resemblance = l.Resemblance,
        ContainmentA = l.ContainmentA,
        ContainmentB = l.ContainmentB,
        SharedShingles = l.SharedShingles,
        HammingDistance = l.HammingDistance,
        SameSite = l.SameSite != 0,
        ProposedBy = ProposedByWords((ProposedBy)l.By),
    };

    internal static string ProposedByWords(ProposedBy by) => string.Join('+', new[]
    {
        (ProposedBy.Bands, "bands"), (ProposedBy.Fingerprint, "fingerprint"), (ProposedBy.Samples, "samples"),
    }.Where(p => by.HasFlag(p.Item1)).Select(p => p.Item2));

    // A class with settable properties: of an empty result SQLite knows no column types, and Dapper then finds no constructor.
    private sealed class StoredLink
    {
        public required string A { get; init; }

        public required string B { get; init; }

        public long ClusterA { get; init; }

        public long ClusterB { get; init; }

        public required string Relation { get; init; }

        public double Resemblance { get; init; }

        public double ContainmentA { get; init; }

        public double ContainmentB { get; init; }

        public long SharedShingles { get; init; }

        public long HammingDistance { get; init; }

        public long SameSite { get; init; }

        public long By { get; init; }
    }
}
