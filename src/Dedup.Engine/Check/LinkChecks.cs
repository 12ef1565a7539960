using System.Data.Common;
using Dapper;
using Dedup.Core.Verification;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Check;

/// <summary>Stored links against those that the index in memory and exact verification give.</summary>
internal static class LinkChecks
{
    public static CheckedPart Run(DbConnection connection, VariantStore variants, BodyComparer comparer, Action<string, long>? progress)
    {
        var links = new PartCheck("links against those that the index in memory proposes and verification finds");
        // Where bodies wait for their links, some of others wait to be ended.
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM unlinked)") != 0) return links.Result;
        long done = 0;
        foreach (SketchedBody body in variants.Sketches(counted: true))
        {
            long variant = body.Variant;
            Dictionary<long, StoredLink> stored = connection.Query<StoredLink>(
                """
                SELECT a AS A, relation AS Relation, resemblance AS Resemblance, containment_a AS ContainmentA, containment_b AS ContainmentB, shared AS Shared,
                       shingles_a AS ShinglesA, shingles_b AS ShinglesB, hamming AS Hamming, proposed_by AS ProposedBy
                FROM links WHERE b = @variant
                """, new { variant }).ToDictionary(link => link.A);
            // The other body is the older one, so that each pair is worked out once.
            foreach (VerifiedCandidate other in comparer.Compare(body, comparer.Shingles(variant), other => other < variant))
            {
                if (!stored.Remove(other.Variant, out StoredLink? link)) links.Add($"variants {other.Variant} and {variant} are {other.Verdict.Relation.Word()} and have no link");
                else links.Add(link.Is(other) ? null : $"link of variants {other.Variant} and {variant}: its measures are others");
            }
            links.AddFaults(stored.Keys.Select(a => $"link of variants {a} and {variant}: verification does not find it"));
            if (++done % 256 == 0) progress?.Invoke("links", done);
        }
        links.AddFaults(connection.Query<(long A, long B)>("SELECT a, b FROM links WHERE b NOT IN (SELECT variant_id FROM sketches)")
            .Select(link => $"link of variants {link.A} and {link.B}: a body without a sketch has none"));
        return links.Result;
    }

    private sealed class StoredLink
    {
        public long A { get; init; }

        public required string Relation { get; init; }

        public double Resemblance { get; init; }

        public double ContainmentA { get; init; }

        public double ContainmentB { get; init; }

        public long Shared { get; init; }

        public long ShinglesA { get; init; }

        public long ShinglesB { get; init; }

        public long Hamming { get; init; }

        public long ProposedBy { get; init; }

        /// <summary>Whether it says the same of the pair, whose measures have B's first.</summary>
        public bool Is(VerifiedCandidate pair)
        {
            PairVerdict v = pair.Verdict;
            return Relation == v.Relation.Word() && Resemblance == v.Resemblance && ContainmentA == v.ContainmentOfB && ContainmentB == v.ContainmentOfA
                && Shared == v.SharedShingles && ShinglesA == v.ShinglesB && ShinglesB == v.ShinglesA && Hamming == v.HammingDistance && ProposedBy == (int)pair.By;
        }
    }
}
