using Dedup.Core.Candidates;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Stores a body with its sketch and its links to all bodies before it, and keeps the links those that the index proposes.</summary>
internal sealed class BodyWriter(VariantStore variants, BodyComparer comparer)
{
    /// <summary>Stores the body of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="known">The variant that has this body and no sketch or links yet; null to make one.</param>
    /// <returns>The variant.</returns>
    public long Put(PreparedPage page, long? known = null)
    {
        long id = known ?? variants.Add(page.BodyHash, page.Words);
        if (page.Sketched(id) is not SketchedBody body) return id;
        variants.AddSketch(id, body.Sketch);
        foreach (VerifiedCandidate other in comparer.Compare(body, page.Shingles!))
            variants.AddLink(id, other);
        Withdraw(comparer.Add(body, page.Shingles!));
        return id;
    }

    /// <summary>A document carries another body now: what is left without a document goes, and the clusters of both wait.</summary>
    public void Moved(long from, long to)
    {
        variants.MarkPending(to);
        if (from == to) return;
        variants.InheritCluster(from, to);
        Left(from);
    }

    /// <summary>A document carries the body no more: where nobody else does it goes, and the clusters that it bears on wait.</summary>
    /// <returns>Whether it went.</returns>
    public bool Left(long variant)
    {
        SketchedBody? body = variants.Sketch(variant);
        bool gone = variants.RemoveIfUnused(variant);
        if (!gone) variants.MarkPending(variant);
        else if (body is not null) Resume(comparer.Remove(body));
        return gone;
    }

    /// <summary>A key of these bodies has become crowded, or has other leaders: links that nothing proposes any more go.</summary>
    private void Withdraw(IReadOnlyList<long> bodies)
    {
        if (bodies.Count == 0) return;
        var sketches = new Dictionary<long, SketchedBody>();
        SketchedBody Sketch(long id) => sketches.TryGetValue(id, out SketchedBody? known) ? known : sketches[id] = variants.Sketch(id)!;
        foreach ((long a, long b, ProposedBy by) in variants.Links(bodies))
        {
            ProposedBy now = comparer.Supports(Sketch(a), Sketch(b));
            if (now != by) variants.Propose(a, b, now);
        }
    }

    /// <summary>A key of these bodies is crowded no more, or has other leaders: pairs that it proposes again are compared.</summary>
    private void Resume(IReadOnlyList<long> bodies)
    {
        foreach (long id in bodies)
        {
            SketchedBody body = variants.Sketch(id)!;
            foreach (VerifiedCandidate other in comparer.Compare(body, comparer.Shingles(id)))
            {
                variants.AddLink(id, other);
                variants.MarkPending(id);
                variants.MarkPending(other.Variant);
            }
        }
    }
}
