using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Explain;

/// <summary>One of two documents that are compared.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Headline.</param>
/// <param name="Site">Name of the site.</param>
/// <param name="Published">Claimed date, ISO 8601.</param>
/// <param name="Words">Words of its body.</param>
public sealed record DiffSide(string Key, string? Title, string? Site, string? Published, long Words);

/// <summary>Two bodies word by word, and what they are to each other.</summary>
/// <param name="A">The document whose words are deleted.</param>
/// <param name="B">The document whose words are added.</param>
/// <param name="Relation">exact, near, truncated, excerpt, robot or nothing.</param>
/// <param name="Ground">Why that relation.</param>
/// <param name="Resemblance">0–1.</param>
/// <param name="ContainmentA">Share of A's shingles that stand in B, 0–1.</param>
/// <param name="ContainmentB">Share of B's shingles that stand in A, 0–1.</param>
/// <param name="SharedShingles">Distinct shingles that stand in both.</param>
/// <param name="LengthPercent">Characters of the shorter body over characters of the longer, 0–100.</param>
/// <param name="HammingDistance">Differing fingerprint bits, 0–64.</param>
/// <param name="DeletedWords">Words that stand in A only, as spaces part them.</param>
/// <param name="AddedWords">Words that stand in B only.</param>
/// <param name="UnchangedWords">Words that stand in both.</param>
/// <param name="Runs">All words of both in text order.</param>
public sealed record DocumentDiff(
    DiffSide A, DiffSide B, string Relation, string Ground, double Resemblance, double ContainmentA, double ContainmentB, int SharedShingles,
    int LengthPercent, int HammingDistance, int DeletedWords, int AddedWords, int UnchangedWords, IReadOnlyList<DiffRun> Runs)
{
    /// <summary>Compares two stored documents.</summary>
    public static DocumentDiff Of(Reader reader, DedupOptions options, DocumentRow a, DocumentRow b)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        string bodyA = reader.Body(a.Key)!;
        string bodyB = reader.Body(b.Key)!;
        var sketcher = new Sketcher(options.Sketch.Scheme);
        (ShingleSet Set, ulong Fingerprint) Read(string body)
        {
            sketcher.Read(body);
            return (sketcher.ShingleSet(), SimHash.Compute(sketcher.Shingles));
        }
        (ShingleSet setA, ulong fingerprintA) = Read(bodyA);
        (ShingleSet setB, ulong fingerprintB) = Read(bodyB);
        ExplainedVerdict explained = new Verifier(options.Verification).Explain(setA, setB, SimHash.Distance(fingerprintA, fingerprintB));
        PairVerdict verdict = explained.Verdict;
        IReadOnlyList<DiffRun> runs = WordDiff.Compare(bodyA, bodyB);
        int Words(string kind) => runs.Where(run => run.Kind == kind).Sum(run => run.Words);
        return new DocumentDiff(
            Side(a), Side(b), verdict.Relation.PairWord(), explained.Ground, Math.Round(verdict.Resemblance, 4), Math.Round(verdict.ContainmentOfA, 4),
            Math.Round(verdict.ContainmentOfB, 4), verdict.SharedShingles, explained.LengthPercent, verdict.HammingDistance,
            Words(DiffRun.Deleted), Words(DiffRun.Added), Words(DiffRun.Unchanged), runs);
    }

    private static DiffSide Side(DocumentRow d) => new(d.Key, d.Title, d.Site, d.Published, d.Words);
}
