using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Explain;

/// <summary>Everything that was decided about a page, with the grounds.</summary>
public sealed record Explanation
{
    /// <summary>The document's key; of a page that is not stored, the one it would have.</summary>
    public required string Key { get; init; }

    /// <summary>Where the page was read.</summary>
    public required string Place { get; init; }

    /// <summary>Whether it is stored; else <see cref="Cluster"/> says what would happen.</summary>
    public required bool Stored { get; init; }

    /// <summary>What must be known to read the rest rightly, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every line of the page.</summary>
    public required IReadOnlyList<ExplainedLine> Lines { get; init; }

    /// <summary>Every field, shown or not.</summary>
    public required IReadOnlyList<ExplainedField> Fields { get; init; }

    /// <summary>Every date that the page claims.</summary>
    public IReadOnlyList<DateClaim> Claims { get; init; } = [];

    /// <summary>What speaks against a date that it claims: its other claims, the day of its fetching, other copies of the story.</summary>
    public IReadOnlyList<DateConflict> Conflicts { get; init; } = [];

    /// <summary>What was made of the body.</summary>
    public required ExplainedBody Body { get; init; }

    /// <summary>Keys of the other documents that carry the same body, in order.</summary>
    public IReadOnlyList<string> ExactCopies { get; init; } = [];

    /// <summary>Every stored body that the indexes propose, the most resembling first; null where there is no database to compare with.</summary>
    public IReadOnlyList<CandidateRow>? Candidates { get; init; }

    /// <summary>Where it stands; null where there is no database to compare with.</summary>
    public ExplainedCluster? Cluster { get; init; }
}

/// <summary>A line of a page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kept">Whether it is part of the body.</param>
/// <param name="Reason">Name of the reason, in snake case.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Text">The line, without surrounding white space.</param>
public sealed record ExplainedLine(int Number, bool Kept, string Reason, string Why, string Text);

/// <summary>A field of the article.</summary>
/// <param name="Field">Its name: site, section, title, published, agency, dateline, byline, canonical, language or method.</param>
/// <param name="Value">Its value, or null where the page shows none.</param>
/// <param name="Evidence">The words that show it, as they stand in the page.</param>
public sealed record ExplainedField(string Field, string? Value, string? Evidence);

/// <summary>A body with its sketch.</summary>
/// <param name="Words">Its tokens.</param>
/// <param name="Characters">Length of the normalised text in characters.</param>
/// <param name="Shingles">Shingles, repeats included.</param>
/// <param name="DistinctShingles">Distinct shingles.</param>
/// <param name="MinimumWords">Bodies with fewer words are not sketched.</param>
/// <param name="Scheme">Name of the scheme that sketches it.</param>
/// <param name="Fingerprint">SimHash as 16 hexadecimal digits; null where it is not sketched.</param>
/// <param name="Signature">MinHash values; null likewise.</param>
/// <param name="Samples">Sampled shingles, ascending, as 16 hexadecimal digits each; null likewise.</param>
public sealed record ExplainedBody(
    int Words, int Characters, int Shingles, int DistinctShingles, int MinimumWords, string Scheme,
    string? Fingerprint, IReadOnlyList<uint>? Signature, IReadOnlyList<string>? Samples);

/// <summary>The measures of a pair, the page's side first.</summary>
/// <param name="Relation">exact, near, truncated, excerpt, robot or nothing.</param>
/// <param name="Resemblance">0–1.</param>
/// <param name="ContainmentOfPage">Share of the page's shingles that stand in the other body, 0–1.</param>
/// <param name="ContainmentOfOther">Share of the other body's shingles that stand in the page, 0–1.</param>
/// <param name="SharedShingles">Distinct shingles that stand in both.</param>
public sealed record PairMeasures(string Relation, double Resemblance, double ContainmentOfPage, double ContainmentOfOther, int SharedShingles);

/// <summary>A stored body that the indexes propose.</summary>
/// <param name="Document">The smallest key of a document that carries it.</param>
/// <param name="Cluster">Its cluster; null where that is not worked out yet.</param>
/// <param name="ProposedBy">Indexes that propose it: bands, fingerprint, samples.</param>
/// <param name="EqualBands">Bands that are equal.</param>
/// <param name="Bands">Bands of a signature.</param>
/// <param name="HammingDistance">Differing fingerprint bits, 0–64.</param>
/// <param name="SharedSamples">Sampled shingles that stand in both.</param>
/// <param name="FewerSamples">Sampled shingles of the body that has fewer.</param>
/// <param name="Measures">What verification found.</param>
/// <param name="LengthPercent">Characters of the shorter body over characters of the longer, 0–100.</param>
/// <param name="Ground">Why that relation.</param>
public sealed record CandidateRow(
    string Document, long? Cluster, string ProposedBy, int EqualBands, int Bands, int HammingDistance, int SharedSamples, int FewerSamples,
    PairMeasures Measures, int LengthPercent, string Ground);

/// <summary>The cluster of a page and why this one.</summary>
public sealed record ExplainedCluster
{
    /// <summary>Its id; null where it would be a new one.</summary>
    public required long? Cluster { get; init; }

    /// <summary>Headline of its representative.</summary>
    public string? Title { get; init; }

    /// <summary>Member documents, this one counted.</summary>
    public required int Documents { get; init; }

    /// <summary>Key of the document that represents it.</summary>
    public required string Representative { get; init; }

    /// <summary>What the page is to the representative: exact, near, truncated, excerpt, digest or lone.</summary>
    public required string Relation { get; init; }

    /// <summary>The link with the representative; null where the page carries the representative's body.</summary>
    public PairMeasures? ToRepresentative { get; init; }

    /// <summary>Why this cluster.</summary>
    public required string Ground { get; init; }

    /// <summary>Why that representative.</summary>
    public required string RepresentativeGround { get; init; }

    /// <summary>The story that the page is an excerpt of, or null.</summary>
    public ExplainedStory? ExcerptOf { get; init; }

    /// <summary>Every other cluster that the page's body has links into, the strongest link first.</summary>
    public required IReadOnlyList<OtherCluster> Others { get; init; }

    /// <summary>What analysts have said of documents of the cluster, and of the page.</summary>
    public IReadOnlyList<JudgementRow> Judgements { get; init; } = [];

    /// <summary>What else would change in the database, as sentences; empty for a page whose cluster is worked out.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}

/// <summary>The story of an excerpt.</summary>
/// <param name="Cluster">Its id; null where it would be a new one.</param>
/// <param name="Title">Headline of its representative.</param>
/// <param name="Representative">Key of its representative.</param>
/// <param name="Measures">The link with the representative.</param>
/// <param name="Ground">Why this story.</param>
public sealed record ExplainedStory(long? Cluster, string? Title, string Representative, PairMeasures Measures, string Ground);

/// <summary>A cluster that a page has links into and does not belong to.</summary>
/// <param name="Cluster">Its id; null where it would be a new one.</param>
/// <param name="Title">Headline of its representative.</param>
/// <param name="Documents">Member documents.</param>
/// <param name="Links">Bodies of it that are linked with the page's.</param>
/// <param name="Document">A document with the most resembling of them.</param>
/// <param name="Measures">The link with that one.</param>
/// <param name="Ground">Why the page does not belong to it.</param>
public sealed record OtherCluster(long? Cluster, string? Title, int Documents, int Links, string Document, PairMeasures Measures, string Ground);
