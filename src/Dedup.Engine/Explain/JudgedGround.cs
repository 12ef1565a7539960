using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;

namespace Dedup.Engine.Explain;

/// <summary>Says in words where an analyst's word put a variant into a cluster or kept it out of one.</summary>
internal static class JudgedGround
{
    /// <summary>Why the variant belongs to its cluster, where that is for an analyst's word; else null.</summary>
    public static string? Belongs(
        long variant, IReadOnlyDictionary<long, Placement> placements, IReadOnlyList<Judgement> judgements, IReadOnlyList<LinkFrom> links, Func<long, string> name)
    {
        Placement own = placements[variant];
        bool IsHere(long id) => placements[id].Representative == own.Representative;
        if (own.Relation == Relation.Linked)
        {
            Judgement? said = judgements.FirstOrDefault(j => j.Same && IsHere(j.A) && IsHere(j.B));
            return said is null ? null
                : said.A == variant || said.B == variant ? $"an analyst's word says that it and {name(said.A == variant ? said.B : said.A)} are one story"
                : $"an analyst's word says that {name(said.A)} and {name(said.B)} are one story, and it stood in the cluster of one of them";
        }
        long? kept = own.Representative != variant ? null : links
            .Where(l => l.Verdict.Relation.JoinsStory() && placements[l.Other].Representative == l.Other && l.Other != variant)
            .SelectMany(l => Apart(variant, judgements).Where(other => placements[other].Representative == l.Other)).Select(other => (long?)other).FirstOrDefault();
        return kept is long rival ? $"an analyst's word says that {name(rival)}, in whose cluster it would be, is another story" : null;
    }

    /// <summary>Why the variant does not belong to another cluster, where that is for an analyst's word; else null.</summary>
    public static string? BelongsNot(long variant, PlannedCluster other, IReadOnlyList<Judgement> judgements, Func<long, string> name)
    {
        HashSet<long> members = [.. other.Members.Select(p => p.Variant)];
        return Apart(variant, judgements).Where(members.Contains).Select(id => $"an analyst's word says that {name(id)}, which belongs to it, is another story").FirstOrDefault();
    }

    private static IEnumerable<long> Apart(long variant, IReadOnlyList<Judgement> judgements) => judgements
        .Where(j => !j.Same && (j.A == variant || j.B == variant)).Select(j => j.A == variant ? j.B : j.A);
}
