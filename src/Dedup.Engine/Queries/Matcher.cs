using Dapper;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Extraction;
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

/// <summary>Answers what a page is a copy of, without storing it.</summary>
public sealed class Matcher(Reader reader, DedupOptions options)
{
    /// <summary>The article of the page and every stored body it matches, the best first.</summary>
    public (Article Article, int Words, IReadOnlyList<Match> Matches) Match(Page page)
    {
        StoredSettings.RequireForReading(reader.Connection, options);
        ExtractedPage extracted = ExtractedPage.Of(page, ChromeStore.OnDemand(reader.Connection));
        PreparedPage prepared = PreparedPage.Of(extracted, page.Hash(), new Sketcher(options.Sketch.Scheme), options.Verification.MinimumWords);
        using var store = new VariantStore(reader.Connection);
        var matches = new List<Match>();
        long? exact = prepared.Words > 0 ? store.Find(prepared.BodyHash) : null;
        void Add(Match? match)
        {
            if (match is not null) matches.Add(match);
        }
        if (exact is long same) Add(Describe(same, Relation.Exact.Word(), 1, 1, 1, 0, "body hash"));
        if (prepared.Sketched(exact ?? -1) is SketchedBody body)
        {
            foreach (VerifiedCandidate c in new BodyComparer(store, options).Compare(body, prepared.Shingles!))
            {
                Add(Describe(c.Variant, c.Verdict.Relation.Word(), c.Verdict.Resemblance, c.Verdict.ContainmentOfA,
                    c.Verdict.ContainmentOfB, c.Verdict.HammingDistance, Reader.ProposedByWords(c.By)));
            }
        }
        return (extracted.Article, prepared.Words, [.. matches
            .OrderByDescending(m => m.Relation != Relation.Excerpt.Word())
            .ThenByDescending(m => m.Resemblance).ThenByDescending(m => m.ContainmentOfPage).ThenBy(m => m.Document, StringComparer.Ordinal)]);
    }

    /// <summary>Null for a body whose cluster is not worked out yet.</summary>
    private Match? Describe(long variant, string relation, double resemblance, double ofPage, double ofStored, int hamming, string by)
    {
        (long cluster, string? title, string? key, long documents) = reader.Connection.QueryFirstOrDefault<(long, string?, string?, long)>(
            """
            SELECT v.cluster_id, d.title, d.key, (SELECT count(*) FROM documents WHERE variant_id = v.id)
            FROM variants v JOIN clusters c ON c.id = v.cluster_id JOIN documents d ON d.key = (SELECT min(key) FROM documents WHERE variant_id = v.id)
            WHERE v.id = @variant
            """, new { variant });
        return key is null ? null : new Match(cluster, title, key, documents, relation, Math.Round(resemblance, 4), Math.Round(ofPage, 4), Math.Round(ofStored, 4), hamming, by);
    }
}
