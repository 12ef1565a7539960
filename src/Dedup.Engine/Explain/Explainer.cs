using System.Globalization;
using System.Text.Json;
using Dapper;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Explain;

/// <summary>Explains a page, stored or not: its lines, fields, sketch, candidates and cluster, each with the grounds.</summary>
/// <param name="reader">The database to compare with, or null where there is none.</param>
/// <param name="options">The settings of the database.</param>
/// <param name="live">What the process's own writer keeps, where it has one.</param>
public sealed class Explainer(Reader? reader, DedupOptions options, LiveIndex? live = null)
{
    /// <summary>Whether a document of this key is stored, its cluster worked out or not.</summary>
    public bool IsStored(string key) => reader is not null && Find(key) is not null;

    /// <summary>Explains a stored page by extracting it again; null where the key is unknown.</summary>
    /// <exception cref="DatabaseException">The database was made with other settings.</exception>
    public Explanation? Document(string key)
    {
        if (reader is null || Find(key) is not StoredPage stored) return null;
        Page page = stored.ToPage(key);
        (ExtractedPage extracted, PreparedPage prepared, Explanation explanation) = Extract(page, stored: true);
        var notes = new List<string>();
        string? otherRules = OtherRules();
        if (otherRules is not null)
            notes.Add($"the database was made by extraction rules {otherRules}: the page is extracted again by rules {PageExtractor.RulesVersion}, its cluster is that of the stored body");
        using var store = new VariantStore(reader.Connection);
        if (store.Find(prepared.BodyHash) != stored.Variant) notes.Add("the body is not the one that is stored");
        if (stored.Waits != 0) notes.Add("the document waits for its cluster: a run goes on, or was interrupted; the cluster is what it will be as things stand");
        using BodyComparer comparer = Comparer(store);
        ExplainedCluster cluster = new ClusterExplainer(reader.Connection, comparer, options.Verification).Stored(stored.Variant);
        return explanation with
        {
            Notes = notes,
            Conflicts = Conflicts(extracted, cluster),
            ExactCopies = Documents(stored.Variant, except: key),
            Candidates = Rows(Candidates(comparer, prepared, store.Find(prepared.BodyHash)).Where(c => c.Variant != stored.Variant)),
            Cluster = cluster with { Judgements = Judgements(key, cluster) },
        };
    }

    /// <summary>Explains a page that is not stored, and what would happen if it were taken in.</summary>
    /// <exception cref="DatabaseException">The database was made with other settings.</exception>
    public Explanation Page(Page page)
    {
        (ExtractedPage extracted, PreparedPage prepared, Explanation explanation) = Extract(page, stored: false);
        if (reader is null)
            return explanation with { Notes = [$"{options.Store.Name}: there is no such database to compare with"], Conflicts = Conflicts(extracted, null) };
        var notes = new List<string>();
        if (OtherRules() is string otherRules)
            notes.Add($"the database was made by extraction rules {otherRules}, this page is extracted by rules {PageExtractor.RulesVersion}");
        if (Find(page.Key) is StoredPage taken)
        {
            notes.Add(taken.ToPage(page.Key).Hash() == page.Hash()
                ? $"the same page is stored under the key {page.Key}; the rest is about a further copy of it"
                : $"another page is stored under the key {page.Key}, and 'dedup ingest' would put this one in its place; the rest is as if it came under another key");
        }
        if (reader.CountPending() > 0) notes.Add("documents wait for their clusters: what would happen is as if those that this page is not linked with did not");
        using var store = new VariantStore(reader.Connection);
        // Pages without a body have nothing in common.
        long? exact = prepared.Words > 0 ? store.Find(prepared.BodyHash) : null;
        using BodyComparer comparer = Comparer(store);
        List<ExplainedCandidate> candidates = Candidates(comparer, prepared, exact);
        ExplainedCluster cluster = new ClusterExplainer(reader.Connection, comparer, options.Verification).Predicted(prepared, exact, candidates);
        return explanation with
        {
            Notes = notes,
            Conflicts = Conflicts(extracted, cluster),
            ExactCopies = exact is long same ? Documents(same, except: null) : [],
            Candidates = Rows(candidates),
            Cluster = cluster with { Judgements = Judgements(null, cluster) },
        };
    }

    internal static PairMeasures Measures(in PairVerdict verdict) => new(
        verdict.Relation.PairWord(), Math.Round(verdict.Resemblance, 4), Math.Round(verdict.ContainmentOfA, 4), Math.Round(verdict.ContainmentOfB, 4),
        verdict.SharedShingles);

    private (ExtractedPage Extracted, PreparedPage Prepared, Explanation Explanation) Extract(Page page, bool stored)
    {
        var sketcher = new Sketcher(options.Sketch.Scheme);
        ExtractedPage extracted = ExtractedPage.Of(page, reader is null ? LearnedChrome.Empty : ChromeReader.OnDemand(reader.Connection));
        PreparedPage prepared = PreparedPage.Of(extracted, page.Hash(), sketcher, options.Verification.MinimumWords);
        Article article = extracted.Article;
        Dictionary<int, string> learned = LearnedWords(extracted);
        sketcher.Read(article.Body);
        static ExplainedField Field(string name, Found? found) => new(name, found?.Value, found?.Evidence);
        return (extracted, prepared, new Explanation
        {
            Key = page.Key,
            Place = page.Place,
            Stored = stored,
            Notes = [],
            Lines = [.. article.Lines.Select((line, i) => new ExplainedLine(
                i + 1, line.Reason == LineReason.Body, JsonNamingPolicy.SnakeCaseLower.ConvertName(line.Reason.ToString()), line.Reason == LineReason.LearnedChrome ? learned[i] : line.Reason.Words(), line.Text))],
            Fields =
            [
                Field("site", article.Site), Field("section", article.Section), Field("title", article.Title), Field("published", article.Published),
                Field("agency", article.Agency), Field("dateline", article.Dateline), Field("byline", article.Byline),
                Field("canonical", article.Canonical), Field("language", article.Language), Field("method", article.Method),
            ],
            Claims = article.Claims,
            Body = new ExplainedBody(
                prepared.Words, sketcher.Characters, sketcher.Shingles.Length,
                prepared.Shingles?.Count ?? sketcher.ShingleSet().Count,
                options.Verification.MinimumWords, options.Sketch.Scheme.Id, prepared.Sketch is null ? null : Hexadecimal(prepared.Sketch.Fingerprint),
                prepared.Sketch?.Signature, prepared.Sketch is null ? null : [.. prepared.Sketch.Samples.Select(Hexadecimal)]),
        });
    }

    /// <summary>For each line that is learned chrome, what taught it.</summary>
    private static Dictionary<int, string> LearnedWords(ExtractedPage page)
    {
        var words = new Dictionary<int, string>();
        for (int i = 0; i < page.Outline.Lines.Length && page.Marks is not null; i++)
        {
            if (page.Marks[i] is not { } mark) continue;
            words[page.Outline.Places[i]] = mark is not { Group: PageGroup group, Line: LearnedLine line }
                ? "learned: between lines of the template"
                : string.Create(CultureInfo.InvariantCulture, $"learned from {group.Words}: on {line.Pages} pages beside {line.Titles}{(line.Titles == ChromeLearner.MaxTitles ? " or more" : "")} unrelated headlines");
        }
        return words;
    }

    private IReadOnlyList<DateConflict> Conflicts(ExtractedPage page, ExplainedCluster? cluster) => DateConflicts.Of(
        new CopyDates(page.Page.Key, page.Article.Site?.Value, page.Article.Published?.Value, page.Page.Fetched, page.Article.Claims),
        cluster?.Cluster is long id ? reader!.Members(id) : []);

    private IReadOnlyList<JudgementRow> Judgements(string? key, ExplainedCluster cluster) =>
    [
        .. (key is null ? [] : JudgementRow.OfDocument(reader!, key))
            .UnionBy(cluster.Cluster is long id ? JudgementRow.OfCluster(reader!, id) : [], j => (j.A, j.B)),
    ];

    private static string Hexadecimal(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    private static List<ExplainedCandidate> Candidates(BodyComparer comparer, PreparedPage page, long? variant) =>
        page.Sketched(variant ?? -1) is SketchedBody body ? comparer.Explain(body, page.Shingles!) : [];

    private CandidateRow[] Rows(IEnumerable<ExplainedCandidate> candidates) => [.. candidates.Select(c =>
    {
        (string document, long? cluster) = reader!.Connection.QueryFirst<(string, long?)>(
            "SELECT d.key, v.cluster_id FROM variants v JOIN documents d ON d.variant_id = v.id WHERE v.id = @Variant ORDER BY d.key LIMIT 1", new { c.Variant });
        return new CandidateRow(
            document, cluster, Reader.ProposedByWords(c.Proposal.By), c.Proposal.EqualBands, c.Proposal.Bands, c.Proposal.HammingDistance,
            c.Proposal.CommonSamples, c.Proposal.FewerSamples, Measures(c.Verdict.Verdict), c.Verdict.LengthPercent, c.Verdict.Ground);
    }).OrderByDescending(r => r.Measures.Resemblance).ThenBy(r => r.Document, StringComparer.Ordinal)];

    private IReadOnlyList<string> Documents(long variant, string? except) => [.. reader!.Connection.Query<string>(
        "SELECT key FROM documents WHERE variant_id = @variant AND key IS DISTINCT FROM @except ORDER BY key", new { variant, except })];

    private StoredPage? Find(string key) => reader!.Connection.QueryFirstOrDefault<StoredPage>(
        """
        SELECT v.id AS Variant, d.place AS Place, p.page AS Text, p.hints AS Hints, p.fetched AS Fetched,
               v.cluster_id IS NULL OR EXISTS (SELECT 1 FROM pending w WHERE w.variant_id = v.id) AS Waits
        FROM documents d JOIN variants v ON v.id = d.variant_id JOIN pages p ON p.document_id = d.id WHERE d.key = @key
        """, new { key });

    /// <summary>Refuses other settings than the database's, all but the version of the extraction rules.</summary>
    /// <returns>That version, where it is another.</returns>
    private string? OtherRules()
    {
        string? stored = StoredSettings.RequireButRules(reader!.Connection, options);
        return stored == PageExtractor.RulesVersion.ToString(CultureInfo.InvariantCulture) ? null : stored;
    }

    private BodyComparer Comparer(VariantStore store) => live is null ? BodyComparer.ForReading(store, options) : BodyComparer.Beside(store, options, live.Index, live.Shingles);

    // A class with settable properties: Dapper finds no constructor for columns that SQLite knows no type of.
    private sealed class StoredPage
    {
        public long Variant { get; init; }

        public required string Place { get; init; }

        public required byte[] Text { get; init; }

        public required string Hints { get; init; }

        public string? Fetched { get; init; }

        public long Waits { get; init; }

        public Page ToPage(string key) => new(key, Place, Blobs.ToText(Text), JsonSerializer.Deserialize<PageHints>(Hints)!, Fetched);
    }
}
