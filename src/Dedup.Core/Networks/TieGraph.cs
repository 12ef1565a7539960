using System.Numerics;

namespace Dedup.Core.Networks;

/// <summary>Tied sites that hang together, numbered from 0, as rows of bits: who is tied with whom, each with itself.</summary>
internal sealed class TieGraph
{
    private readonly ulong[][] _rows;

    private TieGraph(int[] sites, List<(int A, int B)> ties)
    {
        Sites = sites;
        Ties = ties;
        _rows = [.. sites.Select(_ => new ulong[(sites.Length + 63) / 64])];
        for (int site = 0; site < sites.Length; site++) Set(_rows[site], site);
        foreach ((int a, int b) in ties)
        {
            Set(_rows[a], b);
            Set(_rows[b], a);
        }
    }

    /// <summary>The sites as they are numbered elsewhere, ascending.</summary>
    public int[] Sites { get; }

    /// <summary>The ties between them, by their own numbers.</summary>
    public List<(int A, int B)> Ties { get; }

    /// <summary>The sites that a site is tied with, and itself.</summary>
    public ReadOnlySpan<ulong> Row(int site) => _rows[site];

    /// <summary>Parts ties into graphs that are not connected with each other, by their first site.</summary>
    public static IEnumerable<TieGraph> Of(IReadOnlyList<SitePair> ties)
    {
        int[] sites = [.. ties.SelectMany(tie => new[] { tie.A, tie.B }).Distinct().Order()];
        Dictionary<int, int> index = sites.Select((site, i) => (site, i)).ToDictionary(s => s.site, s => s.i);
        int[] root = [.. Enumerable.Range(0, sites.Length)];
        int Root(int i)
        {
            while (root[i] != i) i = root[i] = root[root[i]];
            return i;
        }
        foreach (SitePair tie in ties)
        {
            int a = Root(index[tie.A]);
            int b = Root(index[tie.B]);
            root[Math.Max(a, b)] = Math.Min(a, b);
        }
        ILookup<int, SitePair> tiesOf = ties.ToLookup(tie => Root(index[tie.A]));
        foreach (IGrouping<int, int> part in Enumerable.Range(0, sites.Length).GroupBy(Root))
        {
            int[] own = [.. part.Select(i => sites[i])];
            Dictionary<int, int> number = own.Select((site, i) => (site, i)).ToDictionary(s => s.site, s => s.i);
            yield return new TieGraph(own, [.. tiesOf[part.Key].Select(tie => (number[tie.A], number[tie.B]))]);
        }
    }

    public static bool Has(ReadOnlySpan<ulong> set, int site) => (set[site >> 6] >> site & 1) != 0;

    public static void Set(Span<ulong> set, int site) => set[site >> 6] |= 1UL << site;

    public static void Clear(Span<ulong> set, int site) => set[site >> 6] &= ~(1UL << site);

    public static int Count(ReadOnlySpan<ulong> set)
    {
        int count = 0;
        foreach (ulong bits in set) count += BitOperations.PopCount(bits);
        return count;
    }

    /// <summary>Sites that stand in both sets.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int count = 0;
        for (int i = 0; i < a.Length; i++) count += BitOperations.PopCount(a[i] & b[i]);
        return count;
    }

    /// <summary>The sites of a set, ascending.</summary>
    public static List<int> Members(ReadOnlySpan<ulong> set)
    {
        var members = new List<int>();
        for (int i = 0; i < set.Length; i++)
        {
            for (ulong bits = set[i]; bits != 0; bits &= bits - 1) members.Add((i << 6) + BitOperations.TrailingZeroCount(bits));
        }
        return members;
    }
}
