using Dedup.Core.Clustering;
using Dedup.Core.Verification;

namespace Dedup.Engine.Export;

/// <summary>A document of a cluster, as the choice of what to keep sees it.</summary>
/// <param name="Id">Its id in the store: names it, and orders nothing.</param>
/// <param name="Variant">Its body.</param>
/// <param name="ExcerptOf">Id of the cluster that its body is an excerpt of, or null.</param>
/// <param name="Site">Name of its site, or null.</param>
/// <param name="Copy">What its place in the order depends on.</param>
internal sealed record Member(long Id, long Variant, long? ExcerptOf, string? Site, Copy Copy);

/// <summary>The verified measures of a dropped body and the kept one.</summary>
/// <param name="Relation">exact, near, corrected, truncated or excerpt.</param>
/// <param name="Resemblance">0–1.</param>
/// <param name="ContainmentOfDropped">Share of the dropped body's shingles that stand in the kept one, 0–1.</param>
/// <param name="ContainmentOfKept">Share of the kept body's shingles that stand in the dropped one, 0–1.</param>
internal readonly record struct Closeness(Relation Relation, double Resemblance, double ContainmentOfDropped, double ContainmentOfKept)
{
    /// <summary>One body to itself.</summary>
    public static Closeness Same { get; } = new(Relation.Exact, 1, 1, 1);
}

/// <summary>A document that another is dropped for, and what ties them.</summary>
/// <param name="Kept">Id of the kept document.</param>
/// <param name="Closeness">The measures.</param>
internal sealed record Removal(long Kept, Closeness Closeness);

/// <summary>What becomes of a document.</summary>
/// <param name="Member">The document.</param>
/// <param name="Place">Its place in the order of the policy among those it was compared with, from 0.</param>
/// <param name="Removal">Why it is dropped; null where it is kept.</param>
internal sealed record Decision(Member Member, int Place, Removal? Removal);

/// <summary>Decides which documents of one cluster are kept.</summary>
/// <remarks>
/// Every removal is verified: a cluster is a star around its representative, and two of its members may be far apart, so
/// that one kept document a cluster would drop text that stands nowhere else. Therefore the documents are taken in the order
/// of the policy: the first is kept, all that is verified close to it is dropped, and so on with the first of the rest. Each
/// dropped document goes to the first kept one that it is close to, and not to the closest: so it is named for the document that
/// the policy likes best, and no later document can change what an earlier one took. A kept document comes before all that
/// are dropped for it, and no two kept ones are close. An excerpt is dropped for its story where nothing kept before it in its
/// own cluster is close to it, and the copies of its body with it. The order of the members given does not matter. Cost:
/// O(n log n) and one question for each kept document while others are open.
/// </remarks>
/// <param name="policy">The order.</param>
/// <param name="closeTo">The bodies that a body is linked with as near or truncated; asked about kept ones, which the measures are of.</param>
/// <param name="story">The kept document, if any, that an excerpt is dropped for; within its site where the policy is <see cref="DecisionPolicy.PerSite"/>.</param>
internal sealed class DecisionRule(
    DecisionPolicy policy, Func<long, IEnumerable<(long Variant, Closeness Closeness)>> closeTo, Func<Member, Removal?> story)
{
    private readonly Comparer<Member> _order = Comparer<Member>.Create((a, b) => policy.Compare(a.Copy, b.Copy));

    /// <summary>Decides on every document of one cluster.</summary>
    public IReadOnlyList<Decision> Decide(IReadOnlyList<Member> cluster)
    {
        // Documents of unlike sites have nothing to do with one another; those of unknown site count as one, as everywhere.
        IEnumerable<IEnumerable<Member>> groups = policy == DecisionPolicy.PerSite && cluster.Count > 1
            ? cluster.GroupBy(member => member.Site, StringComparer.OrdinalIgnoreCase)
            : [cluster];
        var decisions = new List<Decision>(cluster.Count);
        foreach (IEnumerable<Member> group in groups) Decide([.. group.Order(_order)], decisions);
        return decisions;
    }

    private void Decide(Member[] ordered, List<Decision> decisions)
    {
        var decided = new Decision?[ordered.Length];
        Dictionary<long, List<int>> open = [];
        for (int place = 0; place < ordered.Length; place++)
        {
            if (!open.TryGetValue(ordered[place].Variant, out List<int>? places)) open.Add(ordered[place].Variant, places = []);
            places.Add(place);
        }

        void Drop(long variant, Removal removal)
        {
            if (!open.Remove(variant, out List<int>? places)) return;
            foreach (int place in places) decided[place] ??= new Decision(ordered[place], place, removal);
        }

        for (int place = 0; place < ordered.Length; place++)
        {
            if (decided[place] is not null) continue;
            Member member = ordered[place];
            if (story(member) is Removal whole)
            {
                // All others that carry the body stand open too, and are of the same site where that matters.
                Drop(member.Variant, whole);
                continue;
            }
            decided[place] = new Decision(member, place, null);
            Drop(member.Variant, new Removal(member.Id, Closeness.Same));
            if (open.Count == 0) continue;
            foreach ((long variant, Closeness closeness) in closeTo(member.Variant)) Drop(variant, new Removal(member.Id, closeness));
        }
        decisions.AddRange(decided!);
    }
}
