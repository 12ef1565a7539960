using System.Data.Common;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>A stored body that a page is a copy of.</summary>
/// <param name="Cluster">Cluster of the stored body.</param>
/// <param name="Title">Headline of the document.</param>
/// <param name="Document">The first document, by key, that carries the body.</param>
/// <param name="Documents">How many carry it.</param>
/// <param name="Relation">exact, near, truncated or excerpt.</param>
/// <param name="Resemblance">0–1.</param>
/// <param name="ContainmentOfPage">Share of the page's shingles that stand in the stored body, 0–1.</param>
/// <param name="ContainmentOfStored">Share of the stored body's shingles that stand in the page, 0–1.</param>
/// <param name="HammingDistance">Differing fingerprint bits, 0–64.</param>
/// <param name="ProposedBy">Indexes that proposed it.</param>
public sealed record Match(
    long Cluster, string? Title, string Document, long Documents, string Relation, double Resemblance, double ContainmentOfPage, double ContainmentOfStored,
    int HammingDistance, string ProposedBy);

/// <summary>What a page is, and what it is a copy of.</summary>
/// <param name="Article">Its article.</param>
/// <param name="Words">Tokens of the body.</param>
/// <param name="Matches">Every stored body it matches, the best first.</param>
public sealed record MatchedPage(Article Article, int Words, IReadOnlyList<Match> Matches);

/// <summary>Answers what pages are copies of, without storing them: opened once, it answers for one page after another in a millisecond.</summary>
/// <remarks>It sees the database as it stood when the reader was opened; as long as that is open, a writer's log grows. Not safe for concurrent use.</remarks>
public sealed class Matcher : IDisposable
{
    private readonly VariantStore _store;
    private readonly BodyComparer _comparer;
    private readonly Sketcher _sketcher;
    private readonly Func<LearnedChrome> _chrome;
    private readonly int _minimumWords;
    private readonly Statement _describe;

    /// <summary>Opens the index of the stored bodies, as the reader sees them.</summary>
    /// <param name="reader">The database, which stays open as long as this is used.</param>
    /// <param name="options">The settings that it was made with.</param>
    /// <param name="live">What the process's own writer keeps, where it has one: then what it writes is found as soon as the reader is renewed.</param>
    /// <exception cref="DatabaseException">It was made with other settings.</exception>
    public Matcher(Reader reader, DedupOptions options, LiveIndex? live = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        StoredSettings.RequireForReading(reader.Connection, options);
        _store = new VariantStore(reader.Connection);
        _sketcher = new Sketcher(options.Sketch.Scheme);
        LearnedChrome? stored = live?.Chrome is null ? ChromeReader.OnDemand(reader.Connection) : null;
        _chrome = () => stored ?? live!.Chrome!;
        _minimumWords = options.Verification.MinimumWords;
        _describe = Statement.Prepare(reader.Connection,
            """
            SELECT v.cluster_id, d.title, d.key, (SELECT count(*) FROM documents WHERE variant_id = v.id)
            FROM variants v JOIN clusters c ON c.id = v.cluster_id JOIN documents d ON d.variant_id = v.id WHERE v.id = ?1 ORDER BY d.key LIMIT 1
            """);
        _comparer = live is null ? BodyComparer.ForReading(_store, options) : BodyComparer.Beside(_store, options, live.Index, live.Shingles);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _describe.Dispose();
        _comparer.Dispose();
        _store.Dispose();
    }

    /// <summary>The same, but a page that cannot be read is a rejection, as it is when it is taken in.</summary>
    /// <returns>Null where it is rejected.</returns>
    public MatchedPage? TryMatch(Page page, out Rejection? rejection)
    {
        ArgumentNullException.ThrowIfNull(page);
        rejection = null;
        try
        {
            return Match(page);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or DatabaseException or DbException or IOException))
        {
            rejection = new Rejection(page.Place, PagePreparer.Failure(e));
            return null;
        }
    }

    /// <summary>The article of the page and every stored body it matches, the best first.</summary>
    public MatchedPage Match(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        ExtractedPage extracted = ExtractedPage.Of(page, _chrome());
        PreparedPage prepared = PreparedPage.Of(extracted, page.Hash(), _sketcher, _minimumWords);
        var matches = new List<Match>();
        long? exact = prepared.Words > 0 ? _store.Find(prepared.BodyHash) : null;
        void Add(Match? match)
        {
            if (match is not null) matches.Add(match);
        }
        if (exact is long same) Add(Describe(same, Relation.Exact.Word(), 1, 1, 1, 0, "body hash"));
        if (prepared.Sketched(exact ?? -1) is SketchedBody body)
        {
            foreach (VerifiedCandidate c in _comparer.Compare(body, prepared.Shingles!))
            {
                Add(Describe(c.Variant, c.Verdict.Relation.Word(), c.Verdict.Resemblance, c.Verdict.ContainmentOfA,
                    c.Verdict.ContainmentOfB, c.Verdict.HammingDistance, Reader.ProposedByWords(c.By)));
            }
        }
        return new MatchedPage(extracted.Article, prepared.Words, [.. matches
            .OrderByDescending(m => m.Relation != Relation.Excerpt.Word())
            .ThenByDescending(m => m.Resemblance).ThenByDescending(m => m.ContainmentOfPage).ThenBy(m => m.Document, StringComparer.Ordinal)]);
    }

    /// <summary>Null for a body whose cluster is not worked out yet.</summary>
    private Match? Describe(long variant, string relation, double resemblance, double ofPage, double ofStored, int hamming, string by) => _describe.First(
        row => new Match(
            row.Integer(0), row.TextOrNull(1), row.Text(2), row.Integer(3), relation, Math.Round(resemblance, 4), Math.Round(ofPage, 4), Math.Round(ofStored, 4), hamming, by), variant);
}
