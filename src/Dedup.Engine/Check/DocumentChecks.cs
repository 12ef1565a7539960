using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Check;

/// <summary>Stored pages against their hashes; articles, bodies and sketches against those that the pages give.</summary>
internal static class DocumentChecks
{
    /// <summary>The part on which links and clusters do not rest.</summary>
    public const string Articles = "articles against those extracted again";

    private const int Batch = 256;

    public static IReadOnlyList<CheckedPart> Run(DbConnection connection, DedupOptions options, Action<string, long>? progress)
    {
        var pages = new PartCheck("pages against their hashes");
        var articles = new PartCheck(Articles);
        var bodies = new PartCheck("bodies and sketches against those worked out again");
        LearnedChrome chrome = ChromeReader.All(connection);
        using var sketchers = new ThreadLocal<Sketcher>(() => new Sketcher(options.Sketch.Scheme));
        long done = 0;
        using Statement memberships = Statement.Prepare(connection,
            """
            SELECT count(DISTINCT g.value) FROM outlines o, json_each(CASE WHEN json_valid(o.groups) THEN o.groups ELSE '[]' END) g
            WHERE o.document_id = ?1 AND (EXISTS (SELECT 1 FROM chrome_members m WHERE m.group_id = g.value AND m.rank = ?2 AND m.document_id = ?1)
               OR EXISTS (SELECT 1 FROM chrome_joining j WHERE j.document_id = ?1 AND j.rank = ?2))
            """);
        for (List<Row> batch = Rows(connection, 0); batch.Count > 0; batch = Rows(connection, batch[^1].Id))
        {
            foreach (Row row in batch) row.Memberships = memberships.Scalar(row.Id, ChromeStore.Rank(row.Key))!.Value;
            foreach ((string? page, string? article, string? body) in batch.AsParallel().AsOrdered().Select(row => Guarded(row, sketchers.Value!, options, chrome)))
            {
                pages.Add(page);
                articles.Add(article);
                bodies.Add(body);
            }
            progress?.Invoke("documents", done += batch.Count);
        }
        var orphans = new PartCheck("variants and pages have their documents");
        orphans.Cover(connection.ExecuteScalar<long>("SELECT count(*) FROM variants"));
        orphans.AddFaults(connection.Query<long>("SELECT id FROM variants v WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.variant_id = v.id)")
            .Select(id => $"variant {id} has no document"));
        orphans.AddFaults(connection.Query<long>("SELECT document_id FROM pages WHERE document_id NOT IN (SELECT id FROM documents)").Select(id => $"page {id} has no document"));
        orphans.AddFaults(connection.Query<(long Group, long Document)>(
                """
                SELECT m.group_id, m.document_id FROM chrome_members m
                WHERE NOT EXISTS (SELECT 1 FROM outlines o, json_each(CASE WHEN json_valid(o.groups) THEN o.groups ELSE '[]' END) g WHERE o.document_id = m.document_id AND g.value = m.group_id)
                   OR NOT EXISTS (SELECT 1 FROM chrome_groups g WHERE g.id = m.group_id)
                UNION ALL SELECT 0, j.document_id FROM chrome_joining j WHERE NOT EXISTS (SELECT 1 FROM outlines o WHERE o.document_id = j.document_id)
                """)
            .Select(row => $"group {row.Group} has document {row.Document} for one of its pages, and it is none, or there is no such group"));
        return [pages.Result, articles.Result, bodies.Result, orphans.Result];
    }

    /// <summary>The next documents in order of id.</summary>
    private static List<Row> Rows(DbConnection connection, long after) => [.. connection.Query<Row>(
            """
            SELECT d.id AS Id, d.key AS Key, d.place AS Place, d.page_hash AS PageHash, d.fetched AS DocumentFetched, d.url AS Url, d.site AS Site, d.section AS Section, d.title AS Title,
                   d.published AS Published, d.agency AS Agency, d.dateline AS Dateline, d.byline AS Byline, d.evidence AS Evidence,
                   d.canonical AS Canonical, d.language AS Language, d.method AS Method, d.claims AS Claims,
                   p.page AS Page, p.hints AS Hints, p.body AS Body, p.lines AS Lines, p.fetched AS Fetched, o.outline AS Outline,
                   o.groups AS Groups,
                   v.body_hash AS BodyHash, v.words AS Words, s.fingerprint AS Fingerprint, s.signature AS Signature, s.samples AS Samples
            FROM documents d LEFT JOIN pages p ON p.document_id = d.id LEFT JOIN outlines o ON o.document_id = d.id LEFT JOIN variants v ON v.id = d.variant_id LEFT JOIN sketches s ON s.variant_id = v.id
            WHERE d.id > @after ORDER BY d.id LIMIT @Batch
            """, new { after, Batch })];

    /// <summary>Whatever cannot be read of a row is its fault, and no reason to stop.</summary>
    private static (string? Page, string? Article, string? Body) Guarded(Row row, Sketcher sketcher, DedupOptions options, LearnedChrome chrome)
    {
        try
        {
            return Compare(row, sketcher, options, chrome);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ($"document '{row.Key}': what is stored of it cannot be read: {e.Message}", null, null);
        }
    }

    private static (string? Page, string? Article, string? Body) Compare(Row row, Sketcher sketcher, DedupOptions options, LearnedChrome chrome)
    {
        string name = $"document '{row.Key}'";
        if (row.Page is null || row.Hints is null || row.Body is null || row.Lines is null || row.BodyHash is null)
            return ($"{name} has no page or no body", null, null);
        var page = new Page(row.Key, row.Place, Blobs.ToText(row.Page), JsonSerializer.Deserialize<PageHints>(row.Hints) ?? new PageHints(), row.Fetched);
        UInt128 hash = page.Hash();
        // Schema 1 did not keep the page's own time.
        bool timeUnknown = row.Fetched is null && row.DocumentFetched is not null;
        string? pageFault = timeUnknown || hash == Blobs.ToHash(row.PageHash) ? null : $"{name}: its page does not have the stored hash";

        PreparedPage again = PreparedPage.Of(ExtractedPage.Of(page, chrome), hash, sketcher, options.Verification.MinimumWords);
        StoredFields f = again.Fields;
        List<string> unlike = [.. new (string Field, string? Stored, string? Now)[]
        {
            ("url", row.Url, again.Url), ("site", row.Site, f.Site), ("section", row.Section, f.Section), ("title", row.Title, f.Title),
            ("published", row.Published, f.Published), ("agency", row.Agency, f.Agency), ("dateline", row.Dateline, f.Dateline), ("byline", row.Byline, f.Byline),
            ("evidence", row.Evidence, f.Evidence), ("canonical", row.Canonical, f.Canonical), ("language", row.Language, f.Language), ("method", row.Method, f.Method),
            ("claims", row.Claims, f.Claims),
        }.Where(column => column.Stored != column.Now).Select(column => column.Field)];
        if (new StoredBody(row.Page, row.Lines, row.Body).Text() != again.Body) unlike.Add("body");
        if (!row.Lines.AsSpan().SequenceEqual(again.StoredLines)) unlike.Add("lines");
        if (row.Outline is null || !row.Outline.AsSpan().SequenceEqual(again.StoredOutline)) unlike.Add("outline");
        HashSet<long> groups = [.. again.Groups.Select(g => g.Id)];
        if (row.Groups is null || !groups.SetEquals(JsonSerializer.Deserialize<long[]>(row.Groups)!) || row.Memberships != groups.Count) unlike.Add("groups");
        string? articleFault = unlike.Count == 0 ? null : $"{name}: extraction gives another {string.Join(", ", unlike)}";

        string? bodyFault = Blobs.ToHash(row.BodyHash) != again.BodyHash || row.Words != again.Words ? $"{name}: its variant is of another body"
            : row.Signature is null != again.Sketch is null ? $"{name}: its body {(row.Signature is null ? "has no sketch" : "is too short for the sketch that it has")}"
            : again.Sketch is { } sketch && (unchecked((ulong)row.Fingerprint!.Value) != sketch.Fingerprint
                || !row.Signature.AsSpan().SequenceEqual(Blobs.FromValues<uint>(sketch.Signature))
                || !row.Samples.AsSpan().SequenceEqual(Blobs.FromValues<ulong>(sketch.Samples))) ? $"{name}: its body gives another sketch"
            : null;
        return (pageFault, articleFault, bodyFault);
    }

    // A class with settable properties: of an empty result SQLite knows no column types, and Dapper then finds no constructor.
    private sealed class Row
    {
        public required string Key { get; init; }

        public long Id { get; init; }

        public required string Place { get; init; }

        public required byte[] PageHash { get; init; }

        public string? DocumentFetched { get; init; }

        public string? Url { get; init; }

        public string? Site { get; init; }

        public string? Section { get; init; }

        public string? Title { get; init; }

        public string? Published { get; init; }

        public string? Agency { get; init; }

        public string? Dateline { get; init; }

        public string? Byline { get; init; }

        public string? Evidence { get; init; }

        public string? Canonical { get; init; }

        public string? Language { get; init; }

        public string? Method { get; init; }

        public string? Claims { get; init; }

        public byte[]? Page { get; init; }

        public string? Hints { get; init; }

        public byte[]? Body { get; init; }

        public byte[]? Lines { get; init; }

        public string? Fetched { get; init; }

        public byte[]? Outline { get; init; }

        public string? Groups { get; init; }

        public long Memberships { get; set; }

        public byte[]? BodyHash { get; init; }

        public long? Words { get; init; }

        public long? Fingerprint { get; init; }

        public byte[]? Signature { get; init; }

        public byte[]? Samples { get; init; }
    }
}
