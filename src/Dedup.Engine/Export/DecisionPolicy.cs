using Dedup.Core.Clustering;

namespace Dedup.Engine.Export;

/// <summary>Which copies of a story are kept before others.</summary>
public enum DecisionPolicy
{
    /// <summary>The likeliest origin first, in the order of <see cref="OriginRule.Compare"/>.</summary>
    Origin,

    /// <summary>Most words first, then the likeliest origin.</summary>
    Longest,

    /// <summary>Earliest fetched first, unknown last, then the likeliest origin.</summary>
    FirstSeen,

    /// <summary>As <see cref="Origin"/>, but only documents of one site are dropped for one another: one copy a site stays.</summary>
    PerSite,
}

/// <summary>The order that each policy gives the documents of a cluster.</summary>
internal static class PolicyOrder
{
    /// <summary>Below 0 where <paramref name="a"/> is kept before <paramref name="b"/>; never 0 for unlike keys, and never by ids.</summary>
    public static int Compare(this DecisionPolicy policy, Copy a, Copy b)
    {
        int order = policy switch
        {
            DecisionPolicy.Longest => b.Words.CompareTo(a.Words),
            DecisionPolicy.FirstSeen => Earliest(a.FirstSeen, b.FirstSeen),
            _ => 0,
        };
        return order != 0 ? order : OriginRule.Compare(a, b);
    }

    private static int Earliest(string? a, string? b)
    {
        int known = (a is null).CompareTo(b is null);
        return known != 0 ? known : string.CompareOrdinal(a, b);
    }
}
