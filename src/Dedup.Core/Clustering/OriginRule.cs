namespace Dedup.Core.Clustering;

/// <summary>What is known of a copy when the likely origin is chosen.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="BodyHash">Hash of its normalised body.</param>
/// <param name="Words">Words of its body.</param>
/// <param name="WholeStory">Whether it is the story and not a truncated copy.</param>
/// <param name="Agency">The agency it credits, or null.</param>
/// <param name="IsAgencySite">Whether its site is that agency's own.</param>
/// <param name="FirstSeen">When the crawl fetched it, or null; sortable text (ISO 8601, UTC).</param>
/// <param name="ClaimedDate">The date it claims, or null; sortable text.</param>
public sealed record Copy(
    string Key, UInt128 BodyHash, int Words, bool WholeStory, string? Agency, bool IsAgencySite, string? FirstSeen, string? ClaimedDate);

/// <summary>The likely first publisher of a cluster, and why.</summary>
/// <param name="Key">Key of the copy.</param>
/// <param name="Reasons">The grounds that set it before the others, strongest first.</param>
public sealed record Origin(string Key, IReadOnlyList<string> Reasons);

/// <summary>Chooses the likely origin among the copies of one story.</summary>
/// <remarks>
/// Lexicographic: the credited agency's own site; the whole story before truncated copies; earliest first seen; a copy that
/// credits an agency; earliest claimed date, which sites make up and which therefore comes late; most words; body hash; key.
/// The order of the copies given does not matter.
/// </remarks>
public static class OriginRule
{
    private sealed record Ground(string Reason, Comparison<Copy> Compare);

    private static readonly Ground[] Grounds =
    [
        new("stands on the credited agency's own site", (a, b) => b.IsAgencySite.CompareTo(a.IsAgencySite)),
        new("carries the whole story", (a, b) => b.WholeStory.CompareTo(a.WholeStory)),
        new("was seen first by the crawl", (a, b) => Earliest(a.FirstSeen, b.FirstSeen)),
        new("credits an agency", (a, b) => (b.Agency is not null).CompareTo(a.Agency is not null)),
        new("claims the earliest date", (a, b) => Earliest(a.ClaimedDate, b.ClaimedDate)),
        new("has the most words", (a, b) => b.Words.CompareTo(a.Words)),
        new("comes first by body hash", (a, b) => a.BodyHash.CompareTo(b.BodyHash)),
        new("comes first by key", (a, b) => string.CompareOrdinal(a.Key, b.Key)),
    ];

    /// <summary>The likely origin of at least one copy, with every ground that told it from some other copy.</summary>
    public static Origin Choose(IReadOnlyList<Copy> copies)
    {
        ArgumentNullException.ThrowIfNull(copies);
        if (copies.Count == 0) throw new ArgumentException("no copies to choose from", nameof(copies));
        Copy best = copies[0];
        foreach (Copy copy in copies)
        {
            if (Compare(copy, best) < 0) best = copy;
        }
        var reasons = new List<string>();
        List<Copy> rivals = [.. copies.Where(copy => copy != best)];
        foreach (Ground ground in Grounds)
        {
            int before = rivals.Count;
            rivals.RemoveAll(rival => ground.Compare(best, rival) < 0);
            if (rivals.Count < before) reasons.Add(ground.Reason);
        }
        return new Origin(best.Key, reasons.Count == 0 ? ["is the only copy"] : reasons);
    }

    /// <summary>Orders copies by likelihood of being the origin, the likeliest first; never 0 for unlike keys.</summary>
    public static int Compare(Copy a, Copy b)
    {
        foreach (Ground ground in Grounds)
        {
            int order = ground.Compare(a, b);
            if (order != 0) return order;
        }
        return 0;
    }

    /// <summary>Unknown dates come last.</summary>
    private static int Earliest(string? a, string? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => string.CompareOrdinal(a, b),
    };
}
