using Dedup.Core.Candidates;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>Stores bodies with their sketches, and keeps the links those that the index proposes of all stored bodies.</summary>
/// <remarks>
/// A body waits for its links until <see cref="Settle"/>, if need be until another process: most bodies of a first run are
/// others as soon as the chrome of their sites is learned, and bodies that come together are compared most cheaply together.
/// What waits is stored. Only what a body leaves behind that links were made with regard to would be lost with this process:
/// that must be settled in the same transaction (<see cref="SettleLosses"/>).
/// </remarks>
internal sealed class BodyWriter(VariantStore variants, BodyComparer comparer)
{
    /// <summary>Links that the index is asked for at once.</summary>
    private const int AskedTogether = 1024;

    private bool _countedBodyLeft;

    /// <summary>Stores the body of a page; its links are made by <see cref="Settle"/>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="known">The variant that has this body and no sketch or links yet; null to make one.</param>
    /// <returns>The variant.</returns>
    public long Put(PreparedPage page, long? known = null)
    {
        long id = known ?? variants.Add(page.BodyHash, page.Words);
        if (page.Sketched(id) is not SketchedBody body) return id;
        variants.AddSketch(id, body.Sketch);
        return id;
    }

    /// <summary>
    /// Whether a page whose body has changed tells the same story as before, so that the old one's cluster goes on in the new one's. Must be asked before the page is stored, while its old body can be read.
    /// </summary>
    /// <param name="from">The body that it carried.</param>
    /// <param name="to">The body that it carries.</param>
    /// <param name="page">The page.</param>
    public bool GoesOn(long from, long to, PreparedPage page) =>
        from != to && variants.IsClustered(from) && page.Sketched(to) is SketchedBody after && variants.Sketch(from) is SketchedBody before
        && comparer.IsSameStory(before, new ComparedBody(after, page.Shingles));

    /// <summary>A document carries another body now: what is left without a document goes, and the clusters of both wait.</summary>
    /// <param name="from">The body that it carried.</param>
    /// <param name="to">The body that it carries.</param>
    /// <param name="goesOn">Whether the new body tells the story of the old one: then the story keeps its cluster's id, or that redirects.</param>
    public void Moved(long from, long to, bool goesOn)
    {
        GoOn(from, to, goesOn);
        if (from != to) Left([from]);
    }

    /// <summary>The part of <see cref="Moved"/> that is to be done before another document moves; that it was left may be said of many together.</summary>
    public void GoOn(long from, long to, bool goesOn)
    {
        variants.MarkPending(to);
        if (from != to && goesOn) variants.InheritCluster(from, to);
    }

    /// <summary>Documents carry these bodies no more: where nobody else does they go, and the clusters that they bear on wait.</summary>
    /// <returns>How many went.</returns>
    public int Left(IReadOnlyCollection<long> bodies)
    {
        int gone = 0;
        foreach (LeavingBody left in variants.Leaving([.. bodies.Distinct()]))
        {
            if (left.IsUsed)
            {
                variants.MarkPending(left.Variant);
                continue;
            }
            gone++;
            variants.Remove(left.Variant);
            if (left.Body is not SketchedBody body) continue;
            comparer.Remove(body);
            _countedBodyLeft |= left.IsCounted;
        }
        return gone;
    }

    /// <summary>Settles where a body has gone that links were made with regard to.</summary>
    public void SettleLosses()
    {
        if (_countedBodyLeft) Settle();
    }

    /// <summary>Makes and ends links, so that they are what is proposed of the bodies stored now.</summary>
    /// <param name="between">Called in the middle of much work with the bodies done and all: what is stored then may be committed.</param>
    /// <param name="beside">Compares bodies while the links of those before are stored; null where something is not committed that it must know of.</param>
    public void Settle(Action<int, int>? between = null, WriterBeside? beside = null)
    {
        // What the index knows of a body that has gone in this transaction is not stored.
        if (!_countedBodyLeft) comparer.Renew();
        comparer.IndexWaiting();
        (IReadOnlyList<long> lost, IReadOnlyList<long> gained) = comparer.Settle();
        Withdraw(lost);
        IReadOnlyList<long> waiting = variants.Unlinked();
        Resume([.. gained.Except(waiting)]);
        variants.CountUnlinked();
        int done = 0;
        foreach (ComparedBodies compared in beside is null ? comparer.CompareAll(variants.Compared(waiting)) : Ahead.Of(beside.Comparer.CompareAll(beside.Variants.Compared(waiting)), most: 1))
        {
            // In the order of their table: its pages are then met one after another.
            foreach ((long id, VerifiedCandidate other) in compared.Links.OrderBy(link => Ordered(link.Variant, link.Other.Variant))) variants.AddLink(id, other);
            variants.MarkLinked(compared.Bodies);
            done += compared.Bodies.Count;
            if (done < waiting.Count) between?.Invoke(done, waiting.Count);
        }
        _countedBodyLeft = false;
    }

    /// <summary>A key of these bodies has become crowded, or has other leaders: links that nothing proposes any more go.</summary>
    private void Withdraw(IReadOnlyList<long> bodies)
    {
        if (bodies.Count == 0) return;
        var sketches = new Dictionary<long, SketchedBody>();
        SketchedBody Sketch(long id) => sketches.TryGetValue(id, out SketchedBody? known) ? known : sketches[id] = variants.Sketch(id)!;
        foreach ((long A, long B, ProposedBy By)[] links in variants.Links(bodies).Chunk(AskedTogether))
        {
            foreach (((long a, long b, ProposedBy by), ProposedBy now) in links.Zip(comparer.Supports([.. links.Select(link => (Sketch(link.A), Sketch(link.B)))])))
            {
                if (now != by) variants.Propose(a, b, now);
            }
        }
    }

    /// <summary>A key of these bodies is crowded no more, or has other leaders: pairs that it proposes again are compared.</summary>
    private void Resume(IReadOnlyList<long> bodies)
    {
        if (bodies.Count == 0) return;
        var linked = variants.Links(bodies).ToDictionary(link => (link.A, link.B), link => link.By);
        foreach ((long id, VerifiedCandidate other) in comparer
            .CompareAll(variants.Compared(bodies), (a, b, by) => !linked.TryGetValue(Ordered(a, b), out ProposedBy was) || was != by).SelectMany(compared => compared.Links))
        {
            variants.AddLink(id, other);
            variants.MarkPending(id);
            variants.MarkPending(other.Variant);
        }
    }

    private static (long A, long B) Ordered(long a, long b) => a < b ? (a, b) : (b, a);
}
