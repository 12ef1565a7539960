using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Stores a body with its sketch and its links to all bodies before it, and adds it to the index.</summary>
internal sealed class BodyWriter(VariantStore variants, BodyComparer comparer)
{
    /// <summary>Stores the body of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="known">The variant that has this body and no sketch or links yet; null to make one.</param>
    /// <returns>The variant.</returns>
    public long Put(PreparedPage page, long? known = null)
    {
        long id = known ?? variants.Add(page.BodyHash, page.Words);
        if (page.Sketch is null || page.Shingles is null) return id;
        variants.AddSketch(id, page.Sketch);
        foreach (VerifiedCandidate other in comparer.Compare(page.Sketch, page.Shingles))
            variants.AddLink(id, other);
        comparer.Add(id, page.Sketch, page.Shingles);
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
        bool gone = variants.RemoveIfUnused(variant);
        if (gone) comparer.Remove(variant);
        else variants.MarkPending(variant);
        return gone;
    }
}
